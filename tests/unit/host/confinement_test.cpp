// What a helper may not do, tried in a process that is confined as a helper is.
#include "host/helper_process.hpp"

#include <doctest/doctest.h>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <string>

using namespace cccd_bridge::host;

namespace {

constexpr std::size_t memory = std::size_t{192} * 1024 * 1024;

// A step gives what the system call gave.
struct Step {
    const char* name;
    long (*attempt)();
};

const std::array forbidden{
    Step{"open", [] { return syscall(SYS_openat, AT_FDCWD, "/etc/passwd", O_RDONLY); }},
    Step{"create", [] { return syscall(SYS_openat, AT_FDCWD, "/tmp/confined", O_CREAT | O_WRONLY, 0600); }},
    Step{"stat", [] { return syscall(SYS_access, "/etc/passwd", F_OK); }},
    Step{"unlink", [] { return syscall(SYS_unlink, "/tmp/confined"); }},
    Step{"socket", [] { return syscall(SYS_socket, AF_INET, SOCK_STREAM, 0); }},
    Step{"unix socket", [] { return syscall(SYS_socket, AF_UNIX, SOCK_STREAM, 0); }},
    Step{"fork", [] { return syscall(SYS_fork); }},
    Step{"clone", [] { return syscall(SYS_clone, SIGCHLD, nullptr, nullptr, nullptr, nullptr); }},
    Step{"execve", [] { return syscall(SYS_execve, "/bin/true", nullptr, nullptr); }},
    Step{"kill", [] { return syscall(SYS_kill, 1, 0); }},
    Step{"ptrace", [] { return syscall(SYS_ptrace, PTRACE_TRACEME, 0, nullptr, nullptr); }},
    Step{"prctl", [] { return syscall(SYS_prctl, PR_SET_DUMPABLE, 1, 0, 0, 0); }},
    Step{"dup", [] { return syscall(SYS_dup, 0); }},
    Step{"read elsewhere", [] { return syscall(SYS_read, 2, nullptr, 0); }},
    Step{"memory as code",
         [] { return syscall(SYS_mmap, nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); }},
};

// Exit status of a confined process that runs `work`.
template <class Work>
int confined(const Work& work) {
    const pid_t process = fork();
    if (process == 0) {
        const bool ready = platform::confineHelper({.memory = memory, .processorTime = std::chrono::seconds(5)});
        _exit(ready ? work() : 255);
    }
    int status = 0;
    while (waitpid(process, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 254;
}

}  // namespace

TEST_CASE("a confined process can open, start, reach and send nothing") {
    for (const Step& step : forbidden) {
        CAPTURE(std::string(step.name));
        CHECK(confined([&] { return step.attempt() == -1 && errno == EPERM ? 0 : 1; }) == 0);
    }
}

TEST_CASE("a confined process has memory, its streams and an end") {
    CHECK(confined([] { return 7; }) == 7);
    CHECK(confined([] {
              const std::string large(std::size_t{32} * 1024 * 1024, 'x');
              return large.back() == 'x' && syscall(SYS_write, STDOUT_FILENO, "", 0) == 0 ? 0 : 1;
          }) == 0);
}
