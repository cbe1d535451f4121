// libudev's objects, released when they go (Linux only).
#pragma once

#include <libudev.h>

#include <memory>
#include <string>

namespace cccd_bridge::devices {

template <class T, T* (*release)(T*)>
struct UdevUnref {
    void operator()(T* object) const { release(object); }
};
using Udev = std::unique_ptr<udev, UdevUnref<udev, udev_unref>>;
using UdevDevice = std::unique_ptr<udev_device, UdevUnref<udev_device, udev_device_unref>>;
using UdevEnumerate = std::unique_ptr<udev_enumerate, UdevUnref<udev_enumerate, udev_enumerate_unref>>;
using UdevMonitor = std::unique_ptr<udev_monitor, UdevUnref<udev_monitor, udev_monitor_unref>>;

/// An attribute's text; empty without one.
inline std::string udevAttribute(udev_device* device, const char* name) {
    const char* value = device == nullptr ? nullptr : udev_device_get_sysattr_value(device, name);
    return value == nullptr ? std::string() : std::string(value);
}

}  // namespace cccd_bridge::devices
