#include "good_desk.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge::doctor;

namespace {

/// What is found when Chromium's only manifest is changed.
template <class Change>
Codes withManifest(Change change) {
    Facts facts = goodDesk();
    change(facts.browsers[0].manifests[0]);
    return troublesOf(facts);
}

}  // namespace

TEST_CASE("a desk where all is well") {
    const Findings findings = examine(goodDesk());
    CHECK(codesOf(findings) == Codes{FindingCode::ProgramVersion, FindingCode::ClockPlausible,
                                     FindingCode::BrowserRegistered, FindingCode::BrowserRegistered,
                                     FindingCode::ServiceRunning, FindingCode::ReaderReady, FindingCode::ScannerReady,
                                     FindingCode::TrustInstalled});
    CHECK(findings[2] == Finding{FindingCode::BrowserRegistered, "Chromium", "/etc/chromium/m.json"});
}

TEST_CASE("every finding that is not well has a remedy in both languages, and only those") {
    for (const FindingText& text : findingTexts) {
        CAPTURE(text.code);
        CHECK((text.severity == Severity::ok) == text.remedyVi.empty());
        CHECK(text.remedyVi.empty() == text.remedyEn.empty());
    }
}

TEST_CASE("no browser, and one without a manifest") {
    Facts facts = goodDesk();
    for (BrowserFacts& browser : facts.browsers) browser.packagings.clear();
    CHECK(troublesOf(facts) == Codes{FindingCode::BrowserNone});
    facts = goodDesk();
    facts.browsers[1].manifests.clear();
    CHECK(troublesOf(facts) == Codes{FindingCode::BrowserNotRegistered});
    CHECK(has(facts, FindingCode::BrowserRegistered));
}

TEST_CASE("a manifest broken in one place") {
    CHECK(withManifest([](auto& manifest) { manifest.reading = Reading::unreadable; }) ==
          Codes{FindingCode::BrowserManifestUnreadable});
    CHECK(withManifest([](auto& manifest) { manifest.reading = Reading::damaged; }) ==
          Codes{FindingCode::BrowserManifestDamaged});
    CHECK(withManifest([](auto& manifest) { manifest.name = "com.example.other"; }) ==
          Codes{FindingCode::BrowserManifestWrongName});
    CHECK(withManifest([](auto& manifest) { manifest.type = "storage"; }) ==
          Codes{FindingCode::BrowserManifestWrongType});
    CHECK(withManifest([](auto& manifest) { manifest.writableByOthers = true; }) ==
          Codes{FindingCode::BrowserManifestWritable});
}

TEST_CASE("a manifest whose program is wrong") {
    const auto withState = [](ProgramState state) {
        return withManifest([state](auto& manifest) { manifest.programState = state; });
    };
    CHECK(withState(ProgramState::relativePath) == Codes{FindingCode::BrowserProgramRelative});
    CHECK(withState(ProgramState::missing) == Codes{FindingCode::BrowserProgramMissing});
    CHECK(withState(ProgramState::notExecutable) == Codes{FindingCode::BrowserProgramNotExecutable});
    CHECK(withManifest([](auto& manifest) { manifest.programWritableByOthers = true; }) ==
          Codes{FindingCode::BrowserProgramWritable});
    CHECK(withManifest([](auto& manifest) { manifest.programIsThisOne = false; }) ==
          Codes{FindingCode::BrowserProgramOther});
}

TEST_CASE("only the extension's exact origin counts") {
    const auto withCallers = [](std::vector<std::string> callers) {
        return withManifest([&](auto& manifest) { manifest.callers = callers; });
    };
    const std::string ours = "chrome-extension://" + chromiumId + "/";
    const Codes missing{FindingCode::BrowserExtensionNotAllowed, FindingCode::BrowserExtensionStranger};
    CHECK(withCallers({}) == Codes{FindingCode::BrowserExtensionNotAllowed});
    CHECK(withCallers({chromiumId}) == missing);
    CHECK(withCallers({ours.substr(0, ours.size() - 1)}) == missing);
    CHECK(withCallers({"chrome-extension://*/"}) == missing);
    CHECK(withCallers({ours, "chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba/"}) ==
          Codes{FindingCode::BrowserExtensionStranger});
    Facts facts = goodDesk();
    facts.browsers[1].manifests[0].callers = {ours};
    CHECK(troublesOf(facts) == missing);
}

TEST_CASE("the first manifest decides; the user's own is told") {
    Facts facts = goodDesk();
    auto& manifests = facts.browsers[0].manifests;
    manifests.insert(manifests.begin(), manifests[0]);
    manifests[0].ofUser = true;
    manifests[0].place = "~/m.json";
    CHECK(troublesOf(facts) == Codes{FindingCode::BrowserUserManifestWins});
    CHECK(examine(facts)[3] == Finding{FindingCode::BrowserRegistered, "Chromium", "~/m.json"});
    manifests[0].programState = ProgramState::missing;
    facts.browsers.pop_back();
    CHECK_FALSE(has(facts, FindingCode::BrowserRegistered));
    // A wrong one that the browser does not come to is told, too, but the browser works.
    std::swap(manifests[0], manifests[1]);
    CHECK(has(facts, FindingCode::BrowserRegistered));
    CHECK(has(facts, FindingCode::BrowserProgramMissing));
}

TEST_CASE("a policy against programs of users") {
    Facts facts = goodDesk();
    facts.browsers[0].policies.userLevelHosts = false;
    CHECK(troublesOf(facts).empty());
    facts.browsers[0].manifests[0].ofUser = true;
    CHECK(troublesOf(facts) == Codes{FindingCode::PolicyUserLevelHostsForbidden});
    facts.browsers[0].policies.userLevelHosts = true;
    CHECK(troublesOf(facts).empty());
}

TEST_CASE("browsers in a box") {
    Facts facts = goodDesk();
    facts.browsers[0].packagings = {Packaging::snap};
    facts.browsers[1].packagings = {Packaging::flatpak};
    CHECK(troublesOf(facts) == Codes{FindingCode::BrowserSnap, FindingCode::BrowserFlatpak});
}
