#include "host/doctor_report.hpp"

#include "host/wire_text.hpp"

#include <array>
#include <string>
#include <string_view>

namespace cccd_bridge::host {

namespace {

constexpr std::size_t longestValue = 512;
constexpr std::size_t mostEntries = 256;

json::array words(const std::vector<std::string>& list) {
    json::array array;
    for (const std::string& word : list) {
        if (array.size() == mostEntries) break;
        array.emplace_back(shortened(word, longestValue));
    }
    return array;
}

json::object factsToJson(const doctor::ManifestFacts& manifest) {
    static constexpr std::array<std::string_view, 4> readings{"absent", "unreadable", "damaged", "read"};
    static constexpr std::array<std::string_view, 4> states{"usable", "relativePath", "missing", "notExecutable"};
    return {{"place", shortened(manifest.place, longestValue)},
            {"reading", readings[static_cast<std::size_t>(manifest.reading)]},
            {"name", shortened(manifest.name, longestValue)},
            {"type", shortened(manifest.type, longestValue)},
            {"program", shortened(manifest.program, longestValue)},
            {"programState", states[static_cast<std::size_t>(manifest.programState)]},
            {"callers", words(manifest.callers)}};
}

json::object factsToJson(const doctor::PolicyFacts& policies) {
    json::object settings;
    for (const auto& [id, rule] : policies.extensionSettings) {
        if (settings.size() == mostEntries) break;
        settings[shortened(id, longestValue)] = shortened(rule.installationMode, longestValue);
    }
    json::object object{{"nativeMessagingBlocklist", words(policies.hostBlocklist)},
                        {"nativeMessagingAllowlist", words(policies.hostAllowlist)},
                        {"extensionInstallBlocklist", words(policies.extensionBlocklist)},
                        {"extensionInstallAllowlist", words(policies.extensionAllowlist)},
                        {"extensionInstallForcelist", words(policies.extensionForcelist)},
                        {"extensionSettings", std::move(settings)},
                        {"damaged", words(policies.damagedPlaces)}};
    if (policies.userLevelHosts) object["nativeMessagingUserLevelHosts"] = *policies.userLevelHosts;
    if (policies.startsHostsDirectly) object["nativeHostsExecutablesLaunchDirectly"] = *policies.startsHostsDirectly;
    return object;
}

json::array factsToJson(const std::vector<doctor::BrowserFacts>& browsers) {
    static constexpr std::array<std::string_view, 3> packagingNames{"system", "snap", "flatpak"};
    json::array array;
    for (const doctor::BrowserFacts& browser : browsers) {
        if (browser.packagings.empty()) continue;
        json::array packagings;
        for (const doctor::Packaging packaging : browser.packagings)
            packagings.emplace_back(packagingNames[static_cast<std::size_t>(packaging)]);
        json::array manifests;
        for (const doctor::ManifestFacts& manifest : browser.manifests) manifests.emplace_back(factsToJson(manifest));
        array.emplace_back(json::object{{"name", browser.name},
                                        {"packagings", std::move(packagings)},
                                        {"manifests", std::move(manifests)},
                                        {"policies", factsToJson(browser.policies)}});
    }
    return array;
}

json::object factsToJson(const doctor::TrustFacts& trust) {
    static constexpr std::array<std::string_view, 3> kinds{"issuer", "signer", "crl"};
    json::array certificates;
    for (const doctor::CertificateFacts& certificate : trust.certificates) {
        if (certificates.size() == mostEntries) break;
        json::object object{{"kind", kinds[static_cast<std::size_t>(certificate.kind)]},
                            {"subject", shortened(certificate.subject, longestValue)},
                            {"notBefore", isoTime(certificate.notBefore)}};
        if (certificate.notAfter) object["notAfter"] = isoTime(*certificate.notAfter);
        certificates.emplace_back(std::move(object));
    }
    return {{"directory", shortened(trust.directory, longestValue)},
            {"total", trust.certificates.size()},
            {"certificates", std::move(certificates)}};
}

// What people called their own files may name them, and the bundle leaves the office: such files are counted.
doctor::Findings withoutFileNames(doctor::Findings findings, const doctor::Facts& facts) {
    for (doctor::Finding& finding : findings)
        if (finding.code == doctor::FindingCode::TrustFileUnused)
            finding.found = std::to_string(facts.trust.unusedFiles.size());
    return findings;
}

}  // namespace

json::object doctorBundle(const doctor::Findings& findings, const doctor::Facts& facts, bool inVietnamese) {
    json::array readers;
    for (const doctor::ReaderFacts& reader : facts.cardService.readers)
        readers.emplace_back(shortened(reader.name, longestValue));
    json::array scanners;
    for (const doctor::ScannerFacts& scanner : facts.scanners.scanners)
        scanners.emplace_back(shortened(scanner.name, longestValue));
    json::object report = doctorReport(withoutFileNames(findings, facts), facts, inVietnamese);
    report["configuration"] = json::object{{"system", shortened(facts.session.system, longestValue)},
                                           {"programPath", shortened(facts.program.path, longestValue)},
                                           {"browsers", factsToJson(facts.browsers)},
                                           {"readers", std::move(readers)},
                                           {"scanners", std::move(scanners)},
                                           {"trust", factsToJson(facts.trust)}};
    return report;
}

}  // namespace cccd_bridge::host
