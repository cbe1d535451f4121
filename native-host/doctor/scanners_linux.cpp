// Rights to a scanner's device file: what udev rules and groups have come to.
#include "doctor/bounded_file.hpp"
#include "doctor/probes.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <optional>

namespace cccd_bridge::doctor {

namespace fs = std::filesystem;

namespace {

/// 0, or why this user may not read and write it.
int openingError(const fs::path& device) {
    return faccessat(AT_FDCWD, device.c_str(), R_OK | W_OK, AT_EACCESS) == 0 ? 0 : errno;
}

std::optional<unsigned> numberIn(const fs::path& file) {
    const std::string text = readSmallFile(file).text;
    unsigned number = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), number).ec != std::errc()) return std::nullopt;
    return number;
}

// sysfs tells bus and device number, which are the names of the device file (Linux,
// Documentation/ABI/stable/sysfs-bus-usb).
std::optional<fs::path> usbDeviceFile(const Places& places, const std::string& socket) {
    const fs::path device = places.at("/sys/bus/usb/devices") / socket;
    const auto bus = numberIn(device / "busnum");
    const auto number = numberIn(device / "devnum");
    if (!bus || !number) return std::nullopt;
    std::array<char, 32> name{};
    std::snprintf(name.data(), name.size(), "%03u/%03u", *bus, *number);
    return places.at("/dev/bus/usb") / name.data();
}

}  // namespace

ScannerAccess lookAtScanner(const Places& places, const ScannerPlace& place) {
    int failure = 0;
    if (!place.port.empty()) {
        failure = openingError(places.at(place.port));
    } else if (const auto file = usbDeviceFile(places, place.usb)) {
        failure = openingError(*file);
    }
    if (failure == EACCES || failure == EPERM) return ScannerAccess::denied;
    return failure == ENOENT && !place.port.empty() ? ScannerAccess::absent : ScannerAccess::usable;
}

}  // namespace cccd_bridge::doctor
