// Where each browser looks on Linux, by Chromium's sources, Mozilla's "Native manifests" and the packages' own files.
#include "doctor/bounded_file.hpp"
#include "doctor/checks.hpp"
#include "doctor/file_rights.hpp"
#include "doctor/manifest.hpp"
#include "doctor/policies.hpp"
#include "doctor/probes.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>

namespace cccd_bridge::doctor {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t mostPolicyFiles = 64;
constexpr std::size_t mostEntries = 65536;

/// Up to three paths; the rest are null.
using Paths = std::array<const char*, 3>;

struct Browser {
    const char* name;
    BrowserFamily family;
    Paths programs;
    const char* snap;           ///< its name among the snaps; null: none
    const char* flatpak;        ///< its application's id; null: none
    const char* userManifests;  ///< below the user's home
    Paths manifests;
    Paths policies;  ///< folders (Chromium), or files of which the first that is there counts (Firefox)
};

constexpr const char* firefoxManifests = "/usr/lib/mozilla/native-messaging-hosts";
constexpr const char* firefoxManifests64 = "/usr/lib64/mozilla/native-messaging-hosts";
constexpr const char* firefoxUserManifests = ".mozilla/native-messaging-hosts";
constexpr const char* firefoxPolicies = "/etc/firefox/policies/policies.json";

constexpr std::array<Browser, 7> browsers{{
    {.name = "Google Chrome",
     .family = BrowserFamily::chromium,
     .programs = {"/usr/bin/google-chrome", "/usr/bin/google-chrome-stable", "/opt/google/chrome/chrome"},
     .snap = nullptr,
     .flatpak = "com.google.Chrome",
     .userManifests = ".config/google-chrome/NativeMessagingHosts",
     .manifests = {"/etc/opt/chrome/native-messaging-hosts"},
     .policies = {"/etc/opt/chrome/policies/managed"}},
    {.name = "Chromium",
     .family = BrowserFamily::chromium,
     .programs = {"/usr/bin/chromium", "/usr/lib/chromium/chromium"},
     .snap = "chromium",
     .flatpak = "org.chromium.Chromium",
     .userManifests = ".config/chromium/NativeMessagingHosts",
     .manifests = {"/etc/chromium/native-messaging-hosts"},
     .policies = {"/etc/chromium/policies/managed"}},
    {.name = "Microsoft Edge",
     .family = BrowserFamily::chromium,
     .programs = {"/usr/bin/microsoft-edge", "/usr/bin/microsoft-edge-stable", "/opt/microsoft/msedge/msedge"},
     .snap = nullptr,
     .flatpak = "com.microsoft.Edge",
     .userManifests = ".config/microsoft-edge/NativeMessagingHosts",
     .manifests = {"/etc/opt/edge/native-messaging-hosts", "/etc/opt/chrome/native-messaging-hosts"},
     .policies = {"/etc/opt/edge/policies/managed"}},
    {.name = "Brave",
     .family = BrowserFamily::chromium,
     .programs = {"/usr/bin/brave-browser", "/usr/bin/brave-browser-stable", "/opt/brave.com/brave/brave"},
     .snap = "brave",
     .flatpak = "com.brave.Browser",
     .userManifests = ".config/BraveSoftware/Brave-Browser/NativeMessagingHosts",
     .manifests = {"/etc/opt/chrome/native-messaging-hosts"},
     .policies = {"/etc/brave/policies/managed"}},
    // Where its policies are is not known for certain.
    {.name = "Cốc Cốc",
     .family = BrowserFamily::chromium,
     .programs = {"/usr/bin/coccoc-browser", "/usr/bin/coccoc-browser-stable", "/opt/coccoc/browser/browser"},
     .snap = nullptr,
     .flatpak = nullptr,
     .userManifests = ".config/coccoc-browser/NativeMessagingHosts",
     .manifests = {"/etc/opt/chrome/native-messaging-hosts", "/etc/chromium/native-messaging-hosts"},
     .policies = {}},
    {.name = "Firefox",
     .family = BrowserFamily::firefox,
     // Not /usr/bin/firefox, which may be a link to the ESR or a script that starts the Snap.
     .programs = {"/usr/lib/firefox/firefox", "/usr/lib64/firefox/firefox", "/opt/firefox/firefox"},
     .snap = "firefox",
     .flatpak = "org.mozilla.firefox",
     .userManifests = firefoxUserManifests,
     .manifests = {firefoxManifests, firefoxManifests64},
     .policies = {firefoxPolicies}},
    {.name = "Firefox ESR",
     .family = BrowserFamily::firefox,
     .programs = {"/usr/lib/firefox-esr/firefox-esr", "/usr/lib64/firefox-esr/firefox-esr", "/usr/bin/firefox-esr"},
     .snap = nullptr,
     .flatpak = nullptr,
     .userManifests = firefoxUserManifests,
     .manifests = {firefoxManifests, firefoxManifests64},
     .policies = {firefoxPolicies}},
}};

bool isFlatpakThere(const Places& places, const char* id) {
    return places.has(fs::path("/var/lib/flatpak/app") / id) ||
           (!places.home.empty() && places.has(places.home / ".local/share/flatpak/app" / id));
}

std::vector<Packaging> packagingsOf(const Browser& browser, const Places& places) {
    std::vector<Packaging> packagings;
    if (std::ranges::any_of(browser.programs,
                            [&](const char* program) { return program != nullptr && places.has(program); }))
        packagings.push_back(Packaging::system);
    if (browser.snap != nullptr && places.has(fs::path("/snap/bin") / browser.snap))
        packagings.push_back(Packaging::snap);
    if (browser.flatpak != nullptr && isFlatpakThere(places, browser.flatpak)) packagings.push_back(Packaging::flatpak);
    return packagings;
}

// The user's own comes first, as the browsers look.
std::vector<ManifestFacts> manifestsOf(const Browser& browser, const Places& places) {
    const std::string file = std::string(hostName) + ".json";
    std::vector<ManifestFacts> manifests;
    const auto look = [&](const fs::path& folder, bool ofUser) {
        ManifestFacts facts = lookAtManifest(places, folder / file, ofUser);
        if (facts.reading != Reading::absent) manifests.push_back(std::move(facts));
    };
    if (!places.home.empty()) look(places.home / browser.userManifests, true);
    for (const char* folder : browser.manifests)
        if (folder != nullptr) look(folder, false);
    return manifests;
}

void readPolicyFile(const Places& places, const fs::path& path, BrowserFamily family, PolicyFacts& policies) {
    const fs::path file = places.at(path);
    const FileText content = readSmallFile(file);
    if (content.reading == Reading::absent) return;
    std::error_code failure;
    // Who may write to a device changes no policy.
    if (fs::is_regular_file(file, failure) && isReplaceableByOthers(places, path))
        policies.writablePlaces.push_back(places.shown(path));
    const auto read = family == BrowserFamily::firefox ? readFirefoxPolicies : readChromiumPolicies;
    if (content.reading != Reading::read || !read(content.text, policies))
        policies.damagedPlaces.push_back(places.shown(path));
}

// As Chromium: whatever a file is called, in the order of the names' bytes; of two files that say something of one
// policy the last one counts.
void readPolicyFolder(const Places& places, const fs::path& folder, PolicyFacts& policies) {
    std::set<std::string> names;
    std::error_code failure;
    fs::directory_iterator entry(places.at(folder), failure);
    if (failure == std::errc::permission_denied) policies.damagedPlaces.push_back(places.shown(folder));
    bool crowded = false;
    std::size_t seen = 0;
    for (; !failure && entry != fs::directory_iterator() && seen < mostEntries; entry.increment(failure), ++seen) {
        std::error_code ignored;
        if (entry->is_directory(ignored)) continue;
        names.insert(entry->path().filename().string());
        if (names.size() <= mostPolicyFiles) continue;
        names.erase(names.begin());
        crowded = true;
    }
    if (crowded) policies.crowdedPlaces.push_back(places.shown(folder));
    for (const std::string& name : names) readPolicyFile(places, folder / name, BrowserFamily::chromium, policies);
}

// The machine's file stands for the one beside the program; it need not be a good one.
void readFirefoxPolicyFile(const Places& places, const Browser& browser, PolicyFacts& policies) {
    for (const char* place : browser.policies)
        if (place != nullptr && places.has(place))
            return readPolicyFile(places, place, BrowserFamily::firefox, policies);
    for (const char* program : browser.programs) {
        const fs::path beside = fs::path(program).parent_path() / "distribution/policies.json";
        if (places.has(program) && places.has(beside))
            return readPolicyFile(places, beside, BrowserFamily::firefox, policies);
    }
}

}  // namespace

std::vector<BrowserFacts> lookAtBrowsers(const Places& places) {
    std::vector<BrowserFacts> facts;
    for (const Browser& browser : browsers) {
        BrowserFacts& one = facts.emplace_back();
        one.name = browser.name;
        one.family = browser.family;
        one.packagings = packagingsOf(browser, places);
        if (one.packagings.empty()) continue;
        one.manifests = manifestsOf(browser, places);
        if (browser.family == BrowserFamily::firefox) {
            readFirefoxPolicyFile(places, browser, one.policies);
            continue;
        }
        for (const char* folder : browser.policies)
            if (folder != nullptr) readPolicyFolder(places, folder, one.policies);
    }
    return facts;
}

}  // namespace cccd_bridge::doctor
