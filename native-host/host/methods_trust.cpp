// trust.list, trust.import
#include "host/application.hpp"
#include "host/methods.hpp"
#include "host/params.hpp"
#include "host/wire_text.hpp"

namespace cccd_bridge::host {

namespace {

constexpr std::size_t maximumPath = 4096;
constexpr std::size_t maximumSubject = 512;
constexpr std::size_t maximumOrigin = 256;

json::array anchorsToJson(const AnchorSet& set) {
    json::array array;
    for (std::size_t i = 0; i < set.anchors.size(); ++i) {
        const emrtd::TrustAnchor& anchor = set.anchors[i];
        json::object object;
        object["country"] = anchor.country;
        object["subject"] = shortened(anchor.subject, maximumSubject);
        object["fingerprint"] = anchor.fingerprint;
        object["notBefore"] = isoTime(anchor.notBefore);
        object["notAfter"] = isoTime(anchor.notAfter);
        object["origin"] = shortened(set.origins[i], maximumOrigin);
        array.emplace_back(std::move(object));
    }
    return array;
}

std::string_view skipReason(emrtd::SkippedCertificate::Reason reason) {
    using Reason = emrtd::SkippedCertificate::Reason;
    switch (reason) {
        case Reason::NotAnIssuer:
            return "notACertificateAuthority";
        case Reason::KeyUnsupported:
            return "keyUnsupported";
        case Reason::Duplicate:
            return "alreadyInstalled";
        case Reason::Malformed:
            break;
    }
    return "malformed";
}

Result<json::object> tryImport(Application& application, const json::object& params) {
    ParamReader reader(params);
    const std::string path = reader.requiredText("path", maximumPath);
    TRY_VOID(reader.finish());
    TRY(const ImportReport report, application.trust().import(path));
    json::array skipped;
    for (const emrtd::SkippedCertificate& certificate : report.skipped) {
        json::object item;
        item["subject"] = shortened(certificate.subject, maximumSubject);
        item["reason"] = skipReason(certificate.reason);
        skipped.emplace_back(std::move(item));
    }
    json::object result;
    result["imported"] = anchorsToJson(report.imported);
    result["skipped"] = std::move(skipped);
    return result;
}

}  // namespace

void listAnchors(Application& application, const RequestPointer& request, const json::object& params) {
    if (const auto nothing = ParamReader(params).finish(); !nothing) return request->fail(nothing.error());
    application.worker().post([&application, request] {
        json::object result;
        result["anchors"] = anchorsToJson(*application.trust().anchors());
        request->succeed(std::move(result));
    });
}

void importAnchors(Application& application, const RequestPointer& request, const json::object& params) {
    request->answer(tryImport(application, params));
}

}  // namespace cccd_bridge::host
