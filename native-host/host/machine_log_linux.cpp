#include "host/machine_log.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <syslog.h>
#include <unistd.h>

#include <array>
#include <ctime>

namespace cccd_bridge::host::platform {

namespace {

constexpr std::string_view socketPath = "/dev/log";

int priorityOf(EventSeverity severity) {
    switch (severity) {
        case EventSeverity::information:
            return LOG_USER | LOG_INFO;
        case EventSeverity::warning:
            return LOG_USER | LOG_WARNING;
        case EventSeverity::error:
            break;
    }
    return LOG_USER | LOG_ERR;
}

// The form in which syslog(3) speaks to /dev/log; that function itself would wait for a log that nobody reads.
std::string record(const EventText& event, std::string_view details) {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    localtime_r(&now, &local);
    std::array<char, 32> time{};
    const std::size_t length = std::strftime(time.data(), time.size(), "%b %e %H:%M:%S", &local);
    std::string text = "<" + std::to_string(priorityOf(event.severity)) + ">";
    text.append(time.data(), length);
    text += " cccd-bridge[" + std::to_string(getpid()) + "]: ";
    text.append(event.code).append(": ").append(event.message).append(" ").append(details);
    return text;
}

}  // namespace

void writeEvent(const EventText& event, std::string_view details) {
    const std::string text = record(event, details);
    const int log = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (log < 0) return;
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    socketPath.copy(address.sun_path, sizeof(address.sun_path) - 1);
    sendto(log, text.data(), text.size(), MSG_DONTWAIT | MSG_NOSIGNAL, reinterpret_cast<const sockaddr*>(&address),
           sizeof(address));
    close(log);
}

}  // namespace cccd_bridge::host::platform
