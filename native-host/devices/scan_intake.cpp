#include "devices/scan_intake.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace cccd_bridge::devices {

namespace {

// Tab, line ends, and the separators FS GS RS US and EOT of ISO/IEC 15434 have their place in symbols.
bool isStrange(Byte byte) {
    constexpr Byte endOfTransmission = 0x04;
    if (byte >= 0x20) return byte == 0x7F;
    return byte != '\t' && byte != '\n' && byte != '\r' && byte < 0x1C && byte != endOfTransmission;
}

}  // namespace

bool looksBinary(ByteView bytes) {
    if (bytes.size() >= 2 && bytes.size() % 2 == 0) {
        // Of UTF-16 text in our alphabets the high bytes are 00, 01, 03 or 1E, U+20xx at most.
        const auto highBytesAt = [&](std::size_t first) {
            for (std::size_t at = first; at < bytes.size(); at += 2)
                if (bytes[at] > 0x20 && bytes[at] < 0xFE) return false;
            return true;
        };
        const bool hasZero = std::ranges::find(bytes, Byte{0}) != bytes.end();
        if (hasZero && highBytesAt(0) != highBytesAt(1)) return false;
    }
    return std::ranges::any_of(bytes, isStrange);
}

ScanIntake::Verdict ScanIntake::judge(ScanOutcome& outcome, Clock::time_point now) {
    lastActivity_ = now;
    if (noisy_) return Verdict::drop;
    if (outcome && looksBinary(outcome->bytes)) outcome = fail(ErrorCode::ScannerGarbage);
    if (outcome) return Verdict::pass;
    ++faults_;
    if (faults_ > toleratedFaults) {
        noisy_ = true;
        outcome = fail(ErrorCode::ScannerGarbage);
        return Verdict::report;
    }
    return faults_ == 1 ? Verdict::report : Verdict::drop;
}

bool ScanIntake::settle(Clock::time_point now) {
    if (now - lastActivity_ < quiet) return false;
    faults_ = 0;
    return std::exchange(noisy_, false);
}

}  // namespace cccd_bridge::devices
