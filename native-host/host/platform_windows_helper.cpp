#include "host/helper_process.hpp"

#include "base/utf16.hpp"
#include "base/windows_handle.hpp"

#include <windows.h>

#include <algorithm>
#include <array>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace cccd_bridge::host::platform {

namespace {

struct Pipe {
    WindowsHandle readEnd, writeEnd;

    /// The end for the helper may be inherited, ours not.
    bool open(bool helperReads) {
        HANDLE reading = nullptr;
        HANDLE writing = nullptr;
        if (CreatePipe(&reading, &writing, nullptr, 0) == FALSE) return false;
        readEnd.reset(reading);
        writeEnd.reset(writing);
        return SetHandleInformation(helperReads ? reading : writing, HANDLE_FLAG_INHERIT, HANDLE_FLAG_INHERIT) != FALSE;
    }
};

/// Which handles a new process inherits: its streams, nothing else.
class Inheritance {
  public:
    explicit Inheritance(std::array<HANDLE, 2>& handles) {
        SIZE_T size = 0;
        InitializeProcThreadAttributeList(nullptr, 1, 0, &size);
        memory_.resize(size);
        if (InitializeProcThreadAttributeList(list(), 1, 0, &size) == FALSE) return;
        initialised_ = true;
        good_ = UpdateProcThreadAttribute(list(), 0, PROC_THREAD_ATTRIBUTE_HANDLE_LIST, handles.data(), sizeof(handles),
                                          nullptr, nullptr) != FALSE;
    }
    Inheritance(const Inheritance&) = delete;
    Inheritance& operator=(const Inheritance&) = delete;
    ~Inheritance() {
        if (initialised_) DeleteProcThreadAttributeList(list());
    }
    bool good() const { return good_; }
    LPPROC_THREAD_ATTRIBUTE_LIST list() { return reinterpret_cast<LPPROC_THREAD_ATTRIBUTE_LIST>(memory_.data()); }

  private:
    std::vector<char> memory_;
    bool initialised_ = false;
    bool good_ = false;
};

std::wstring ownProgram() {
    std::wstring path(32768, L'\0');
    path.resize(GetModuleFileNameW(nullptr, path.data(), static_cast<DWORD>(path.size())));
    return path;
}

// What Windows' own libraries need to find each other.
std::wstring environment() {
    std::wstring root(32768, L'\0');
    root.resize(GetEnvironmentVariableW(L"SystemRoot", root.data(), static_cast<DWORD>(root.size())));
    return L"SystemRoot=" + root + std::wstring(2, L'\0');
}

/// A job that ends its processes when the last handle goes, also when this process dies.
WindowsHandle makeJob() {
    WindowsHandle job(CreateJobObjectW(nullptr, nullptr));
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits{};
    limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE | JOB_OBJECT_LIMIT_ACTIVE_PROCESS |
                                              JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION;
    limits.BasicLimitInformation.ActiveProcessLimit = 1;
    if (job && SetInformationJobObject(job.get(), JobObjectExtendedLimitInformation, &limits, sizeof(limits)) == FALSE)
        job.reset();
    return job;
}

}  // namespace

struct Helper::Process {
    Pipe toHelper, fromHelper;
    WindowsHandle process;
    WindowsHandle job;

    bool start(std::string_view argument) {
        job = makeJob();
        if (!job || !toHelper.open(true) || !fromHelper.open(false)) return false;
        std::array<HANDLE, 2> handles{toHelper.readEnd.get(), fromHelper.writeEnd.get()};
        Inheritance inheritance(handles);
        STARTUPINFOEXW how{};
        how.StartupInfo.cb = sizeof(how);
        how.StartupInfo.dwFlags = STARTF_USESTDHANDLES;
        how.StartupInfo.hStdInput = handles[0];
        how.StartupInfo.hStdOutput = handles[1];
        how.lpAttributeList = inheritance.list();
        const std::wstring program = ownProgram();
        std::wstring command = L"\"" + program + L"\" " + toUtf16(argument);
        std::wstring variables = environment();
        constexpr DWORD flags =
            CREATE_SUSPENDED | CREATE_NO_WINDOW | CREATE_UNICODE_ENVIRONMENT | EXTENDED_STARTUPINFO_PRESENT;
        PROCESS_INFORMATION started{};
        if (!inheritance.good() || CreateProcessW(program.c_str(), command.data(), nullptr, nullptr, TRUE, flags,
                                                  variables.data(), nullptr, &how.StartupInfo, &started) == FALSE)
            return false;
        process.reset(started.hProcess);
        const WindowsHandle thread(started.hThread);
        toHelper.readEnd.reset();
        fromHelper.writeEnd.reset();
        // Before its first instruction.
        const bool bound = AssignProcessToJobObject(job.get(), process.get()) != FALSE;
        if (bound && ResumeThread(thread.get()) != static_cast<DWORD>(-1)) return true;
        TerminateProcess(process.get(), 1);
        return false;
    }

    void end() { TerminateJobObject(job.get(), 1); }

    void give(std::span<const ByteView> parts) {
        for (ByteView part : parts) {
            while (!part.empty()) {
                DWORD written = 0;
                const auto size = static_cast<DWORD>(std::min<std::size_t>(part.size(), 65536));
                // One that reads no more may still have said something.
                if (WriteFile(toHelper.writeEnd.get(), part.data(), size, &written, nullptr) == FALSE) return;
                part = part.subspan(written);
            }
        }
        toHelper.writeEnd.reset();
    }

    Bytes take(std::size_t limit) {
        Bytes said;
        std::array<Byte, 16384> buffer{};
        DWORD count = 0;
        while (said.size() <= limit && ReadFile(fromHelper.readEnd.get(), buffer.data(),
                                                static_cast<DWORD>(buffer.size()), &count, nullptr) != FALSE)
            said.insert(said.end(), buffer.begin(), buffer.begin() + count);
        return said;
    }
};

Helper::Helper(std::string_view argument) : process_(std::make_unique<Process>()) {
    if (!process_->start(argument)) process_.reset();
}

// Also one that closed its output may run on.
Helper::~Helper() {
    if (process_) process_->end();
}

HelperRun Helper::run(std::span<const ByteView> input, const HelperLimits& limits, const std::stop_token& stop) {
    const WindowsHandle taken(CreateEventW(nullptr, TRUE, FALSE, nullptr));
    const WindowsHandle stopped(CreateEventW(nullptr, TRUE, FALSE, nullptr));
    if (!process_ || !taken || !stopped) return {};
    const std::stop_callback onStop(stop, [&stopped] { SetEvent(stopped.get()); });
    Bytes said;
    // Two threads give and take; both come back at the latest when the helper is gone.
    std::thread giver([&] { process_->give(input); });
    std::thread taker([&] {
        said = process_->take(limits.output);
        SetEvent(taken.get());
    });
    const std::array<HANDLE, 2> ends{stopped.get(), taken.get()};
    const DWORD which = WaitForMultipleObjects(static_cast<DWORD>(ends.size()), ends.data(), FALSE,
                                               static_cast<DWORD>(limits.time.count()));
    process_->end();
    giver.join();
    taker.join();
    if (which == WAIT_OBJECT_0) return {HelperEnd::stopped, {}};
    if (which == WAIT_TIMEOUT) return {HelperEnd::late, {}};
    return {HelperEnd::ended, std::move(said)};
}

}  // namespace cccd_bridge::host::platform
