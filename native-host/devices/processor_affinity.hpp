// Threads that take turns on one processor: waking a thread beside the one that goes to sleep is a switch, waking an
// idle processor costs ten times as much.
#pragma once

#include <array>
#include <cstddef>

namespace cccd_bridge::devices {

/// Keeps the calling thread on the processor it runs on, for as long as this lives. Nothing where the system refuses.
class OnOneProcessor {
  public:
    OnOneProcessor();
    ~OnOneProcessor();
    OnOneProcessor(const OnOneProcessor&) = delete;
    OnOneProcessor& operator=(const OnOneProcessor&) = delete;

    /// Number of the processor; negative where it is not known.
    int number() const { return number_; }

  private:
    static constexpr std::size_t mostProcessors = 1024;
    std::array<std::byte, mostProcessors / 8> before_{};  // where it might run
    int number_ = -1;
};

/// From now on the calling thread runs on that processor. Nothing where the number is negative or the system refuses.
void stayOnProcessor(int number);

}  // namespace cccd_bridge::devices
