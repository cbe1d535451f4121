// A desk where all is well, which each test breaks in one place.
#pragma once

#include "doctor/checks.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace cccd_bridge::doctor {

inline const std::string chromiumId = "aaaabbbbccccddddeeeeffffgggghhhh";
inline const std::string firefoxId = "bridge@example.test";
inline constexpr std::chrono::sys_days testDay = std::chrono::year(2026) / 11 / 20;

inline ManifestFacts goodManifest(const std::string& place, const std::string& caller) {
    return {.place = place,
            .reading = Reading::read,
            .name = hostName,
            .type = "stdio",
            .callers = {caller},
            .program = "/usr/libexec/cccd-bridge/cccd-bridge"};
}

inline BrowserFacts goodBrowser() {
    return {.name = "Chromium",
            .packagings = {Packaging::system},
            .manifests = {goodManifest("/etc/chromium/m.json", "chrome-extension://" + chromiumId + "/")}};
}

inline BrowserFacts goodFirefox() {
    return {.name = "Firefox",
            .family = BrowserFamily::firefox,
            .packagings = {Packaging::system},
            .manifests = {goodManifest("/usr/lib/mozilla/m.json", firefoxId)}};
}

inline Facts goodDesk() {
    return {
        .program = {.version = "1.2.3", .path = "/usr/bin/x", .chromiumIds = {chromiumId}, .firefoxIds = {firefoxId}},
        .browsers = {goodBrowser(), goodFirefox()},
        .cardService = {.readers = {{.name = "Reader A"}}},
        .scanners = {.scanners = {{.name = "Scanner A"}}},
        .trust = {.directory = "/etc/x/anchors",
                  .reading = Reading::read,
                  .certificates = {{.subject = "CN=Issuer",
                                    .country = "VN",
                                    .notBefore = testDay - std::chrono::years(1),
                                    .notAfter = testDay + std::chrono::years(9)}}},
        .clock = {.now = testDay, .released = testDay - std::chrono::days(30)}};
}

inline std::vector<FindingCode> codesOf(const Findings& findings) {
    std::vector<FindingCode> codes;
    for (const Finding& finding : findings) codes.push_back(finding.code);
    return codes;
}

/// The codes that a desk has beyond those that are well.
inline std::vector<FindingCode> troublesOf(const Facts& facts) {
    std::vector<FindingCode> codes = codesOf(examine(facts));
    std::erase_if(codes, [](FindingCode code) { return findingText(code).severity == Severity::ok; });
    return codes;
}

inline bool has(const Facts& facts, FindingCode code) {
    const auto codes = codesOf(examine(facts));
    return std::ranges::find(codes, code) != codes.end();
}

using Codes = std::vector<FindingCode>;

}  // namespace cccd_bridge::doctor
