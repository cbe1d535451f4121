#include "host/message_writer.hpp"

#include "host/framing.hpp"

#include <utility>

namespace cccd_bridge::host {

namespace {

constexpr std::size_t roomMessages = 64;
constexpr std::size_t roomBytes = std::size_t{4} * 1024 * 1024;

}  // namespace

MessageWriter::MessageWriter(WriteBytes write, std::function<void()> lost)
    : write_(std::move(write)), lost_(std::move(lost)), thread_([this] { run(); }) {}

MessageWriter::~MessageWriter() {
    {
        const std::scoped_lock lock(mutex_);
        closing_ = true;
        changed_.notify_all();
    }
    thread_.join();
}

bool MessageWriter::hasRoom() const { return queue_.size() < roomMessages && queuedBytes_ < roomBytes; }

void MessageWriter::push(std::string message) {
    {
        const std::scoped_lock lock(mutex_);
        queuedBytes_ += message.size();
        queue_.push_back(std::move(message));
    }
    changed_.notify_all();
}

void MessageWriter::pushWhenRoom(std::string message) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return hasRoom() || closing_; });
    queuedBytes_ += message.size();
    queue_.push_back(std::move(message));
    changed_.notify_all();
}

bool MessageWriter::waitForRoom(std::chrono::milliseconds limit) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, limit, [this] { return hasRoom(); });
}

bool MessageWriter::drain(std::chrono::milliseconds limit) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, limit, [this] { return queue_.empty() && !writing_; });
}

void MessageWriter::run() {
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] { return !queue_.empty() || closing_; });
        if (queue_.empty()) return;
        const std::string message = std::exchange(queue_.front(), {});
        queue_.pop_front();
        queuedBytes_ -= message.size();
        writing_ = true;
        lock.unlock();
        const bool written = write_(frameHeader(message) + message);
        if (!written) lost_();
        lock.lock();
        writing_ = false;
        changed_.notify_all();
        if (!written) return;
    }
}

}  // namespace cccd_bridge::host
