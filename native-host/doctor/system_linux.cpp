// The smart card service, the session and the program's own place on Linux.
#include "doctor/bounded_file.hpp"
#include "doctor/probes.hpp"

#include <pwd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <sstream>
#include <string_view>

namespace cccd_bridge::doctor {

namespace fs = std::filesystem;

namespace {

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string() : std::string(value);
}

// libpcsclite's own variable comes first, as it does there.
fs::path serviceSocket(const Places& places) {
    const std::string named = environment("PCSCLITE_CSOCK_NAME");
    return named.empty() ? places.at("/run/pcscd/pcscd.comm") : fs::path(named);
}

/// 0, or the error number of a connection to a socket in the file system.
int connectTo(const fs::path& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string name = path.string();
    if (name.size() >= sizeof(address.sun_path)) return ENAMETOOLONG;
    std::memcpy(address.sun_path, name.c_str(), name.size());
    const int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (descriptor < 0) return errno;
    const int failure =
        connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0 ? 0 : errno;
    close(descriptor);
    return failure;
}

// os-release(5): the distribution's name for people, and the kernel's version.
std::string systemName(const Places& places) {
    constexpr std::string_view key = "PRETTY_NAME=";
    std::string name = "Linux";
    std::istringstream lines(readSmallFile(places.at("/etc/os-release")).text);
    for (std::string line; std::getline(lines, line);)
        if (line.starts_with(key)) name = line.substr(key.size());
    std::erase(name, '"');
    utsname kernel{};
    return uname(&kernel) == 0 ? name + ", " + kernel.release : name;
}

// `systemctl mask` leaves a link to /dev/null.
bool isMasked(const Places& places) {
    constexpr std::array<const char*, 2> units{"/etc/systemd/system/pcscd.socket", "/etc/systemd/system/pcscd.service"};
    return std::ranges::any_of(units, [&](const char* unit) {
        std::error_code failure;
        return fs::read_symlink(places.at(unit), failure) == "/dev/null";
    });
}

}  // namespace

Places systemPlaces() {
    Places places;
    places.home = environment("HOME");
    if (const passwd* user = places.home.is_absolute() ? nullptr : getpwuid(getuid())) places.home = user->pw_dir;
    std::error_code failure;
    places.program = fs::read_symlink("/proc/self/exe", failure);
    return places;
}

ServiceState lookAtService(const Places& places) {
    const int failure = connectTo(serviceSocket(places));
    // Who is let in by the socket and then turned away is refused by polkit.
    if (failure == 0 || failure == EACCES || failure == EPERM || failure == EAGAIN) return ServiceState::refused;
    if (isMasked(places)) return ServiceState::disabled;
    const bool installed = places.has("/usr/sbin/pcscd") || places.has("/usr/bin/pcscd");
    return installed ? ServiceState::notRunning : ServiceState::notInstalled;
}

bool isReaderDriverMissing(const Places& places) {
    constexpr std::array<const char*, 2> folders{"/usr/lib/pcsc/drivers/ifd-ccid.bundle",
                                                 "/usr/lib64/pcsc/drivers/ifd-ccid.bundle"};
    return std::ranges::none_of(folders, [&](const char* folder) { return places.has(folder); });
}

SessionFacts lookAtSession(const Places& places) {
    SessionFacts facts;
    facts.system = systemName(places);
    if (!environment("XRDP_SESSION").empty())
        facts.remote = "RDP";
    else if (!environment("SSH_CONNECTION").empty())
        facts.remote = "SSH";
    if (places.has("/.flatpak-info"))
        facts.sandbox = "Flatpak";
    else if (!environment("SNAP").empty())
        facts.sandbox = "Snap";
    else if (places.has("/run/.containerenv") || places.has("/.dockerenv"))
        facts.sandbox = "container";
    return facts;
}

bool isAdministrator() { return geteuid() == 0; }

}  // namespace cccd_bridge::doctor
