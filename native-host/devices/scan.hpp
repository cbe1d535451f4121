// What scanners give: bytes of one symbol, before anybody knows what they mean.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <span>

namespace cccd_bridge::devices {

/// Most bytes of one scan; a QR code holds 2,953 (ISO/IEC 18004 table 7), other symbols in sequence may give more.
inline constexpr std::size_t maximumScanBytes = 8192;

/// AIM symbology identifier: ']', a letter for the symbology, a modifier (ISO/IEC 15424).
using AimIdentifier = std::array<char, 3>;

/// One scan without its terminator. The bytes are personal data.
struct RawScan {
    SecretBytes bytes;
    std::optional<AimIdentifier> symbology = {};
};

/// One scan, or why it is lost: ScannerDataTooLong, ScannerGarbage, ScannerDisconnected.
using ScanOutcome = Result<RawScan>;

/// Takes what arrived, which may be nothing complete; says how long not to read from the scanner.
using ScanSink = std::function<std::chrono::milliseconds(std::span<ScanOutcome> scans)>;

}  // namespace cccd_bridge::devices
