// What a helper process may still do once it looks at a picture.
#include "host/helper_process.hpp"

#include "base/windows_handle.hpp"

#include <windows.h>

#include <sddl.h>

#include <array>
#include <memory>

namespace cccd_bridge::host::platform {

namespace {

struct FreeLocal {
    void operator()(void* memory) const { LocalFree(memory); }
};

// A job within the one that the host keeps; its handle is kept for as long as the process lives.
bool boundResources(const HelperRights& rights) {
    static const WindowsHandle job(CreateJobObjectW(nullptr, nullptr));
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits{};
    constexpr long long ticksASecond = 10'000'000;
    limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_ACTIVE_PROCESS | JOB_OBJECT_LIMIT_PROCESS_TIME |
                                              JOB_OBJECT_LIMIT_PROCESS_MEMORY |
                                              JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION;
    limits.BasicLimitInformation.ActiveProcessLimit = 1;
    limits.BasicLimitInformation.PerProcessUserTimeLimit.QuadPart = rights.processorTime.count() * ticksASecond;
    limits.ProcessMemoryLimit = rights.memory;
    JOBOBJECT_BASIC_UI_RESTRICTIONS screen{};
    screen.UIRestrictionsClass = JOB_OBJECT_UILIMIT_DESKTOP | JOB_OBJECT_UILIMIT_DISPLAYSETTINGS |
                                 JOB_OBJECT_UILIMIT_EXITWINDOWS | JOB_OBJECT_UILIMIT_GLOBALATOMS |
                                 JOB_OBJECT_UILIMIT_HANDLES | JOB_OBJECT_UILIMIT_READCLIPBOARD |
                                 JOB_OBJECT_UILIMIT_SYSTEMPARAMETERS | JOB_OBJECT_UILIMIT_WRITECLIPBOARD;
    return job &&
           SetInformationJobObject(job.get(), JobObjectExtendedLimitInformation, &limits, sizeof(limits)) != FALSE &&
           SetInformationJobObject(job.get(), JobObjectBasicUIRestrictions, &screen, sizeof(screen)) != FALSE &&
           AssignProcessToJobObject(job.get(), GetCurrentProcess()) != FALSE;
}

bool removePrivileges(HANDLE token) {
    alignas(TOKEN_PRIVILEGES) std::array<Byte, 4096> memory{};
    DWORD size = 0;
    if (GetTokenInformation(token, TokenPrivileges, memory.data(), static_cast<DWORD>(memory.size()), &size) == FALSE)
        return false;
    auto* held = reinterpret_cast<TOKEN_PRIVILEGES*>(memory.data());
    for (DWORD at = 0; at < held->PrivilegeCount; ++at) held->Privileges[at].Attributes = SE_PRIVILEGE_REMOVED;
    return AdjustTokenPrivileges(token, FALSE, held, 0, nullptr, nullptr) != FALSE;
}

// The lowest integrity: it may write to nothing that has one, and open no process.
bool lowerIntegrity(HANDLE token) {
    PSID untrusted = nullptr;
    if (ConvertStringSidToSidW(L"S-1-16-0", &untrusted) == FALSE) return false;
    const std::unique_ptr<void, FreeLocal> owned(untrusted);
    TOKEN_MANDATORY_LABEL label{};
    label.Label.Attributes = SE_GROUP_INTEGRITY;
    label.Label.Sid = untrusted;
    return SetTokenInformation(token, TokenIntegrityLevel, &label, sizeof(label) + GetLengthSid(untrusted)) != FALSE;
}

bool giveUpRights() {
    HANDLE opened = nullptr;
    constexpr DWORD access = TOKEN_QUERY | TOKEN_ADJUST_PRIVILEGES | TOKEN_ADJUST_DEFAULT;
    if (OpenProcessToken(GetCurrentProcess(), access, &opened) == FALSE) return false;
    const WindowsHandle token(opened);
    return removePrivileges(token.get()) && lowerIntegrity(token.get());
}

// No memory becomes code, no library comes from elsewhere, no font or extension of others is loaded.
bool refuseCode() {
    PROCESS_MITIGATION_DYNAMIC_CODE_POLICY code{};
    code.ProhibitDynamicCode = 1;
    PROCESS_MITIGATION_EXTENSION_POINT_DISABLE_POLICY extensions{};
    extensions.DisableExtensionPoints = 1;
    PROCESS_MITIGATION_IMAGE_LOAD_POLICY images{};
    images.NoRemoteImages = 1;
    images.NoLowMandatoryLabelImages = 1;
    PROCESS_MITIGATION_FONT_DISABLE_POLICY fonts{};
    fonts.DisableNonSystemFonts = 1;
    return SetProcessMitigationPolicy(ProcessDynamicCodePolicy, &code, sizeof(code)) != FALSE &&
           SetProcessMitigationPolicy(ProcessExtensionPointDisablePolicy, &extensions, sizeof(extensions)) != FALSE &&
           SetProcessMitigationPolicy(ProcessImageLoadPolicy, &images, sizeof(images)) != FALSE &&
           SetProcessMitigationPolicy(ProcessFontDisablePolicy, &fonts, sizeof(fonts)) != FALSE;
}

}  // namespace

bool confineHelper(const HelperRights& rights) { return boundResources(rights) && giveUpRights() && refuseCode(); }

}  // namespace cccd_bridge::host::platform
