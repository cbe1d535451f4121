#include "doctor/file_rights.hpp"

#include <windows.h>

#include <aclapi.h>

#include <algorithm>
#include <array>
#include <cwctype>
#include <memory>
#include <string>

namespace cccd_bridge::doctor {

namespace {

struct FreeLocal {
    void operator()(void* memory) const { LocalFree(memory); }
};

constexpr DWORD changing = FILE_WRITE_DATA | FILE_APPEND_DATA | FILE_DELETE_CHILD | DELETE | WRITE_DAC | WRITE_OWNER |
                           GENERIC_WRITE | GENERIC_ALL;

bool isEverybody(PSID sid) {
    constexpr std::array groups{WinWorldSid, WinAuthenticatedUserSid, WinInteractiveSid, WinBuiltinUsersSid,
                                WinBuiltinGuestsSid};
    return std::ranges::any_of(groups, [&](auto group) { return IsWellKnownSid(sid, group) != FALSE; });
}

bool grantsChange(PACL rights, DWORD index) {
    void* entry = nullptr;
    if (GetAce(rights, index, &entry) == FALSE) return false;
    auto* allowed = static_cast<ACCESS_ALLOWED_ACE*>(entry);
    return allowed->Header.AceType == ACCESS_ALLOWED_ACE_TYPE && (allowed->Header.AceFlags & INHERIT_ONLY_ACE) == 0 &&
           (allowed->Mask & changing) != 0 && isEverybody(&allowed->SidStart);
}

}  // namespace

// By what is granted alone; entries that deny are not weighed.
bool isWritableByAnybody(const std::filesystem::path& path) {
    PACL rights = nullptr;
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    if (GetNamedSecurityInfoW(path.c_str(), SE_FILE_OBJECT, DACL_SECURITY_INFORMATION, nullptr, nullptr, &rights,
                              nullptr, &descriptor) != ERROR_SUCCESS)
        return false;
    const std::unique_ptr<void, FreeLocal> owned(descriptor);
    if (rights == nullptr) return true;  // without a list everybody may do everything
    for (DWORD index = 0; index < rights->AceCount; ++index)
        if (grantsChange(rights, index)) return true;
    return false;
}

bool isReplaceableByAnybody(const std::filesystem::path& path) {
    return isWritableByAnybody(path) || isWritableByAnybody(path.parent_path());
}

bool isExecutable(const std::filesystem::path& path) {
    std::wstring extension = path.extension().wstring();
    std::ranges::transform(extension, extension.begin(), std::towlower);
    return extension == L".exe" || extension == L".bat" || extension == L".cmd";
}

std::filesystem::path programOf(const std::filesystem::path& manifest, const std::filesystem::path& program) {
    return program.is_absolute() ? program : manifest.parent_path() / program;
}

}  // namespace cccd_bridge::doctor
