#include "host/platform.hpp"

#include "base/utf16.hpp"

#include <windows.h>

#include <fcntl.h>
#include <io.h>
#include <malloc.h>
#include <shellapi.h>
#include <shlobj.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <limits>
#include <memory>

namespace cccd_bridge::host::platform {

namespace {

std::atomic<bool> terminating = false;
std::atomic<HANDLE> inputReader = nullptr;  // the thread that may wait for input

// Runs on a thread of the system's; Windows ends the process when it returns from anything but Ctrl+C.
BOOL WINAPI noteTermination(DWORD) {
    terminating = true;
    if (const HANDLE reader = inputReader) CancelSynchronousIo(reader);
    constexpr DWORD timeToLeave = 4000;
    Sleep(timeToLeave);
    return TRUE;
}

HANDLE handleOf(StandardStream stream) {
    switch (stream) {
        case StandardStream::input:
            return GetStdHandle(STD_INPUT_HANDLE);
        case StandardStream::output:
            return GetStdHandle(STD_OUTPUT_HANDLE);
        case StandardStream::error:
            break;
    }
    return GetStdHandle(STD_ERROR_HANDLE);
}

DWORD atMost(std::size_t size) {
    constexpr std::size_t largestPiece = std::size_t{1024} * 1024;
    return static_cast<DWORD>(std::min(size, largestPiece));
}

}  // namespace

void prepareProcess() {
    // No dialog and no memory image of a crash; libraries only from Windows' own folder.
    SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX | SEM_NOOPENFILEERRORBOX);
    HeapSetInformation(nullptr, HeapEnableTerminationOnCorruption, nullptr, 0);
    SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_SYSTEM32);
    SetDllDirectoryW(L"");
    SetConsoleOutputCP(CP_UTF8);
    // The other two streams are not used through the C runtime.
    _setmode(_fileno(stderr), _O_BINARY);
}

// The C runtime's own are in the code page of the user.
std::vector<std::string> arguments(int, char**) {
    int count = 0;
    const std::unique_ptr<LPWSTR, decltype(&LocalFree)> words(CommandLineToArgvW(GetCommandLineW(), &count), LocalFree);
    std::vector<std::string> texts;
    for (int at = 1; words && at < count; ++at) texts.push_back(toUtf8(words.get()[at]));
    return texts;
}

void treatTerminationAsEndOfInput() {
    HANDLE self = nullptr;
    DuplicateHandle(GetCurrentProcess(), GetCurrentThread(), GetCurrentProcess(), &self, THREAD_TERMINATE, FALSE, 0);
    inputReader = self;
    SetConsoleCtrlHandler(noteTermination, TRUE);
}

std::size_t readInput(std::span<char> buffer) {
    DWORD count = 0;
    // Nothing read is the end: no browser writes nothing.
    if (terminating ||
        ReadFile(handleOf(StandardStream::input), buffer.data(), atMost(buffer.size()), &count, nullptr) == FALSE)
        return 0;
    return count;
}

bool inputClosed() {
    if (terminating) return true;
    const HANDLE input = handleOf(StandardStream::input);
    return GetFileType(input) == FILE_TYPE_PIPE && PeekNamedPipe(input, nullptr, 0, nullptr, nullptr, nullptr) == FALSE;
}

bool writeOutput(std::string_view bytes) {
    const HANDLE output = handleOf(StandardStream::output);
    while (!bytes.empty()) {
        DWORD written = 0;
        if (WriteFile(output, bytes.data(), atMost(bytes.size()), &written, nullptr) == FALSE || written == 0)
            return false;
        bytes.remove_prefix(written);
    }
    return true;
}

bool isTerminal(StandardStream stream) {
    DWORD mode = 0;
    return GetConsoleMode(handleOf(stream), &mode) != FALSE;
}

bool prefersVietnamese() { return PRIMARYLANGID(GetUserDefaultUILanguage()) == LANG_VIETNAMESE; }

std::filesystem::path defaultConfigDirectory() {
    PWSTR folder = nullptr;
    const HRESULT found = SHGetKnownFolderPath(FOLDERID_ProgramData, 0, nullptr, &folder);
    const std::unique_ptr<wchar_t, decltype(&CoTaskMemFree)> owned(folder, CoTaskMemFree);
    // Without it there is no place that only administrators write; an empty one has no configuration.
    return FAILED(found) ? std::filesystem::path() : std::filesystem::path(folder) / "CCCD Bridge";
}

std::size_t heapBlockSize(void* memory) { return _msize(memory); }

void leave(int status) {
    // Not ExitProcess: a thread may hang in a call to a card, and libraries would wait for it.
    TerminateProcess(GetCurrentProcess(), static_cast<UINT>(status));
    for (;;) Sleep(INFINITE);
}

}  // namespace cccd_bridge::host::platform
