// A thread for calls that may never return: SCardTransmit has no time-out and cannot be cancelled.
#pragma once

#include "devices/pcsc.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace cccd_bridge::devices {

/// What a lane's thread owns: its own context, so that a hanging call holds up nobody else.
struct CardHardware {
    std::optional<PcscContext> context;
    std::optional<PcscCard> card;
};

/// Runs one piece of work at a time on its own thread. Work that does not return in time is given up: the thread is
/// left behind, lets go of card and context when the call comes back after all, and ends.
class CardLane {
  public:
    /// `onLateReturn` is called on the left-behind thread when a call that was given up returns.
    explicit CardLane(std::function<void()> onLateReturn);
    CardLane(const CardLane&) = delete;
    CardLane& operator=(const CardLane&) = delete;
    ~CardLane();

    /// Runs `work`; false when it was given up (now or before). What the work captures must not live on the caller's
    /// stack, since the caller goes on without it. `meanwhile` is done on the calling thread in the same time.
    bool run(std::function<void(CardHardware&)> work, std::chrono::milliseconds limit,
             const std::function<void()>& meanwhile = {});

  private:
    struct Shared;
    static void serve(const std::shared_ptr<Shared>& shared);
    std::shared_ptr<Shared> shared_;
};

}  // namespace cccd_bridge::devices
