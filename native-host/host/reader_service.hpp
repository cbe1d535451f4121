// The readers as the methods see them: the list, the events, and one thread a reader in use.
#pragma once

#include "devices/reader_monitor.hpp"
#include "host/card_read.hpp"
#include "host/worker.hpp"

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace cccd_bridge::host {

/// One reader in use: its thread, and what is known of the card in it.
class ReaderStation {
  public:
    using Task = std::function<void(CardVisit&)>;

    /// Does a read on the reader's thread, one at a time; `answer` follows when the next one may come.
    /// False when one is in progress.
    bool tryPost(Task read, std::function<void()> answer);

    /// Wipes what is known of a card that left.
    void forget(std::uint32_t insertion);

    /// Wipes the open channel after a while; from within a read. Zero: at once.
    void keepChannelFor(std::chrono::milliseconds time, CardVisit& visit);

    /// Wipes everything when the work in progress is done, then calls `done` on the reader's thread.
    void clear(std::function<void()> done);

  private:
    std::atomic<bool> reading_ = false;
    CardVisit visit_;  // only on the worker
    Worker worker_;
};

class ReaderService {
  public:
    using Listener = std::function<void(const devices::ReaderEvent&)>;

    /// `listener` is called on other threads, one event at a time.
    explicit ReaderService(Listener listener);

    void start() { monitor_->start(); }

    /// Whether snapshot() answers without waiting.
    bool ready() const { return monitor_->hasLooked(); }

    /// Waits for the first look at the service, a second at most.
    devices::ReaderSnapshot snapshot() const;

    /// The reader of that name, or the one reader that has a card.
    /// Errors: PcscServiceUnavailable, ReaderNone, ReaderUnknown (also when more than one has a card), CardNone,
    /// ReaderStuck, CardUnresponsive.
    Result<devices::ReaderInfo> choose(const std::optional<std::string>& name) const;

    ReaderStation& station(const std::string& reader);

    /// For ConnectionOptions::onStuck; may outlive this service.
    std::function<void(bool)> stuckMarker(const std::string& reader) const;

    /// Wipes everything that is known of cards; waits for it up to `limit`.
    void clear(std::chrono::milliseconds limit);

  private:
    void notice(const devices::ReaderEvent& event);

    Listener listener_;
    std::mutex mutex_;
    std::map<std::string, std::unique_ptr<ReaderStation>> stations_;
    std::shared_ptr<devices::ReaderMonitor> monitor_;  // last: its thread uses the others
};

}  // namespace cccd_bridge::host
