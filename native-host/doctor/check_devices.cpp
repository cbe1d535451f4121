#include "doctor/checks.hpp"

#include <algorithm>

namespace cccd_bridge::doctor {

namespace {

FindingCode codeOf(ServiceState state) {
    switch (state) {
        case ServiceState::notInstalled:
            return FindingCode::ServiceNotInstalled;
        case ServiceState::disabled:
            return FindingCode::ServiceDisabled;
        case ServiceState::notRunning:
            return FindingCode::ServiceNotRunning;
        case ServiceState::refused:
            return FindingCode::ServiceRefused;
        case ServiceState::running:
            break;
    }
    return FindingCode::ServiceRunning;
}

FindingCode codeOf(ScannerAccess access) {
    switch (access) {
        case ScannerAccess::denied:
            return FindingCode::ScannerDenied;
        case ScannerAccess::absent:
            return FindingCode::ScannerAbsent;
        case ScannerAccess::failed:
            return FindingCode::ScannerFailed;
        case ScannerAccess::usable:
            break;
    }
    return FindingCode::ScannerReady;
}

void explainNoReader(const Facts& facts, Findings& findings) {
    const CardServiceFacts& service = facts.cardService;
    if (service.driverMissing) findings.push_back({FindingCode::ServiceDriverMissing});
    if (!facts.session.remote.empty())
        findings.push_back({FindingCode::ReaderNotRedirected, {}, facts.session.remote});
    else if (service.readers.empty())
        findings.push_back({FindingCode::ReaderNone});
    else
        findings.push_back({FindingCode::ReaderOnlyVirtual, service.readers.front().name});
}

}  // namespace

void checkCardService(const Facts& facts, Findings& findings) {
    const CardServiceFacts& service = facts.cardService;
    findings.push_back({codeOf(service.state)});
    // Without the service nothing is known of readers.
    if (service.state != ServiceState::running) return;
    bool real = false;
    for (const ReaderFacts& reader : service.readers) {
        if (reader.isVirtual) continue;
        real = true;
        findings.push_back({reader.stuck ? FindingCode::ReaderStuck : FindingCode::ReaderReady, reader.name});
    }
    if (!real) explainNoReader(facts, findings);
}

void checkScanners(const ScannersFacts& scanners, Findings& findings) {
    if (scanners.settingsDamaged) return findings.push_back({FindingCode::ScannerSettingsDamaged});
    if (scanners.scanners.empty()) findings.push_back({FindingCode::ScannerNone});
    for (const ScannerFacts& scanner : scanners.scanners) findings.push_back({codeOf(scanner.access), scanner.name});
}

}  // namespace cccd_bridge::doctor
