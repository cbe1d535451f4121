#include "host/platform.hpp"

#include <malloc.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <string>

namespace cccd_bridge::host::platform {

namespace {

constexpr mode_t readableByAll = 0644;
std::array<int, 2> terminationPipe{-1, -1};

extern "C" void noteTermination(int) {
    const char note = 1;
    [[maybe_unused]] const auto written = write(terminationPipe[1], &note, 1);
}

int descriptorOf(StandardStream stream) {
    switch (stream) {
        case StandardStream::input:
            return STDIN_FILENO;
        case StandardStream::output:
            return STDOUT_FILENO;
        case StandardStream::error:
            break;
    }
    return STDERR_FILENO;
}

bool writeAll(int descriptor, const char* data, std::size_t size) {
    while (size > 0) {
        const ssize_t written = write(descriptor, data, size);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        data += written;
        size -= static_cast<std::size_t>(written);
    }
    return true;
}

}  // namespace

void prepareProcess() {
    std::signal(SIGPIPE, SIG_IGN);
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
#ifdef __linux__
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

std::vector<std::string> arguments(int count, char** values) { return {values + (count > 0 ? 1 : 0), values + count}; }

void treatTerminationAsEndOfInput() {
    if (pipe(terminationPipe.data()) != 0) return;
    struct sigaction action{};
    action.sa_handler = noteTermination;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    sigaction(SIGTERM, &action, nullptr);
    sigaction(SIGINT, &action, nullptr);
}

std::size_t readInput(std::span<char> buffer) {
    for (;;) {
        std::array<pollfd, 2> waits{{{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0},
                                     {.fd = terminationPipe[0], .events = POLLIN, .revents = 0}}};
        if (poll(waits.data(), waits.size(), -1) < 0 && errno != EINTR) return 0;
        if ((waits[1].revents & POLLIN) != 0) return 0;
        if (waits[0].revents == 0) continue;
        const ssize_t count = read(STDIN_FILENO, buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR) continue;
        return count < 0 ? 0 : static_cast<std::size_t>(count);
    }
}

bool inputClosed() {
    std::array<pollfd, 2> waits{
        {{.fd = STDIN_FILENO, .events = 0, .revents = 0}, {.fd = terminationPipe[0], .events = POLLIN, .revents = 0}}};
    if (poll(waits.data(), waits.size(), 0) <= 0) return false;
    return (waits[0].revents & (POLLHUP | POLLERR | POLLNVAL)) != 0 || waits[1].revents != 0;
}

bool writeOutput(std::string_view bytes) { return writeAll(STDOUT_FILENO, bytes.data(), bytes.size()); }

bool isTerminal(StandardStream stream) { return isatty(descriptorOf(stream)) == 1; }

bool prefersVietnamese() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(name);
        if (value != nullptr && *value != '\0') return std::string_view(value).starts_with("vi");
    }
    return false;
}

std::filesystem::path defaultConfigDirectory() { return "/etc/cccd-bridge"; }

Result<void> writeFileAtomically(const std::filesystem::path& path, ByteView content) {
    std::string temporary = path.string() + ".XXXXXX";
    const int descriptor = mkstemp(temporary.data());
    if (descriptor < 0) return fail(ErrorCode::TrustDirectoryNotWritable, "mkstemp " + std::to_string(errno));
    const bool written = writeAll(descriptor, reinterpret_cast<const char*>(content.data()), content.size()) &&
                         fchmod(descriptor, readableByAll) == 0 && fsync(descriptor) == 0;
    close(descriptor);
    if (written && std::rename(temporary.c_str(), path.c_str()) == 0) return {};
    unlink(temporary.c_str());
    return fail(ErrorCode::TrustDirectoryNotWritable, "write " + std::to_string(errno));
}

std::size_t heapBlockSize(void* memory) { return malloc_usable_size(memory); }

void leave(int status) { _exit(status); }

}  // namespace cccd_bridge::host::platform
