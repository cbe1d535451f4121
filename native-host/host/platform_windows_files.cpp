// Files that others must not find half written, and who may write them.
#include "host/platform.hpp"

#include <windows.h>

#include <aclapi.h>
#include <sddl.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>

namespace cccd_bridge::host::platform {

namespace {

struct CloseFile {
    void operator()(HANDLE file) const { CloseHandle(file); }
};
using File = std::unique_ptr<void, CloseFile>;

struct FreeLocal {
    void operator()(void* memory) const { LocalFree(memory); }
};

std::unexpected<Error> notWritten(const char* call) {
    return fail(ErrorCode::TrustDirectoryNotWritable, std::string(call) + " " + std::to_string(GetLastError()));
}

bool writeAll(HANDLE file, ByteView content) {
    constexpr std::size_t largestPiece = std::size_t{1024} * 1024;
    while (!content.empty()) {
        DWORD written = 0;
        const auto size = static_cast<DWORD>(std::min(content.size(), largestPiece));
        if (WriteFile(file, content.data(), size, &written, nullptr) == FALSE || written == 0) return false;
        content = content.subspan(written);
    }
    return FlushFileBuffers(file) != FALSE;
}

// A name that nothing has; the process makes one file at a time in a folder.
std::filesystem::path besides(const std::filesystem::path& path) {
    return path.wstring() + L"." + std::to_wstring(GetCurrentProcessId()) + L"-" + std::to_wstring(GetTickCount64());
}

constexpr DWORD changingRights = FILE_WRITE_DATA | FILE_APPEND_DATA | FILE_DELETE_CHILD | DELETE | WRITE_DAC |
                                 WRITE_OWNER | GENERIC_WRITE | GENERIC_ALL;

// Everyone, users who logged on, users at this machine, users of this machine, guests.
bool isAnybody(PSID sid) {
    static constexpr std::array groups{WinWorldSid, WinAuthenticatedUserSid, WinInteractiveSid, WinBuiltinUsersSid,
                                       WinBuiltinGuestsSid};
    for (const WELL_KNOWN_SID_TYPE group : groups)
        if (IsWellKnownSid(sid, group) != FALSE) return true;
    return false;
}

bool letsAnybodyChange(void* entry) {
    const auto* header = static_cast<const ACE_HEADER*>(entry);
    if (header->AceType != ACCESS_ALLOWED_ACE_TYPE || (header->AceFlags & INHERIT_ONLY_ACE) != 0) return false;
    auto* allowed = static_cast<ACCESS_ALLOWED_ACE*>(entry);
    return (allowed->Mask & changingRights) != 0 && isAnybody(&allowed->SidStart);
}

}  // namespace

Result<void> writeFileAtomically(const std::filesystem::path& path, ByteView content) {
    const std::filesystem::path temporary = besides(path);
    const HANDLE opened = CreateFileW(temporary.c_str(), GENERIC_WRITE, 0, nullptr, CREATE_NEW, 0, nullptr);
    if (opened == INVALID_HANDLE_VALUE) return notWritten("CreateFile");
    File file(opened);
    const bool written = writeAll(opened, content);
    file.reset();
    if (written &&
        MoveFileExW(temporary.c_str(), path.c_str(), MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH) != 0)
        return {};
    auto failure = notWritten("write");
    DeleteFileW(temporary.c_str());
    return failure;
}

// By the list of rights alone: what denies a right, and what a user has by name, is not weighed.
bool isWritableByAnybody(const std::filesystem::path& path) {
    PACL rights = nullptr;
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    const DWORD status = GetNamedSecurityInfoW(path.c_str(), SE_FILE_OBJECT, DACL_SECURITY_INFORMATION, nullptr,
                                               nullptr, &rights, nullptr, &descriptor);
    const std::unique_ptr<void, FreeLocal> owned(descriptor);
    if (status != ERROR_SUCCESS) return false;
    if (rights == nullptr) return true;  // no list: everything to everybody
    for (WORD at = 0; at < rights->AceCount; ++at) {
        void* entry = nullptr;
        if (GetAce(rights, at, &entry) != FALSE && letsAnybodyChange(entry)) return true;
    }
    return false;
}

}  // namespace cccd_bridge::host::platform
