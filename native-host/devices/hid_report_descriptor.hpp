// Where a bar code scanner's HID reports hold what was scanned.
#pragma once

#include "base/bytes.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>

namespace cccd_bridge::devices {

/// Some equal elements of a report, one after the other; positions are in bits from the start of the report without
/// its id (HID 1.11 §8.4).
struct HidField {
    std::size_t offset = 0;
    std::size_t size = 0;  ///< bits of one element
    std::size_t count = 0;
    bool operator==(const HidField&) const = default;
};

/// A Scanned Data Report (HID Point of Sale Usage Tables 1.02 §3, usage page 0x8C).
struct ScanReport {
    std::optional<HidField> byteCount;                 ///< Generic Desktop 0x3B: how much of `data` is meant
    std::array<std::optional<HidField>, 3> symbology;  ///< 0xFB to 0xFD: AIM identifier
    HidField data;                                     ///< 0xFE: decoded data, whole bytes
    std::optional<HidField> continued;                 ///< 0xFF: not zero when the next report goes on with the scan
};

/// The input reports of one HID interface.
struct HidPosLayout {
    bool numbered = false;                           ///< whether each report begins with its id
    std::map<std::uint8_t, std::size_t> lengths;     ///< bytes of each input report, without the id
    std::map<std::uint8_t, ScanReport> scanReports;  ///< those with decoded data
};

/// Notes where a report holds a usage, given as page << 16 | id, if it is one of those of a scan (page 0x8C, or the
/// byte count of Generic Desktop). The first place of the decoded data is kept.
void placeScanField(ScanReport& report, std::uint32_t usage, const HidField& field);

/// The layout without the reports that hold no decoded data in whole bytes; nothing when no report is left.
std::optional<HidPosLayout> withScanReports(HidPosLayout layout);

/// Longest report descriptor (wDescriptorLength is 16 bits; the kernel takes 4,096).
inline constexpr std::size_t maximumReportDescriptor = 4096;

/// Reads a report descriptor (HID 1.11 §6.2.2). Nothing unless it is that of a bar code scanner with decoded data in
/// whole bytes, and of nothing else that people type or point with. Total, bounded.
std::optional<HidPosLayout> readHidPosLayout(ByteView descriptor);

}  // namespace cccd_bridge::devices
