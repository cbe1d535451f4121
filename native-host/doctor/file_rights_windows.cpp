#include "doctor/file_rights.hpp"

#include "base/windows_handle.hpp"
#include "doctor/file_rights_windows.hpp"
#include "doctor/probes.hpp"

#include <windows.h>

#include <aclapi.h>
#include <sddl.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <cwchar>
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

// The service that owns the system's own files; it has no well-known number.
constexpr const wchar_t* trustedInstaller = L"S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464";

bool isTrustedInstaller(PSID sid) {
    wchar_t* text = nullptr;
    if (ConvertSidToStringSidW(sid, &text) == FALSE) return false;
    const std::unique_ptr<void, FreeLocal> owned(text);
    return std::wcscmp(text, trustedInstaller) == 0;
}

// S-1-5-21-…-500, 512 or 519: the administrator of a machine or domain, the administrators of a domain and of a forest.
bool isOfDomainsAdministrators(PSID sid) {
    constexpr SID_IDENTIFIER_AUTHORITY authority = SECURITY_NT_AUTHORITY;
    constexpr BYTE parts = 5;
    constexpr std::array<DWORD, 3> numbers{DOMAIN_USER_RID_ADMIN, DOMAIN_GROUP_RID_ADMINS,
                                           DOMAIN_GROUP_RID_ENTERPRISE_ADMINS};
    return std::memcmp(GetSidIdentifierAuthority(sid), &authority, sizeof(authority)) == 0 &&
           *GetSidSubAuthorityCount(sid) == parts && *GetSidSubAuthority(sid, 0) == SECURITY_NT_NON_UNIQUE &&
           std::ranges::find(numbers, *GetSidSubAuthority(sid, parts - 1)) != numbers.end();
}

bool isKeeper(PSID sid, PSID keeper) {
    return IsWellKnownSid(sid, WinLocalSystemSid) != FALSE ||
           IsWellKnownSid(sid, WinBuiltinAdministratorsSid) != FALSE || isOfDomainsAdministrators(sid) ||
           (keeper != nullptr && EqualSid(sid, keeper) != FALSE) || isTrustedInstaller(sid);
}

bool letsOthersChange(PACL rights, DWORD index, PSID keeper) {
    void* entry = nullptr;
    if (GetAce(rights, index, &entry) == FALSE) return false;
    // An entry with a condition begins like one without.
    auto* allowed = static_cast<ACCESS_ALLOWED_ACE*>(entry);
    const BYTE type = allowed->Header.AceType;
    if (type != ACCESS_ALLOWED_ACE_TYPE && type != ACCESS_ALLOWED_CALLBACK_ACE_TYPE) return false;
    // What only children inherit, as CREATOR OWNER's, gives nothing here.
    if ((allowed->Header.AceFlags & INHERIT_ONLY_ACE) != 0 || (allowed->Mask & changing) == 0) return false;
    PSID sid = &allowed->SidStart;
    // These two stand for the owner, who is judged by himself.
    const bool isOwner =
        IsWellKnownSid(sid, WinCreatorOwnerSid) != FALSE || IsWellKnownSid(sid, WinCreatorOwnerRightsSid) != FALSE;
    return !isOwner && !isKeeper(sid, keeper);
}

/// The user who runs this program.
class CurrentUser {
  public:
    CurrentUser() {
        HANDLE opened = nullptr;
        if (OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &opened) == FALSE) return;
        const WindowsHandle token(opened);
        DWORD length = 0;
        known_ = GetTokenInformation(opened, TokenUser, memory_.data(), static_cast<DWORD>(memory_.size()), &length) !=
                 FALSE;
    }
    PSID sid() { return known_ ? reinterpret_cast<TOKEN_USER*>(memory_.data())->User.Sid : nullptr; }

  private:
    alignas(TOKEN_USER) std::array<std::byte, sizeof(TOKEN_USER) + SECURITY_MAX_SID_SIZE> memory_{};
    bool known_ = false;
};

}  // namespace

bool letsOthersChange(PSECURITY_DESCRIPTOR descriptor, PSID keeper) {
    PSID owner = nullptr;
    PACL rights = nullptr;
    BOOL present = FALSE;
    BOOL ignored = FALSE;
    if (GetSecurityDescriptorOwner(descriptor, &owner, &ignored) == FALSE ||
        GetSecurityDescriptorDacl(descriptor, &present, &rights, &ignored) == FALSE)
        return true;
    if (owner == nullptr || !isKeeper(owner, keeper)) return true;
    if (present == FALSE || rights == nullptr) return true;  // without a list everybody may do everything
    for (DWORD index = 0; index < rights->AceCount; ++index)
        if (letsOthersChange(rights, index, keeper)) return true;
    return false;
}

bool isWritableByOthers(const Places& places, const std::filesystem::path& path) {
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    if (GetNamedSecurityInfoW(places.at(path).c_str(), SE_FILE_OBJECT,
                              OWNER_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION, nullptr, nullptr, nullptr,
                              nullptr, &descriptor) != ERROR_SUCCESS)
        return false;
    const std::unique_ptr<void, FreeLocal> owned(descriptor);
    CurrentUser user;
    // Who runs this as an administrator is one, whatever his name.
    const bool isKept = places.isOfUser(path) || isAdministrator();
    return letsOthersChange(descriptor, isKept ? user.sid() : nullptr);
}

bool isReplaceableByOthers(const Places& places, const std::filesystem::path& path) {
    return isWritableByOthers(places, path) || isWritableByOthers(places, path.parent_path());
}

bool isSameName(const std::filesystem::path& name, const std::filesystem::path& other) {
    return CompareStringOrdinal(name.c_str(), -1, other.c_str(), -1, TRUE) == CSTR_EQUAL;
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
