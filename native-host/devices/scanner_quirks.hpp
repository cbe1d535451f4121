// What is known of makes of scanners: schemas/scanner-quirks.json, compiled in.
#pragma once

#include <cstdint>
#include <string_view>

namespace cccd_bridge::devices {

struct ScannerQuirk {
    std::string_view id;    ///< as on the wire
    std::string_view name;  ///< of the maker, for people
    std::uint16_t vendorId;
    bool hidPos;        ///< whether its scanners can be set to HID-POS
    bool serial;        ///< whether a serial port of this vendor is a scanner
    unsigned baudRate;  ///< of its serial ports, as they leave the factory
};

/// The entry of a vendor; none when it is not known.
const ScannerQuirk* findScannerQuirk(std::uint16_t vendorId);

}  // namespace cccd_bridge::devices
