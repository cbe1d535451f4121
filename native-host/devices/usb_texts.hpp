// What the kernel knows of a USB device without opening it (Linux only).
#pragma once

#include "base/bytes.hpp"

#include <optional>
#include <string>

namespace cccd_bridge::devices {

struct UsbTexts {
    std::string product;
    std::string serialNumber;
};

/// Of the device at a place such as 1-2.4.
UsbTexts usbTexts(const std::string& device);

/// The HID report descriptor of an interface such as 1-2.4:1.0 that a driver of the system has; nothing without one.
std::optional<Bytes> kernelReportDescriptor(const std::string& interface);

}  // namespace cccd_bridge::devices
