#include "doctor/checks.hpp"
#include "doctor/day_text.hpp"

#include <algorithm>

namespace cccd_bridge::doctor {

namespace {

void checkClock(const ClockFacts& clock, Findings& findings) {
    const auto today = std::chrono::floor<std::chrono::days>(clock.now);
    const auto latest = clock.released + std::chrono::floor<std::chrono::days>(longestUse);
    FindingCode code = FindingCode::ClockPlausible;
    if (today < clock.released) code = FindingCode::ClockBeforeRelease;
    if (today > latest) code = FindingCode::ClockFarAhead;
    findings.push_back({code, {}, dayText(clock.now)});
}

bool isPresent(const BrowserFacts& browser) { return !browser.packagings.empty(); }

}  // namespace

void checkDesk(const Facts& facts, Findings& findings) {
    findings.push_back({FindingCode::ProgramVersion, {}, facts.program.version});
    if (facts.program.writableByOthers) findings.push_back({FindingCode::ProgramWritable, {}, facts.program.path});
    if (facts.program.runByAdministrator) findings.push_back({FindingCode::ProgramAdministrator});
    checkClock(facts.clock, findings);
    if (!facts.session.remote.empty()) findings.push_back({FindingCode::SessionRemote, {}, facts.session.remote});
    if (facts.session.appLockerEnforced) findings.push_back({FindingCode::PolicyAppLockerEnforced});
    if (!facts.session.sandbox.empty()) findings.push_back({FindingCode::SessionSandboxed, {}, facts.session.sandbox});
}

Findings examine(const Facts& facts) {
    Findings findings;
    checkDesk(facts, findings);
    if (std::ranges::none_of(facts.browsers, isPresent)) findings.push_back({FindingCode::BrowserNone});
    for (const BrowserFacts& browser : facts.browsers) {
        if (!isPresent(browser)) continue;
        checkBrowser(browser, facts, findings);
        checkPolicies(browser, facts, findings);
    }
    checkCardService(facts, findings);
    checkScanners(facts.scanners, findings);
    checkTrust(facts.trust, facts.clock, findings);
    return findings;
}

}  // namespace cccd_bridge::doctor
