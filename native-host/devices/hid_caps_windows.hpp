// What Windows tells of a HID device's reports instead of their descriptor, which it gives to nobody (Windows only).
#pragma once

#include "devices/hid_report_descriptor.hpp"

#include <windows.h>

namespace cccd_bridge::devices {

struct HidCaps {
    std::size_t reportSize =
        0;  ///< bytes of what ReadFile gives: the report's id, 0 without one, and the longest report
    std::optional<HidPosLayout> layout;  ///< none: not a bar code scanner
};

/// Of a device opened with any access. Nothing when the system does not say.
std::optional<HidCaps> readHidCaps(HANDLE device);

}  // namespace cccd_bridge::devices
