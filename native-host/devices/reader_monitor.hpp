// Watches all readers from one thread, driven by events of the smart card service, and survives its loss.
#pragma once

#include "devices/reader_table.hpp"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace cccd_bridge::devices {

class ReaderMonitor {
  public:
    /// Called on the monitor's thread (or on that of markStuck), never two at a time, in order.
    using Listener = std::function<void(const ReaderEvent&)>;

    explicit ReaderMonitor(Listener listener);
    ReaderMonitor(const ReaderMonitor&) = delete;
    ReaderMonitor& operator=(const ReaderMonitor&) = delete;
    ~ReaderMonitor();

    /// Starts watching; once is enough, more do nothing.
    void start();

    /// The readers now; waits up to `patience` for the first look at the service after start().
    ReaderSnapshot snapshot(std::chrono::milliseconds patience = std::chrono::milliseconds(0)) const;

    /// Whether the service was asked at least once since start().
    bool hasLooked() const;

    /// Says that a reader does not come back from a command, or does again.
    void markStuck(const std::string& reader, bool stuck);

  private:
    enum class ListingStill { holds, outdated };

    void run();
    Result<void> watch();
    Result<void> look(PcscContext& context, std::vector<ReaderWatch>& watches);
    Result<ListingStill> wait(PcscContext& context, std::vector<ReaderWatch>& watches, bool settled);
    bool stopping() const;
    void lookDone();
    void publish(const std::function<std::vector<ReaderEvent>(ReaderTable&)>& change);

    Listener listener_;
    mutable std::mutex mutex_;
    mutable std::condition_variable changed_;
    ReaderTable table_;
    bool looked_ = false;
    bool healthy_ = false;  // the service answered since the last back-off
    bool stopping_ = false;
    bool finished_ = false;
    const PcscContext* waiting_ = nullptr;  // for the cancel at the end
    std::mutex publishing_;                 // keeps events in order without holding mutex_ while the listener runs
    std::thread thread_;
};

}  // namespace cccd_bridge::devices
