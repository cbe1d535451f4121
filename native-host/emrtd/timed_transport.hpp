// How long a card may take altogether: each command has the device layer's watchdog, but a card that answers just in
// time, a few bytes at a time, could hold its reader for hours.
#pragma once

#include "emrtd/card_transport.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>

namespace cccd_bridge::emrtd {

struct TimeLimits {
    using Clock = std::chrono::steady_clock;

    std::chrono::milliseconds fileBase{20'000};  ///< for a file of any size, some repeated commands included
    /// And what its bytes take on half the slowest link there is: 9,600 baud (ISO/IEC 7816-3 §8.1) at twelve time units
    /// a byte.
    std::size_t bytesPerSecond = 400;
    std::function<Clock::time_point()> now = Clock::now;
};

/// Hands commands on as long as there is time. A command under way is left to the device layer.
class TimedTransport final : public CardTransport {
  public:
    using Clock = TimeLimits::Clock;

    TimedTransport(CardTransport& card, TimeLimits limits) : card_(card), limits_(std::move(limits)) {}

    /// Errors: CardTooSlow once time is up, and the card's.
    Result<Bytes> transmit(ByteView command) override;
    Result<Bytes> transmitWhile(ByteView command, const std::function<void()>& meanwhile) override;
    TransmissionProtocol protocol() const override { return card_.protocol(); }

    /// Everything from now on ends by then, whatever it is.
    void endBy(Clock::time_point end) { end_ = end; }

    /// A file is being read for as long as this lives.
    class File {
      public:
        explicit File(TimedTransport* card);
        ~File();
        File(const File&) = delete;
        File& operator=(const File&) = delete;

        /// The file turns out to have so many bytes.
        void allow(std::size_t bytes) const;

      private:
        TimedTransport* card_;
    };

  private:
    Result<void> checkTime() const;

    CardTransport& card_;
    TimeLimits limits_;
    std::optional<Clock::time_point> end_{};
    std::optional<Clock::time_point> fileEnd_{};
};

}  // namespace cccd_bridge::emrtd
