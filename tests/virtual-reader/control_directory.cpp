#include "control_directory.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <system_error>

namespace virtual_reader {
namespace {

/// A regular file counts when it was written or renamed into place; IN_CREATE alone is for links, which are whole at
/// once.
constexpr std::uint32_t interest = IN_CREATE | IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_ONLYDIR;

}  // namespace

ControlDirectory::ControlDirectory(std::filesystem::path controlDirectory, std::function<void()> callback)
    : directory(std::move(controlDirectory)),
      changed(std::move(callback)),
      notifications(inotify_init1(IN_CLOEXEC | IN_NONBLOCK)),
      wakeUp(eventfd(0, EFD_CLOEXEC)) {
    if (notifications < 0 || wakeUp < 0 || inotify_add_watch(notifications, directory.c_str(), interest) < 0) {
        const int reason = errno;
        close(notifications);
        close(wakeUp);
        throw std::system_error(reason, std::generic_category(), directory.string());
    }
    thread = std::thread([this] { watch(); });
}

ControlDirectory::~ControlDirectory() {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = write(wakeUp, &one, sizeof one);
    thread.join();
    close(notifications);
    close(wakeUp);
}

std::optional<FileIdentity> ControlDirectory::cardIdentity() const {
    struct stat status{};
    if (lstat(cardFile().c_str(), &status) != 0) return std::nullopt;
    return FileIdentity{status.st_dev, status.st_ino, status.st_ctim.tv_sec, status.st_ctim.tv_nsec};
}

/// Reads what has been notified; true when some of it concerns the card file.
bool ControlDirectory::drain() const {
    alignas(inotify_event) std::array<char, 4096> buffer;
    bool concerned = false;
    ssize_t length = 0;
    while ((length = read(notifications, buffer.data(), buffer.size())) > 0) {
        for (ssize_t at = 0; at < length;) {
            inotify_event event;
            std::memcpy(&event, buffer.data() + at, sizeof event);
            const char* name = buffer.data() + at + sizeof event;
            if (event.len > 0 && std::strcmp(name, "card") == 0) {
                std::error_code ignored;
                concerned = concerned || event.mask != IN_CREATE || std::filesystem::is_symlink(cardFile(), ignored);
            }
            at += static_cast<ssize_t>(sizeof event + event.len);
        }
    }
    return concerned;
}

void ControlDirectory::watch() {
    changed();
    std::array<pollfd, 2> waiting{pollfd{notifications, POLLIN, 0}, pollfd{wakeUp, POLLIN, 0}};
    while (true) {
        if (poll(waiting.data(), waiting.size(), -1) < 0 && errno != EINTR) return;
        if (waiting[1].revents != 0) return;
        if (drain()) changed();
    }
}

}  // namespace virtual_reader
