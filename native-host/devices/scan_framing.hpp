// Where one scan of a serial scanner ends and the next begins.
#pragma once

#include "devices/scan.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace cccd_bridge::devices {

/// Silence after which a scan without a terminator is over, at a speed in bits a second (ten bits a byte). Longer than
/// what USB-to-serial bridges and a busy system put between two bytes.
std::chrono::milliseconds idleGap(unsigned baudRate);

/// Whether three characters have the form of an AIM identifier.
bool isAimIdentifier(const AimIdentifier& aim);

/// One scan without what surrounds it: control characters (not of UTF-16), a prefix and a suffix that the scanner was
/// set to add, an AIM identifier in front, which becomes the symbology.
RawScan trimScan(ByteView bytes, std::string_view prefix = {}, std::string_view suffix = {});

/// Cuts a stream of bytes into scans. CR, LF, Tab and ETX end one at once; silence ends one that has no terminator,
/// that is in UTF-16 or that has lines of its own (vCard). Leading control characters are dropped, an AIM symbology
/// identifier in front is taken off.
class ScanFraming {
  public:
    /// `prefix` and `suffix` are what the scanner was set to add, taken off where they stand.
    explicit ScanFraming(std::string prefix = {}, std::string suffix = {});

    /// Takes the next bytes; complete scans, and losses by ScannerDataTooLong, are added to `outcomes`.
    void feed(ByteView bytes, std::vector<ScanOutcome>& outcomes);

    /// How long a silence must be to end the scan that has begun: `gap`, but longer with a scanner whose last scan had
    /// a terminator, where a silence is most likely a hiccup of its cable or of this system.
    std::chrono::milliseconds patience(std::chrono::milliseconds gap) const;

    /// Says that nothing came for patience().
    void silence(std::vector<ScanOutcome>& outcomes);

    /// Whether a scan has begun that has not ended.
    bool inScan() const { return skipping_ || !pending_.empty(); }

  private:
    bool endsAt(Byte byte) const;
    bool hasOwnLines() const;
    void finish(std::vector<ScanOutcome>& outcomes, bool terminated);

    std::string prefix_;
    std::string suffix_;
    SecretBytes pending_;
    bool terminates_ = false;  // the last scan had a terminator
    bool skipping_ = false;    // the rest of a scan that was too long
};

}  // namespace cccd_bridge::devices
