// What probes found out about a desk. Plain values: a check never looks at the system itself.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace cccd_bridge::doctor {

enum class BrowserFamily { chromium, firefox };

/// How a browser was installed; programs outside of the last two are hard to reach from inside.
enum class Packaging { system, snap, flatpak };

/// How far the reading of a file came.
enum class Reading { absent, unreadable, damaged, read };

/// The program that a native manifest names.
enum class ProgramState { usable, relativePath, missing, notExecutable };

/// A native manifest where a browser looks for it. `place` is shown to people: a path, or a registry key and a path.
struct ManifestFacts {
    std::string place{};
    bool ofUser = false;            ///< the user's own, and not the machine's
    bool writableByOthers = false;  ///< the file, its folder, or the key that names it
    Reading reading = Reading::absent;
    std::string name{};
    std::string type{};
    std::vector<std::string> callers{};  ///< allowed_origins or allowed_extensions
    std::string program{};
    ProgramState programState = ProgramState::usable;
    bool programWritableByOthers = false;
    bool programIsThisOne = true;
};

/// What ExtensionSettings says of one extension, or of all by the name "*".
struct ExtensionRule {
    std::string installationMode{};       ///< allowed, blocked, force_installed, …; empty: not said
    bool forbidsNativeMessaging = false;  ///< blocked_permissions
};

/// The administrator's policies of one browser, as far as they bear on the program or its extension.
struct PolicyFacts {
    std::vector<std::string> damagedPlaces{};
    std::vector<std::string> writablePlaces{};
    std::vector<std::string> crowdedPlaces{};  ///< folders of which not every file was read
    std::vector<std::string> hostBlocklist{};
    std::vector<std::string> hostAllowlist{};
    std::optional<bool> userLevelHosts{};
    std::vector<std::string> extensionBlocklist{};
    std::vector<std::string> extensionAllowlist{};
    std::vector<std::string> extensionForcelist{};  ///< "ID" or "ID;URL"
    std::map<std::string, ExtensionRule> extensionSettings{};
    std::optional<bool> startsHostsDirectly{};  ///< NativeHostsExecutablesLaunchDirectly (Windows)
};

struct BrowserFacts {
    std::string name{};
    BrowserFamily family = BrowserFamily::chromium;
    std::vector<Packaging> packagings{};     ///< none: not on this machine
    std::vector<ManifestFacts> manifests{};  ///< those that are there, in the order in which the browser looks
    PolicyFacts policies{};
};

struct ProgramFacts {
    std::string version{};
    std::string path{};
    bool writableByOthers = false;
    bool runByAdministrator = false;
    std::vector<std::string> chromiumIds{};  ///< of the extensions that may start it
    std::vector<std::string> firefoxIds{};
};

/// Why the smart card service cannot be used, when it cannot.
enum class ServiceState { running, notInstalled, disabled, notRunning, refused };

struct ReaderFacts {
    std::string name{};
    bool isVirtual = false;
    bool stuck = false;
};

struct CardServiceFacts {
    ServiceState state = ServiceState::running;
    bool driverMissing = false;  ///< the common driver of USB readers
    std::vector<ReaderFacts> readers{};
};

/// `absent`: the administrator named a port that is not there.
enum class ScannerAccess { usable, denied, absent, failed };

struct ScannerFacts {
    std::string name{};
    ScannerAccess access = ScannerAccess::usable;
};

struct ScannersFacts {
    bool settingsDamaged = false;
    std::vector<ScannerFacts> scanners{};
};

enum class CertificateKind { issuer, signer, revocationList };

struct CertificateFacts {
    std::string subject{};
    std::string country{};
    CertificateKind kind = CertificateKind::issuer;
    std::chrono::sys_seconds notBefore{};
    std::optional<std::chrono::sys_seconds> notAfter{};  ///< of a list: when the next one is due
};

struct TrustFacts {
    std::string directory{};
    Reading reading = Reading::absent;
    bool writableByOthers = false;
    std::vector<CertificateFacts> certificates{};
    std::vector<std::string> unusedFiles{};
};

struct ClockFacts {
    std::chrono::sys_seconds now{};
    std::chrono::sys_days released{};  ///< no right clock shows an earlier day
};

/// Where the program runs.
struct SessionFacts {
    std::string system{};                ///< the operating system and its version
    std::string remote{};                ///< how the session came here ("RDP", "SSH"); empty: at the machine
    std::string sandbox{};               ///< "Snap", "Flatpak", "container"; empty: none
    bool commandShellForbidden = false;  ///< cmd.exe, by a policy (Windows)
    bool appLockerEnforced = false;      ///< some programs are barred, which ones only AppLocker knows (Windows)
};

struct Facts {
    ProgramFacts program{};
    std::vector<BrowserFacts> browsers{};
    CardServiceFacts cardService{};
    ScannersFacts scanners{};
    TrustFacts trust{};
    ClockFacts clock{};
    SessionFacts session{};
};

}  // namespace cccd_bridge::doctor
