// The one owner of standard output: whole messages, in order, from a thread of its own.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace cccd_bridge::host {

/// Writes some bytes; false when nobody reads any more.
using WriteBytes = std::function<bool(std::string_view)>;

class MessageWriter {
  public:
    /// `lost` is called once, on the writer's thread, when writing fails.
    MessageWriter(WriteBytes write, std::function<void()> lost);
    MessageWriter(const MessageWriter&) = delete;
    MessageWriter& operator=(const MessageWriter&) = delete;
    ~MessageWriter();

    /// Queues a message whatever waits already: for the thread that reads input, which stops reading instead.
    void push(std::string message);

    /// Queues a message when there is room again: for every other thread.
    void pushWhenRoom(std::string message);

    /// Waits until there is room; false when `limit` passed first.
    bool waitForRoom(std::chrono::milliseconds limit);

    /// Waits until everything is written; false when `limit` passed first.
    bool drain(std::chrono::milliseconds limit);

  private:
    void run();
    bool hasRoom() const;

    WriteBytes write_;
    std::function<void()> lost_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::string> queue_;
    std::size_t queuedBytes_ = 0;
    bool writing_ = false;
    bool closing_ = false;
    std::thread thread_;
};

}  // namespace cccd_bridge::host
