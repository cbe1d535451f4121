// Where each browser looks on Windows, by Chromium's sources and the vendors' pages on native messaging.
#include "doctor/checks.hpp"
#include "doctor/manifest.hpp"
#include "doctor/policies.hpp"
#include "doctor/probes.hpp"
#include "doctor/registry_windows.hpp"

#include <array>
#include <cstdlib>
#include <string>

namespace cccd_bridge::doctor {

namespace fs = std::filesystem;

namespace {

/// Up to three keys or paths; the rest are null.
using Names = std::array<const wchar_t*, 3>;

struct Browser {
    const char* name;
    BrowserFamily family;
    const wchar_t* program;   ///< below the folder of programs, of all users or of one
    Names manifests;          ///< keys below SOFTWARE, in the order in which the browser looks
    const wchar_t* policies;  ///< the key below SOFTWARE\Policies; null: not known for certain
};

constexpr std::array<Browser, 6> browsers{{
    {.name = "Google Chrome",
     .family = BrowserFamily::chromium,
     .program = L"Google\\Chrome\\Application\\chrome.exe",
     .manifests = {L"Google\\Chrome"},
     .policies = L"Google\\Chrome"},
    {.name = "Chromium",
     .family = BrowserFamily::chromium,
     .program = L"Chromium\\Application\\chrome.exe",
     .manifests = {L"Chromium", L"Google\\Chrome"},
     .policies = L"Chromium"},
    {.name = "Microsoft Edge",
     .family = BrowserFamily::chromium,
     .program = L"Microsoft\\Edge\\Application\\msedge.exe",
     .manifests = {L"Microsoft\\Edge", L"Chromium", L"Google\\Chrome"},
     .policies = L"Microsoft\\Edge"},
    {.name = "Brave",
     .family = BrowserFamily::chromium,
     .program = L"BraveSoftware\\Brave-Browser\\Application\\brave.exe",
     .manifests = {L"BraveSoftware\\Brave-Browser", L"Google\\Chrome"},
     .policies = L"BraveSoftware\\Brave"},
    {.name = "Cốc Cốc",
     .family = BrowserFamily::chromium,
     .program = L"CocCoc\\Browser\\Application\\browser.exe",
     .manifests = {L"CocCoc\\Browser", L"Google\\Chrome"},
     .policies = nullptr},
    {.name = "Firefox",
     .family = BrowserFamily::firefox,
     .program = L"Mozilla Firefox\\firefox.exe",
     .manifests = {L"Mozilla"},
     .policies = L"Mozilla\\Firefox"},
}};

std::string utf8(const std::wstring& text) { return fs::path(text).string(); }

std::vector<std::string> utf8(const std::vector<std::wstring>& words) {
    std::vector<std::string> texts;
    for (const std::wstring& word : words) texts.push_back(utf8(word));
    return texts;
}

bool isInstalled(const Browser& browser) {
    for (const wchar_t* folder : {L"ProgramFiles", L"ProgramFiles(x86)", L"LOCALAPPDATA"}) {
        const wchar_t* place = _wgetenv(folder);
        std::error_code failure;
        if (place != nullptr && fs::exists(fs::path(place) / browser.program, failure)) return true;
    }
    return false;
}

// The user's keys before the machine's, and in each the view of 32-bit programs first.
std::vector<ManifestFacts> manifestsOf(const Browser& browser, const Places& places) {
    std::vector<ManifestFacts> manifests;
    for (const HKEY root : {HKEY_CURRENT_USER, HKEY_LOCAL_MACHINE})
        for (const REGSAM view : {REGSAM{KEY_WOW64_32KEY}, REGSAM{KEY_WOW64_64KEY}})
            for (const wchar_t* vendor : browser.manifests) {
                // Both views of the user's keys are one.
                if (vendor == nullptr || (root == HKEY_CURRENT_USER && view == KEY_WOW64_32KEY)) continue;
                const std::wstring key =
                    L"SOFTWARE\\" + std::wstring(vendor) + L"\\NativeMessagingHosts\\" + fs::path(hostName).wstring();
                const auto file = readText({.root = root, .path = key, .view = view}, L"");
                if (!file) continue;
                ManifestFacts facts = lookAtManifest(places, *file, root == HKEY_CURRENT_USER);
                // A key that names no file is what the browser stops at.
                if (facts.reading == Reading::absent) facts.reading = Reading::unreadable;
                facts.place =
                    std::string(root == HKEY_CURRENT_USER ? "HKCU\\" : "HKLM\\") + utf8(key) + ": " + facts.place;
                manifests.push_back(std::move(facts));
            }
    return manifests;
}

void takeSettings(const RegistryKey& key, BrowserFamily family, PolicyFacts& policies) {
    const auto settings = readText(key, L"ExtensionSettings");
    if (!settings) return;
    const std::string text = R"({"ExtensionSettings":)" + utf8(*settings) + "}";
    const auto read = family == BrowserFamily::firefox ? readFirefoxPolicies(R"({"policies":)" + text + "}", policies)
                                                       : readChromiumPolicies(text, policies);
    if (!read) policies.damagedPlaces.push_back(utf8(key.path) + "\\ExtensionSettings");
}

// The machine's policies come after the user's, since they count more.
PolicyFacts policiesOf(const Browser& browser) {
    PolicyFacts policies;
    if (browser.policies == nullptr) return policies;
    for (const HKEY root : {HKEY_CURRENT_USER, HKEY_LOCAL_MACHINE}) {
        const RegistryKey key{.root = root, .path = L"SOFTWARE\\Policies\\" + std::wstring(browser.policies)};
        const auto take = [&](const wchar_t* name, std::vector<std::string>& words) {
            auto list = utf8(readList({.root = root, .path = key.path + L"\\" + name}));
            if (!list.empty()) words = std::move(list);
        };
        take(L"NativeMessagingBlocklist", policies.hostBlocklist);
        take(L"NativeMessagingAllowlist", policies.hostAllowlist);
        take(L"ExtensionInstallBlocklist", policies.extensionBlocklist);
        take(L"ExtensionInstallAllowlist", policies.extensionAllowlist);
        take(L"ExtensionInstallForcelist", policies.extensionForcelist);
        if (const auto flag = readNumber(key, L"NativeMessagingUserLevelHosts")) policies.userLevelHosts = *flag != 0;
        if (const auto flag = readNumber(key, L"NativeHostsExecutablesLaunchDirectly"))
            policies.startsHostsDirectly = *flag != 0;
        takeSettings(key, browser.family, policies);
    }
    return policies;
}

}  // namespace

std::vector<BrowserFacts> lookAtBrowsers(const Places& places) {
    std::vector<BrowserFacts> facts;
    for (const Browser& browser : browsers) {
        BrowserFacts& one = facts.emplace_back();
        one.name = browser.name;
        one.family = browser.family;
        if (!isInstalled(browser)) continue;
        one.packagings = {Packaging::system};
        one.manifests = manifestsOf(browser, places);
        one.policies = policiesOf(browser);
    }
    return facts;
}

}  // namespace cccd_bridge::doctor
