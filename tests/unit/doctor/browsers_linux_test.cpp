#include "doctor/probes.hpp"
#include "fake_system.hpp"
#include "good_desk.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

using namespace cccd_bridge::doctor;

namespace {

const std::string manifestName = "/vn.cccdbridge.host.json";
const std::string chromiumManifest = "/etc/chromium/native-messaging-hosts" + manifestName;
const std::string userManifest = "/home/clerk/.config/chromium/NativeMessagingHosts" + manifestName;
const std::string policyFolder = "/etc/chromium/policies/managed";

std::string manifestFor(const std::string& program) {
    return R"({"name":"vn.cccdbridge.host","description":"","path":")" + program +
           R"(","type":"stdio","allowed_origins":["chrome-extension://)" + chromiumId + R"(/"]})";
}

BrowserFacts browserOf(const FakeSystem& system, const std::string& name) {
    for (const BrowserFacts& browser : lookAtBrowsers(system.places()))
        if (browser.name == name) return browser;
    FAIL("unknown browser");
    return {};
}

/// Chromium, installed and with a good manifest.
struct ChromiumSystem : FakeSystem {
    ChromiumSystem() {
        write("/usr/bin/chromium", "", 0755);
        write("/opt/host", "", 0755);
        write(chromiumManifest, manifestFor("/opt/host"));
    }
    BrowserFacts chromium() const { return browserOf(*this, "Chromium"); }
    ManifestFacts manifest() const { return chromium().manifests.at(0); }
    Codes findings() const {
        Facts facts = goodDesk();
        facts.browsers = {chromium()};
        return troublesOf(facts);
    }
};

}  // namespace

TEST_CASE("a machine without browsers") {
    const FakeSystem system;
    const auto browsers = lookAtBrowsers(system.places());
    CHECK(browsers.size() == 7);
    for (const BrowserFacts& browser : browsers) CHECK(browser.packagings.empty());
}

TEST_CASE("a good manifest is found, and nothing is wrong") {
    const ChromiumSystem system;
    CHECK(system.findings().empty());
    CHECK(system.manifest().place == chromiumManifest);
    CHECK(system.manifest().programIsThisOne);
    CHECK(browserOf(system, "Google Chrome").packagings.empty());
}

TEST_CASE("each browser looks into its folders") {
    const FakeSystem system;
    system.write("/opt/host", "", 0755);
    const std::vector<std::array<std::string, 3>> cases{
        {"Google Chrome", "/opt/google/chrome/chrome", "/etc/opt/chrome/native-messaging-hosts"},
        {"Google Chrome", "/usr/bin/google-chrome", "/home/clerk/.config/google-chrome/NativeMessagingHosts"},
        {"Chromium", "/usr/bin/chromium", "/etc/chromium/native-messaging-hosts"},
        {"Microsoft Edge", "/usr/bin/microsoft-edge", "/etc/opt/edge/native-messaging-hosts"},
        {"Microsoft Edge", "/usr/bin/microsoft-edge", "/etc/opt/chrome/native-messaging-hosts"},
        {"Microsoft Edge", "/usr/bin/microsoft-edge", "/home/clerk/.config/microsoft-edge/NativeMessagingHosts"},
        {"Brave", "/usr/bin/brave-browser", "/etc/opt/chrome/native-messaging-hosts"},
        {"Brave", "/usr/bin/brave-browser", "/home/clerk/.config/BraveSoftware/Brave-Browser/NativeMessagingHosts"},
        {"Cốc Cốc", "/usr/bin/coccoc-browser", "/etc/opt/chrome/native-messaging-hosts"},
        {"Cốc Cốc", "/usr/bin/coccoc-browser", "/home/clerk/.config/coccoc-browser/NativeMessagingHosts"},
        {"Firefox", "/usr/lib/firefox/firefox", "/usr/lib/mozilla/native-messaging-hosts"},
        {"Firefox ESR", "/usr/bin/firefox-esr", "/usr/lib/mozilla/native-messaging-hosts"},
        {"Firefox ESR", "/usr/bin/firefox-esr", "/home/clerk/.mozilla/native-messaging-hosts"},
    };
    for (const auto& [name, program, folder] : cases) {
        CAPTURE(name);
        CAPTURE(folder);
        system.write(program, "", 0755);
        CHECK(browserOf(system, name).manifests.empty());
        system.write(folder + manifestName, manifestFor("/opt/host"));
        const BrowserFacts browser = browserOf(system, name);
        REQUIRE(browser.manifests.size() == 1);
        CHECK(browser.manifests[0].ofUser == folder.starts_with("/home"));
        CHECK(browser.manifests[0].place.starts_with(folder.starts_with("/home") ? "~/" : "/"));
        std::filesystem::remove(system.at(folder + manifestName));
    }
}

TEST_CASE("manifests that are no files, too long, damaged") {
    const ChromiumSystem system;
    system.write(chromiumManifest, "{");
    CHECK(system.findings() == Codes{FindingCode::BrowserManifestDamaged});
    system.write(chromiumManifest, manifestFor("/opt/host") + std::string(300 * 1024, ' '));
    CHECK(system.findings() == Codes{FindingCode::BrowserManifestDamaged});
    std::filesystem::remove(system.at(chromiumManifest));
    REQUIRE(mkfifo(system.at(chromiumManifest).c_str(), 0644) == 0);
    CHECK(system.findings() == Codes{FindingCode::BrowserManifestUnreadable});
    std::filesystem::remove(system.at(chromiumManifest));
    CHECK(system.findings() == Codes{FindingCode::BrowserNotRegistered});
}

TEST_CASE("what this user may not read or run") {
    const ChromiumSystem system;
    system.setMode("/opt/host", 0700);
    system.write(policyFolder + "/a.json", "{}", 0);
    {
        const OrdinaryUser clerk;
        const Codes notRoot = geteuid() == 65534
                                  ? Codes{FindingCode::BrowserProgramNotExecutable, FindingCode::PolicyDamaged}
                                  : Codes{FindingCode::PolicyDamaged};
        CHECK(system.findings() == notRoot);
    }
    system.setMode(chromiumManifest, 0);
    const OrdinaryUser clerk;
    CHECK(system.findings() == Codes{FindingCode::BrowserManifestUnreadable, FindingCode::PolicyDamaged});
}

TEST_CASE("the program of a manifest") {
    const ChromiumSystem system;
    system.write(chromiumManifest, manifestFor("opt/host"));
    CHECK(system.findings() == Codes{FindingCode::BrowserProgramRelative});
    system.write(chromiumManifest, manifestFor("/opt/nothing"));
    CHECK(system.findings() == Codes{FindingCode::BrowserProgramMissing});
    system.write(chromiumManifest, manifestFor("/opt"));
    CHECK(system.findings() == Codes{FindingCode::BrowserProgramMissing});
    system.write("/opt/script", "", 0755);
    system.write(chromiumManifest, manifestFor("/opt/script"));
    CHECK(system.findings() == Codes{FindingCode::BrowserProgramOther});
    system.write(chromiumManifest, manifestFor("/opt/host"));
    system.setMode("/opt/host", 0644);
    CHECK(system.findings() == Codes{FindingCode::BrowserProgramNotExecutable});
    system.setMode("/opt/host", 0757);
    CHECK(system.findings() == Codes{FindingCode::BrowserProgramWritable});
}

TEST_CASE("what anybody may change or replace") {
    const ChromiumSystem system;
    const std::string folder = "/etc/chromium/native-messaging-hosts";
    system.setMode(chromiumManifest, 0646);
    CHECK(system.findings() == Codes{FindingCode::BrowserManifestWritable});
    system.setMode(chromiumManifest, 0644);
    system.setMode(folder, 0777);
    CHECK(system.findings() == Codes{FindingCode::BrowserManifestWritable});
    system.setMode(folder, 01777);
    CHECK(system.findings().empty());
    system.setMode("/opt", 0777);
    CHECK(system.findings() == Codes{FindingCode::BrowserProgramWritable});
}

TEST_CASE("the user's manifest comes first") {
    const ChromiumSystem system;
    system.write(userManifest, manifestFor("/opt/host"));
    CHECK(system.findings() == Codes{FindingCode::BrowserUserManifestWins});
    system.write(policyFolder + "/a.json", R"({"NativeMessagingUserLevelHosts": false})");
    CHECK(system.findings().empty());
    std::filesystem::remove(system.at(chromiumManifest));
    CHECK(system.findings() == Codes{FindingCode::PolicyUserLevelHostsForbidden});
}

TEST_CASE("policy files: the last name counts, whatever it ends in, and damaged ones are told") {
    const ChromiumSystem system;
    system.write(policyFolder + "/b.json", R"({"NativeMessagingBlocklist": []})");
    system.write(policyFolder + "/a.json", R"({"NativeMessagingBlocklist": ["*"]})");
    CHECK(system.findings().empty());
    system.write(policyFolder + "/office.json.bak", R"({"NativeMessagingBlocklist": ["*"]})");
    CHECK(system.findings() == Codes{FindingCode::PolicyHostBlocked});
    std::filesystem::remove(system.at(policyFolder + "/office.json.bak"));
    std::filesystem::create_directory(system.at(policyFolder + "/old"));
    CHECK(system.findings().empty());
    system.write(policyFolder + "/c.json", R"({"NativeMessagingBlocklist": ["*"]})");
    CHECK(system.findings() == Codes{FindingCode::PolicyHostBlocked});
    system.write(policyFolder + "/c.json", "{");
    CHECK(system.findings() == Codes{FindingCode::PolicyDamaged});
    CHECK(system.chromium().policies.damagedPlaces == std::vector<std::string>{policyFolder + "/c.json"});
    std::filesystem::remove(system.at(policyFolder + "/c.json"));
    system.setMode(policyFolder + "/a.json", 0666);
    CHECK(system.findings() == Codes{FindingCode::PolicyWritable});
}

TEST_CASE("of too many policy files the last ones are read, which count most") {
    const ChromiumSystem system;
    for (int number = 100; number < 164; ++number) system.write(policyFolder + "/p" + std::to_string(number), "{}");
    CHECK(system.findings().empty());
    system.write(policyFolder + "/a", R"({"NativeMessagingBlocklist": ["*"]})");
    CHECK(system.findings() == Codes{FindingCode::PolicyTooManyFiles});
    system.write(policyFolder + "/z", R"({"NativeMessagingBlocklist": ["*"]})");
    CHECK(system.findings() == Codes{FindingCode::PolicyTooManyFiles, FindingCode::PolicyHostBlocked});
}

TEST_CASE("a policy file that is a link to a device says nothing, and is not changed by who writes there") {
    const ChromiumSystem system;
    system.write(policyFolder + "/a.json", "{}");
    std::filesystem::create_symlink("/dev/null", system.at(policyFolder + "/b.json"));
    CHECK(system.findings() == Codes{FindingCode::PolicyDamaged});
}

TEST_CASE("Firefox reads the machine's policies, or else those beside it") {
    const FakeSystem system;
    const std::string machine = "/etc/firefox/policies/policies.json";
    const std::string release = "/usr/lib/firefox/distribution/policies.json";
    const std::string esr = "/usr/lib/firefox-esr/distribution/policies.json";
    const auto policies = [](const std::string& id) {
        return R"({"policies":{"ExtensionSettings":{")" + id + R"(":{"installation_mode":"blocked"}}}})";
    };
    const auto settingsOf = [&](const std::string& name) {
        std::string ids;
        for (const auto& [id, rule] : browserOf(system, name).policies.extensionSettings) ids += id;
        return ids;
    };
    system.write("/usr/lib/firefox/firefox", "", 0755);
    system.write("/usr/lib/firefox-esr/firefox-esr", "", 0755);
    system.write(release, policies("release"));
    CHECK(settingsOf("Firefox") == "release");
    CHECK(settingsOf("Firefox ESR").empty());
    system.write(esr, policies("esr"));
    CHECK(settingsOf("Firefox") == "release");
    CHECK(settingsOf("Firefox ESR") == "esr");
    system.write(machine, policies("machine"));
    CHECK(settingsOf("Firefox") == "machine");
    CHECK(settingsOf("Firefox ESR") == "machine");
    // A bad one stands for the others, too.
    system.write(machine, "{");
    CHECK(settingsOf("Firefox").empty());
    CHECK(browserOf(system, "Firefox").policies.damagedPlaces == std::vector<std::string>{machine});
}

TEST_CASE("policies of Firefox") {
    const FakeSystem system;
    system.write("/usr/lib/firefox/firefox", "", 0755);
    system.write("/etc/firefox/policies/policies.json",
                 R"({"policies":{"ExtensionSettings":{"*":{"installation_mode":"blocked"}}}})");
    CHECK(browserOf(system, "Firefox").policies.extensionSettings.contains("*"));
    system.write("/etc/firefox/policies/policies.json", R"({"policies":{},})");
    CHECK(browserOf(system, "Firefox").policies.damagedPlaces.size() == 1);
}

TEST_CASE("snaps and flatpaks") {
    const FakeSystem system;
    system.write("/snap/bin/firefox", "", 0755);
    system.write("/var/lib/flatpak/app/org.chromium.Chromium/x", "");
    system.write("/home/clerk/.local/share/flatpak/app/com.microsoft.Edge/x", "");
    CHECK(browserOf(system, "Firefox").packagings == std::vector{Packaging::snap});
    CHECK(browserOf(system, "Chromium").packagings == std::vector{Packaging::flatpak});
    CHECK(browserOf(system, "Microsoft Edge").packagings == std::vector{Packaging::flatpak});
}
