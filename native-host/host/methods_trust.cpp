// trust.list, trust.import
#include "host/application.hpp"
#include "host/machine_log.hpp"
#include "host/methods.hpp"
#include "host/params.hpp"
#include "host/trust_import.hpp"
#include "host/wire_text.hpp"

#include <ranges>

namespace cccd_bridge::host {

namespace {

constexpr std::size_t maximumPath = 4096;
constexpr std::size_t maximumSubject = 512;
constexpr std::size_t maximumOrigin = 256;
constexpr std::size_t maximumFingerprint = 128;
constexpr std::size_t loggedFingerprints = 4;
constexpr std::size_t maximumList = std::size_t{600} * 1024;

json::object entry(std::string_view kind, std::string_view country, std::string_view subject,
                   std::string_view fingerprint, std::string_view origin) {
    json::object object;
    object["kind"] = kind;
    object["country"] = country;
    object["subject"] = shortened(subject, maximumSubject);
    object["fingerprint"] = fingerprint;
    object["origin"] = shortened(origin, maximumOrigin);
    return object;
}

json::object trustToJson(const emrtd::TrustAnchor& anchor, std::string_view origin) {
    const std::string_view kind = anchor.certificate.isRoot() ? "issuer" : "link";
    json::object object = entry(kind, anchor.country, anchor.subject, anchor.fingerprint, origin);
    object["notBefore"] = isoTime(anchor.notBefore);
    object["notAfter"] = isoTime(anchor.notAfter);
    return object;
}

json::object trustToJson(const emrtd::Certificate& signer, std::string_view origin) {
    json::object object = entry("signer", signer.country(), signer.subject(), signer.fingerprint(), origin);
    object["notBefore"] = isoTime(signer.notBefore());
    object["notAfter"] = isoTime(signer.notAfter());
    return object;
}

// A list is good from its date until the next one is due.
json::object trustToJson(const emrtd::RevocationList& list, std::string_view origin) {
    json::object object = entry("crl", list.country(), list.issuer(), list.fingerprint(), origin);
    object["notBefore"] = isoTime(list.thisUpdate());
    if (list.nextUpdate()) object["notAfter"] = isoTime(*list.nextUpdate());
    object["revoked"] = list.size();
    return object;
}

json::array trustToJson(const AnchorSet& set) {
    json::array array;
    for (std::size_t i = 0; i < set.anchors.size(); ++i)
        array.emplace_back(trustToJson(set.anchors[i], set.anchorOrigins[i]));
    for (std::size_t i = 0; i < set.signers.size(); ++i)
        array.emplace_back(trustToJson(set.signers[i], set.signerOrigins[i]));
    for (std::size_t i = 0; i < set.revocationLists.size(); ++i)
        array.emplace_back(trustToJson(set.revocationLists[i], set.listOrigins[i]));
    return array;
}

std::string_view skipReason(emrtd::SkippedEntry::Reason reason) {
    using Reason = emrtd::SkippedEntry::Reason;
    switch (reason) {
        case Reason::NotForDocuments:
            return "notForDocuments";
        case Reason::NotAnAuthority:
            return "notACertificateAuthority";
        case Reason::KeyUnsupported:
            return "keyUnsupported";
        case Reason::AlgorithmUnsupported:
            return "algorithmUnsupported";
        case Reason::Duplicate:
            return "alreadyInstalled";
        case Reason::IssuerNotInstalled:
            return "issuerNotInstalled";
        case Reason::Outdated:
            return "outdated";
        case Reason::RootNotAccepted:
            return "rootNotAccepted";
        case Reason::ListNotGenuine:
            return "listNotGenuine";
        case Reason::StoreFull:
            return "storeFull";
        case Reason::Malformed:
            break;
    }
    return "malformed";
}

json::object rootToJson(const emrtd::TrustAnchor& root) {
    return {{"fingerprint", root.fingerprint}, {"subject", shortened(root.subject, maximumSubject)}};
}

// As people copy it: pairs may be parted by colons or spaces, letters of either case.
std::string plainFingerprint(std::string_view text) {
    std::string plain;
    for (const char letter : text) {
        if (letter == ':' || letter == ' ') continue;
        plain += letter >= 'A' && letter <= 'F' ? static_cast<char>(letter - 'A' + 'a') : letter;
    }
    return plain;
}

// As many as fit into one message to the browser.
json::object listFrom(const json::array& all, std::size_t offset) {
    json::object result;
    json::array part;
    std::size_t at = offset;
    for (std::size_t size = 0; at < all.size(); ++at) {
        size += json::serialize(all[at]).size() + 1;
        if (size > maximumList) break;
        part.push_back(all[at]);
    }
    result["anchors"] = std::move(part);
    result["total"] = all.size();
    if (at < all.size()) result["next"] = at;
    return result;
}

Result<ImportOrder> readOrder(const json::object& params) {
    ParamReader reader(params);
    ImportOrder order{.path = reader.requiredText("path", maximumPath)};
    order.acceptedRoot = plainFingerprint(reader.text("acceptRoot", maximumFingerprint).value_or(""));
    TRY_VOID(reader.finish());
    return order;
}

json::object trustToJson(const ImportReport& report) {
    json::array skipped;
    for (const emrtd::SkippedEntry& entry : report.skipped) {
        json::object item;
        item["subject"] = shortened(entry.subject, maximumSubject);
        item["reason"] = skipReason(entry.reason);
        skipped.emplace_back(std::move(item));
    }
    json::object result;
    result["imported"] = trustToJson(report.imported);
    if (report.skippedMore != 0) result["skippedMore"] = report.skippedMore;
    result["skipped"] = std::move(skipped);
    if (report.refusedRoot) result["refusedRoot"] = rootToJson(*report.refusedRoot);
    return result;
}

void logImport(const ImportReport& report) {
    const AnchorSet& imported = report.imported;
    std::string fingerprints;
    for (const emrtd::TrustAnchor& anchor : imported.anchors | std::views::take(loggedFingerprints))
        fingerprints += (fingerprints.empty() ? "" : ",") + anchor.fingerprint;
    logEvent(EventCode::TrustChanged, {{"issuers", std::to_string(imported.anchors.size())},
                                       {"signers", std::to_string(imported.signers.size())},
                                       {"revocationLists", std::to_string(imported.revocationLists.size())},
                                       {"skipped", std::to_string(report.skipped.size() + report.skippedMore)},
                                       {"fingerprints", fingerprints}});
}

}  // namespace

void listAnchors(Application& application, const RequestPointer& request, const json::object& params) {
    ParamReader reader(params);
    const auto offset = reader.integer("offset", 0, TrustStore::maximumEntries).value_or(0);
    if (const auto read = reader.finish(); !read) return request->fail(read.error());
    application.worker().post([&application, request, offset] {
        if (request->stopToken().stop_requested())
            return request->fail(Error{ErrorCode::OperationCancelled, "while it waited", {}});
        request->succeed(listFrom(trustToJson(*application.trust().anchors()), static_cast<std::size_t>(offset)));
    });
}

void importAnchors(Application& application, const RequestPointer& request, const json::object& params) {
    const auto order = readOrder(params);
    if (!order) return request->fail(order.error());
    const auto report = importTrust(application.trust(), *order);
    if (!report) return request->fail(report.error());
    // A directory may hold lists of several roots; a list alone has failed without its root.
    if (report->refusedRoot && report->imported.size() == 0 && report->skipped.size() == 1)
        return request->fail(Error{ErrorCode::TrustRootNotAccepted, {}, {}}, rootToJson(*report->refusedRoot));
    if (report->imported.size() != 0) logImport(*report);
    request->succeed(trustToJson(*report));
}

}  // namespace cccd_bridge::host
