// run-pcscd: a private pcscd. Its socket is where it is told, its run and driver directories are its own, and a pcscd
// of the system is neither seen nor disturbed.
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <system_error>
#include <vector>

namespace {

constexpr const char* pcscdPath = "/usr/sbin/pcscd";
constexpr const char* driverDirectory = "/usr/lib/pcsc/drivers";
constexpr int inheritedSocket = 3;  // first descriptor of systemd's socket activation

struct Options {
    std::string socket;
    std::string configuration;
    std::string drivers;
    std::vector<std::string> rest;  ///< for pcscd
};

[[noreturn]] void complain(const std::string& what) { throw std::system_error(errno, std::generic_category(), what); }

void check(int result, const std::string& what) {
    if (result < 0) complain(what);
}

Options parse(int argc, char** argv) {
    Options options;
    for (int i = 1; i < argc; ++i) {
        const std::string argument = argv[i];
        std::string* target = argument == "--socket"    ? &options.socket
                              : argument == "--config"  ? &options.configuration
                              : argument == "--drivers" ? &options.drivers
                                                        : nullptr;
        if (!target) {
            options.rest.push_back(argument);
        } else if (i + 1 < argc) {
            *target = argv[++i];
        }
    }
    return options;
}

void writeFile(const char* path, const std::string& text) {
    const int file = open(path, O_WRONLY | O_CLOEXEC);
    check(file, path);
    const bool written = write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    close(file);
    if (!written) complain(path);
}

/// An ordinary user becomes root of a namespace of its own, which is what mounting takes.
void enterUserNamespace() {
    const auto user = std::to_string(geteuid());
    const auto group = std::to_string(getegid());
    check(unshare(CLONE_NEWUSER), "a user namespace (kernel.unprivileged_userns_clone, or run as root)");
    writeFile("/proc/self/setgroups", "deny");
    writeFile("/proc/self/uid_map", "0 " + user + " 1");
    writeFile("/proc/self/gid_map", "0 " + group + " 1");
}

/// pcscd's own paths are compiled in: give it others by mounts that only it sees.
void enterMountNamespace(const Options& options) {
    if (geteuid() != 0) enterUserNamespace();
    check(unshare(CLONE_NEWNS), "a mount namespace");
    check(mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr), "private mounts");
    check(mount("tmpfs", "/run", "tmpfs", MS_NOSUID | MS_NODEV, "mode=755,size=1m"), "a private /run");
    if (!options.drivers.empty()) {
        check(mount(options.drivers.c_str(), driverDirectory, nullptr, MS_BIND, nullptr), driverDirectory);
    }
}

/// The listening socket, as the descriptor that systemd would pass.
void listenAt(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.empty() || path.size() >= sizeof address.sun_path) {
        errno = ENAMETOOLONG;
        complain(path);
    }
    std::memcpy(address.sun_path, path.c_str(), path.size());
    unlink(path.c_str());
    const int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    check(listener, "socket");
    check(bind(listener, static_cast<const sockaddr*>(static_cast<const void*>(&address)), sizeof address), path);
    check(chmod(path.c_str(), 0666), path);
    check(listen(listener, 16), path);
    // The copy must survive exec; dup2 clears the close-on-exec flag, unless both are the same descriptor.
    if (listener == inheritedSocket) {
        check(fcntl(listener, F_SETFD, 0), "fcntl");
    } else {
        check(dup2(listener, inheritedSocket), "dup2");
    }
    setenv("LISTEN_FDS", "1", 1);
    setenv("LISTEN_PID", std::to_string(getpid()).c_str(), 1);
}

[[noreturn]] void becomePcscd(const Options& options) {
    std::vector<std::string> arguments{"pcscd", "--foreground", "--config", options.configuration};
    arguments.insert(arguments.end(), options.rest.begin(), options.rest.end());
    std::vector<char*> pointers;
    for (std::string& argument : arguments) pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    // No daemon is left behind when the test run is killed. Not earlier: new credentials would undo it.
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    execv(pcscdPath, pointers.data());
    complain(pcscdPath);
}

}  // namespace

int main(int argc, char** argv) {
    const Options options = parse(argc, argv);
    if (options.socket.empty() || options.configuration.empty()) {
        std::fputs("usage: run-pcscd --socket PATH --config DIRECTORY [--drivers DIRECTORY] [pcscd options]\n", stderr);
        return 2;
    }
    try {
        enterMountNamespace(options);
        listenAt(options.socket);
        becomePcscd(options);
    } catch (const std::system_error& error) {
        std::fprintf(stderr, "run-pcscd: %s\n", error.what());
        return 1;
    }
}
