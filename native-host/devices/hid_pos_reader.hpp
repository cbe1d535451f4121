// From the packets of a HID-POS scanner to scans.
#pragma once

#include "devices/hid_report_descriptor.hpp"
#include "devices/scan.hpp"

#include <vector>

namespace cccd_bridge::devices {

/// Puts packets together to reports and reports to scans.
class HidPosReader {
  public:
    /// `packetSize` is that of the interrupt endpoint: a shorter packet ends a report (USB 2.0 §5.7.3).
    HidPosReader(HidPosLayout layout, std::size_t packetSize);

    /// Takes one packet; an empty one means nothing. Complete scans and losses (ScannerDataTooLong; ScannerGarbage for
    /// a report that contradicts itself) are added to `outcomes`.
    void feed(ByteView packet, std::vector<ScanOutcome>& outcomes);

    /// Says that nothing came for a while: a scan that has begun is lost by ScannerDisconnected.
    void silence(std::vector<ScanOutcome>& outcomes);

    /// Whether a scan has begun that has not ended.
    bool inScan() const { return skipping_ || !scan_.bytes.empty() || !report_.empty(); }

  private:
    void takeReport(ByteView report, const ScanReport& layout, std::vector<ScanOutcome>& outcomes);
    void forget();

    HidPosLayout layout_;
    std::size_t packetSize_;
    SecretBytes report_;  // packets of a report that is not complete
    RawScan scan_;
    bool skipping_ = false;  // the rest of a scan that was too long
};

}  // namespace cccd_bridge::devices
