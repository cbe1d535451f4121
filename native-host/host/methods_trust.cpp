// trust.list, trust.import
#include "cccd/text.hpp"
#include "host/application.hpp"
#include "host/methods.hpp"
#include "host/params.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace cccd_bridge::host {

namespace {

constexpr std::size_t maximumPath = 4096;
constexpr std::size_t maximumSubject = 512;
constexpr std::size_t maximumOrigin = 256;

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

// Names of files and of issuers may hold any bytes. Cut between two characters, not within one.
std::string shortened(std::string_view bytes, std::size_t maximum) {
    std::string text = cccd::toNfcLossy(bytes);
    if (text.size() <= maximum) return text;
    std::size_t end = maximum;
    while (end > 0 && continues(text[end])) --end;
    return text.substr(0, end);
}

// ISO 8601 in UTC, to the second.
std::string isoTime(std::chrono::sys_seconds time) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(time - day);
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()));
    return text.data();
}

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
