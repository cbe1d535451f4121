// Tells a listener how far a read is, without flooding it.
#pragma once

#include "emrtd/file_reader.hpp"
#include "host/read_order.hpp"

#include <chrono>

namespace cccd_bridge::host {

class ReadProgressTeller {
  public:
    explicit ReadProgressTeller(ReadListener& listener) : listener_(listener) {}

    /// A phase begins.
    void enter(ReadPhase phase);

    /// Bytes of a file in this phase; told at most every 50 ms, and when the file is complete.
    void report(const emrtd::ReadProgress& progress);

  private:
    ReadListener& listener_;
    ReadPhase phase_ = ReadPhase::connecting;
    std::chrono::steady_clock::time_point lastReport_{};
};

}  // namespace cccd_bridge::host
