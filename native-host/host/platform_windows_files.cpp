// Files that others must not find half written.
#include "host/platform.hpp"

#include "base/windows_handle.hpp"

#include <windows.h>

#include <algorithm>
#include <memory>
#include <string>

namespace cccd_bridge::host::platform {

namespace {

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

}  // namespace

Result<void> writeFileAtomically(const std::filesystem::path& path, ByteView content) {
    const std::filesystem::path temporary = besides(path);
    const HANDLE opened = CreateFileW(temporary.c_str(), GENERIC_WRITE, 0, nullptr, CREATE_NEW, 0, nullptr);
    if (opened == INVALID_HANDLE_VALUE) return notWritten("CreateFile");
    WindowsHandle file(opened);
    const bool written = writeAll(opened, content);
    file.reset();
    if (written &&
        MoveFileExW(temporary.c_str(), path.c_str(), MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH) != 0)
        return {};
    auto failure = notWritten("write");
    DeleteFileW(temporary.c_str());
    return failure;
}

}  // namespace cccd_bridge::host::platform
