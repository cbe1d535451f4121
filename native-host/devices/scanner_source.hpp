// Where scanners come from: one source a kind.
#pragma once

#include "devices/scanner_link.hpp"
#include "devices/scanner_quirks.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cccd_bridge::devices {

enum class ScannerKind { hidPos, serial };
enum class ScannerState { ready, listening, busy, denied, failed, noisy };

/// Wire words (schemas/protocol.schema.json, ScannerKind and ScannerState).
std::string_view wireName(ScannerKind kind);
std::string_view wireName(ScannerState state);

/// A scanner as schemas/protocol.schema.json has it (Scanner). Names from the device are any bytes.
struct ScannerInfo {
    std::string id;
    std::string name;
    ScannerKind kind = ScannerKind::serial;
    ScannerState state = ScannerState::ready;
    bool automatic = false;
    std::optional<ErrorCode> error = {};
    std::optional<std::uint16_t> vendorId = {};
    std::optional<std::uint16_t> productId = {};
    std::string serialNumber;
    std::string port;
    std::string quirk;
    bool operator==(const ScannerInfo&) const = default;
};

/// What the caller of a scanner.listen says about a serial line that nothing else tells.
struct OpenOptions {
    std::optional<unsigned> baudRate = {};
};

/// A scanner that is plugged in, and how it is opened.
struct FoundScanner {
    ScannerInfo info;
    std::function<Result<std::unique_ptr<ScannerLink>>(const OpenOptions&, LinkEvents)> open;
};

/// One kind of scanners. Lives on the thread of the scanners.
class ScannerSource {
  public:
    ScannerSource() = default;
    ScannerSource(const ScannerSource&) = delete;
    ScannerSource& operator=(const ScannerSource&) = delete;
    virtual ~ScannerSource() = default;

    /// What is plugged in now; nothing is opened that has a driver of its own.
    virtual std::vector<FoundScanner> find() = 0;
};

/// The id of a USB scanner: the same when it is plugged into the same socket again. Printable ASCII, 128 at most.
std::string scannerId(std::string_view kind, std::string_view place, std::uint16_t vendorId, std::uint16_t productId);

/// The name to show: the quirk's, with what the device says of itself; else the fallback.
std::string scannerName(const ScannerQuirk* quirk, std::string_view product, std::string_view fallback);

}  // namespace cccd_bridge::devices
