// The smart card service, the session and the program's own place on Windows.
#include "doctor/probes.hpp"
#include "doctor/registry_windows.hpp"

#include <shlobj.h>
#include <winsvc.h>

#include <array>
#include <cstdlib>
#include <memory>
#include <type_traits>

namespace cccd_bridge::doctor {

namespace {

struct CloseService {
    void operator()(SC_HANDLE handle) const { CloseServiceHandle(handle); }
};
using Service = std::unique_ptr<std::remove_pointer_t<SC_HANDLE>, CloseService>;

// Whom AppLocker's rules bar is not told here, only that they are enforced for programs.
bool isAppLockerEnforced() {
    const RegistryKey rules{.path = L"SOFTWARE\\Policies\\Microsoft\\Windows\\SrpV2\\Exe"};
    return readNumber(rules, L"EnforcementMode").value_or(0) == 1;
}

bool isCommandShellForbidden() {
    const RegistryKey policy{.root = HKEY_CURRENT_USER, .path = L"Software\\Policies\\Microsoft\\Windows\\System"};
    return readNumber(policy, L"DisableCMD").value_or(0) != 0;
}

}  // namespace

Places systemPlaces() {
    Places places;
    if (const wchar_t* home = _wgetenv(L"USERPROFILE")) places.home = home;
    std::array<wchar_t, 32768> path{};
    const DWORD length = GetModuleFileNameW(nullptr, path.data(), static_cast<DWORD>(path.size()));
    places.program = std::wstring(path.data(), length);
    return places;
}

ServiceState lookAtService(const Places&) {
    const Service manager(OpenSCManagerW(nullptr, nullptr, SC_MANAGER_CONNECT));
    const Service service(
        manager ? OpenServiceW(manager.get(), L"SCardSvr", SERVICE_QUERY_CONFIG | SERVICE_QUERY_STATUS) : nullptr);
    if (!service) return GetLastError() == ERROR_ACCESS_DENIED ? ServiceState::refused : ServiceState::notInstalled;
    // 8 KiB is the most that a service's configuration takes.
    alignas(QUERY_SERVICE_CONFIGW) std::array<BYTE, 8192> memory{};
    DWORD needed = 0;
    auto* configuration = reinterpret_cast<QUERY_SERVICE_CONFIGW*>(memory.data());
    if (QueryServiceConfigW(service.get(), configuration, static_cast<DWORD>(memory.size()), &needed) != FALSE &&
        configuration->dwStartType == SERVICE_DISABLED)
        return ServiceState::disabled;
    SERVICE_STATUS status{};
    // It starts with the first reader, so that it does not run may only mean that there is none.
    const bool running =
        QueryServiceStatus(service.get(), &status) != FALSE && status.dwCurrentState == SERVICE_RUNNING;
    return running ? ServiceState::refused : ServiceState::notRunning;
}

// Windows has its own.
bool isReaderDriverMissing(const Places&) { return false; }

// Ports and devices have no rights to look at: a person at the desk may open them, unless another program has.
ScannerAccess lookAtScanner(const Places&, const ScannerPlace&) { return ScannerAccess::usable; }

SessionFacts lookAtSession(const Places&) {
    SessionFacts facts;
    const RegistryKey version{.path = L"SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion"};
    const auto build = readText(version, L"CurrentBuildNumber");
    facts.system = "Windows build " + (build ? std::filesystem::path(*build).string() : "unknown");
    if (GetSystemMetrics(SM_REMOTESESSION) != 0) facts.remote = "RDP";
    facts.commandShellForbidden = isCommandShellForbidden();
    facts.appLockerEnforced = isAppLockerEnforced();
    return facts;
}

bool isAdministrator() { return IsUserAnAdmin() != FALSE; }

}  // namespace cccd_bridge::doctor
