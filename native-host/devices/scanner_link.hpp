// An open scanner, of whichever kind.
#pragma once

#include "devices/scan.hpp"

#include <functional>
#include <memory>

namespace cccd_bridge::devices {

/// Holds a scanner for this program; gives it back when it goes. Lives on the thread of the scanners.
class ScannerLink {
  public:
    ScannerLink() = default;
    ScannerLink(const ScannerLink&) = delete;
    ScannerLink& operator=(const ScannerLink&) = delete;
    virtual ~ScannerLink() = default;

    /// Whether a scan has begun that has not ended.
    virtual bool inScan() const = 0;
};

/// What a link tells, on the thread of the scanners.
struct LinkEvents {
    ScanSink scans;
    /// The scanner is gone or broken; called once, nothing follows.
    std::function<void(const Error&)> lost;
};

}  // namespace cccd_bridge::devices
