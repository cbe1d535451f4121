// trust.list, trust.import
#include "host/application.hpp"
#include "host/methods.hpp"
#include "host/params.hpp"
#include "host/trust_import.hpp"
#include "host/wire_text.hpp"

namespace cccd_bridge::host {

namespace {

constexpr std::size_t maximumPath = 4096;
constexpr std::size_t maximumSubject = 512;
constexpr std::size_t maximumOrigin = 256;

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

json::object toJson(const emrtd::TrustAnchor& anchor, std::string_view origin) {
    const std::string_view kind = anchor.certificate.isSelfIssued() ? "issuer" : "link";
    json::object object = entry(kind, anchor.country, anchor.subject, anchor.fingerprint, origin);
    object["notBefore"] = isoTime(anchor.notBefore);
    object["notAfter"] = isoTime(anchor.notAfter);
    return object;
}

json::object toJson(const emrtd::Certificate& signer, std::string_view origin) {
    json::object object = entry("signer", signer.country(), signer.subject(), signer.fingerprint(), origin);
    object["notBefore"] = isoTime(signer.notBefore());
    object["notAfter"] = isoTime(signer.notAfter());
    return object;
}

// A list is good from its date until the next one is due.
json::object toJson(const emrtd::RevocationList& list, std::string_view origin) {
    json::object object = entry("crl", list.country(), list.issuer(), list.fingerprint(), origin);
    object["notBefore"] = isoTime(list.thisUpdate());
    if (list.nextUpdate()) object["notAfter"] = isoTime(*list.nextUpdate());
    object["revoked"] = list.size();
    return object;
}

json::array toJson(const AnchorSet& set) {
    json::array array;
    for (std::size_t i = 0; i < set.anchors.size(); ++i)
        array.emplace_back(toJson(set.anchors[i], set.anchorOrigins[i]));
    for (std::size_t i = 0; i < set.signers.size(); ++i)
        array.emplace_back(toJson(set.signers[i], set.signerOrigins[i]));
    for (std::size_t i = 0; i < set.revocationLists.size(); ++i)
        array.emplace_back(toJson(set.revocationLists[i], set.listOrigins[i]));
    return array;
}

std::string_view skipReason(emrtd::SkippedEntry::Reason reason) {
    using Reason = emrtd::SkippedEntry::Reason;
    switch (reason) {
        case Reason::NotForDocuments:
            return "notForDocuments";
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
        case Reason::StoreFull:
            return "storeFull";
        case Reason::Malformed:
            break;
    }
    return "malformed";
}

Result<json::object> tryImport(Application& application, const json::object& params) {
    ParamReader reader(params);
    const std::string path = reader.requiredText("path", maximumPath);
    TRY_VOID(reader.finish());
    TRY(const ImportReport report, importTrust(application.trust(), {.path = path}));
    json::array skipped;
    for (const emrtd::SkippedEntry& certificate : report.skipped) {
        json::object item;
        item["subject"] = shortened(certificate.subject, maximumSubject);
        item["reason"] = skipReason(certificate.reason);
        skipped.emplace_back(std::move(item));
    }
    json::object result;
    result["imported"] = toJson(report.imported);
    result["skipped"] = std::move(skipped);
    return result;
}

}  // namespace

void listAnchors(Application& application, const RequestPointer& request, const json::object& params) {
    if (const auto nothing = ParamReader(params).finish(); !nothing) return request->fail(nothing.error());
    application.worker().post([&application, request] {
        json::object result;
        result["anchors"] = toJson(*application.trust().anchors());
        request->succeed(std::move(result));
    });
}

void importAnchors(Application& application, const RequestPointer& request, const json::object& params) {
    request->answer(tryImport(application, params));
}

}  // namespace cccd_bridge::host
