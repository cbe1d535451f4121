#include "devices/scanner_quirks.hpp"

#include "devices/scanner_quirks_table.hpp"

#include <algorithm>

namespace cccd_bridge::devices {

const ScannerQuirk* findScannerQuirk(std::uint16_t vendorId) {
    const auto* found = std::ranges::find(scannerQuirks, vendorId, &ScannerQuirk::vendorId);
    return found == scannerQuirks.end() ? nullptr : found;
}

}  // namespace cccd_bridge::devices
