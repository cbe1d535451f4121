// Devices of an interface class as Windows has them, found without opening them (Windows only).
#pragma once

#include <windows.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cccd_bridge::devices {

struct DeviceNode {
    std::wstring path;  ///< what CreateFile takes
    std::string
        instance;  ///< the same for a device that is plugged into the same socket again: USB\VID_1A86&PID_7523\…
    std::string friendlyName;  ///< what the driver calls it
    std::string portName;      ///< COM3, of a serial port
};

/// The present devices of an interface class, 64 at most.
std::vector<DeviceNode> presentDevices(const GUID& interfaceClass);

struct UsbIds {
    std::uint16_t vendorId = 0;
    std::uint16_t productId = 0;
    bool operator==(const UsbIds&) const = default;
};

/// Vendor and product in an instance (…VID_1A86&PID_7523…, also as bus drivers of makers spell it); nothing without.
std::optional<UsbIds> usbIdsOf(std::string_view instance);

/// The serial number in an instance: its last part, unless Windows made that up, which shows by an ampersand.
std::string serialNumberOf(std::string_view instance);

/// Calls back, on a thread of its own, whenever a device of the class comes or goes, as long as this lives.
class DeviceWatch {
  public:
    DeviceWatch(const GUID& interfaceClass, std::function<void()> changed);
    DeviceWatch(const DeviceWatch&) = delete;
    DeviceWatch& operator=(const DeviceWatch&) = delete;
    ~DeviceWatch();

  private:
    struct Window;
    std::unique_ptr<Window> window_;
};

}  // namespace cccd_bridge::devices
