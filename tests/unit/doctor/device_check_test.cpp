#include "good_desk.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge::doctor;

TEST_CASE("a service that cannot be used says why, and nothing of readers") {
    const auto withState = [](ServiceState state) {
        Facts facts = goodDesk();
        facts.cardService = {.state = state, .driverMissing = true};
        return troublesOf(facts);
    };
    CHECK(withState(ServiceState::notInstalled) == Codes{FindingCode::ServiceNotInstalled});
    CHECK(withState(ServiceState::disabled) == Codes{FindingCode::ServiceDisabled});
    CHECK(withState(ServiceState::notRunning) == Codes{FindingCode::ServiceNotRunning});
    CHECK(withState(ServiceState::refused) == Codes{FindingCode::ServiceRefused});
}

TEST_CASE("readers: none, virtual ones only, a stuck one, none in a remote session") {
    Facts facts = goodDesk();
    facts.cardService.driverMissing = true;
    CHECK(troublesOf(facts).empty());  // the reader has a driver of its own
    facts.cardService.readers.clear();
    CHECK(troublesOf(facts) == Codes{FindingCode::ServiceDriverMissing, FindingCode::ReaderNone});
    facts.cardService.driverMissing = false;
    facts.cardService.readers = {{.name = "Windows Hello", .isVirtual = true}};
    CHECK(troublesOf(facts) == Codes{FindingCode::ReaderOnlyVirtual});
    facts.session.remote = "RDP";
    CHECK(troublesOf(facts) == Codes{FindingCode::SessionRemote, FindingCode::ReaderNotRedirected});
    facts.cardService.readers.push_back({.name = "Reader A"});
    CHECK(troublesOf(facts) == Codes{FindingCode::SessionRemote});
    facts = goodDesk();
    facts.cardService.readers[0].stuck = true;
    CHECK(troublesOf(facts) == Codes{FindingCode::ReaderStuck});
}

TEST_CASE("scanners") {
    Facts facts = goodDesk();
    facts.scanners.scanners = {{.name = "A", .access = ScannerAccess::denied},
                               {.name = "B", .access = ScannerAccess::absent},
                               {.name = "C", .access = ScannerAccess::failed}};
    CHECK(troublesOf(facts) ==
          Codes{FindingCode::ScannerDenied, FindingCode::ScannerAbsent, FindingCode::ScannerFailed});
    facts.scanners.scanners.clear();
    CHECK(troublesOf(facts) == Codes{FindingCode::ScannerNone});
    facts.scanners.settingsDamaged = true;
    CHECK(troublesOf(facts) == Codes{FindingCode::ScannerSettingsDamaged});
}

TEST_CASE("the clock is judged by the day of the release") {
    const auto at = [](std::chrono::sys_days day) {
        Facts facts = goodDesk();
        facts.trust.certificates[0].notBefore = {};
        facts.trust.certificates[0].notAfter = std::nullopt;
        facts.clock.now = day;
        return troublesOf(facts);
    };
    const std::chrono::sys_days released = goodDesk().clock.released;
    CHECK(at(released).empty());
    CHECK(at(released - std::chrono::days(1)) == Codes{FindingCode::ClockBeforeRelease});
    CHECK(at(released + std::chrono::days(365 * 14)).empty());
    CHECK(at(released + std::chrono::days(366 * 15)) == Codes{FindingCode::ClockFarAhead});
}

TEST_CASE("the program's file, its user and where it runs") {
    Facts facts = goodDesk();
    facts.program.writableByOthers = true;
    facts.program.runByAdministrator = true;
    facts.session.sandbox = "Snap";
    CHECK(troublesOf(facts) ==
          Codes{FindingCode::ProgramWritable, FindingCode::ProgramAdministrator, FindingCode::SessionSandboxed});
}
