// Keeps a scanner that sends garbage from flooding whoever listens.
#pragma once

#include "devices/scan.hpp"

#include <chrono>

namespace cccd_bridge::devices {

/// Whether bytes hold control characters that no text of a symbol has. UTF-16 is not binary.
bool looksBinary(ByteView bytes);

/// Judges one scanner's scans. Every good one passes; of bad ones the first is reported, and after a few in short time
/// the scanner is not heard until it has been quiet. Time is given by the caller.
class ScanIntake {
  public:
    using Clock = std::chrono::steady_clock;

    /// What a listener gets of a scan.
    enum class Verdict { pass, report, drop };

    /// Least time between two scans; a scanner that is faster is read more slowly, and loses nothing by it.
    static constexpr std::chrono::milliseconds pace{2};
    static constexpr std::chrono::milliseconds quiet{1000};

    /// A scan or a loss that arrived; binary content becomes a loss by ScannerGarbage.
    Verdict judge(ScanOutcome& outcome, Clock::time_point now);

    /// Something arrived, whatever it is.
    void noticeActivity(Clock::time_point now) { lastActivity_ = now; }

    /// Whether nothing of the scanner is heard at present.
    bool isNoisy() const { return noisy_; }

    /// Whether it matters to call settle().
    bool isUnsettled() const { return faults_ > 0; }

    /// Forgets faults after a time of quiet; true when the scanner was noisy and is no more.
    bool settle(Clock::time_point now);

  private:
    static constexpr unsigned toleratedFaults = 5;

    Clock::time_point lastActivity_;
    unsigned faults_ = 0;
    bool noisy_ = false;
};

}  // namespace cccd_bridge::devices
