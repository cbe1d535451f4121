#include "host/worker.hpp"

#include "host/scrub_stack.hpp"

#include <utility>

namespace cccd_bridge::host {

Worker::~Worker() {
    {
        const std::scoped_lock lock(mutex_);
        closing_ = true;
        changed_.notify_all();
    }
    if (thread_.joinable()) thread_.join();
}

void Worker::post(Task task) {
    const std::scoped_lock lock(mutex_);
    tasks_.push_back(std::move(task));
    if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
    changed_.notify_all();
}

void Worker::setAlarm(Clock::time_point time, Task task) {
    const std::scoped_lock lock(mutex_);
    alarmTime_ = time;
    alarm_ = std::move(task);
}

void Worker::clearAlarm() {
    const std::scoped_lock lock(mutex_);
    alarmTime_.reset();
    alarm_ = nullptr;
}

void Worker::run() {
    std::unique_lock lock(mutex_);
    const auto awake = [this] { return !tasks_.empty() || closing_; };
    for (;;) {
        if (alarmTime_) {
            changed_.wait_until(lock, *alarmTime_, awake);
        } else {
            changed_.wait(lock, awake);
        }
        if (closing_) return;
        Task task;
        if (!tasks_.empty()) {
            task = std::exchange(tasks_.front(), nullptr);
            tasks_.pop_front();
        } else if (alarmTime_ && Clock::now() >= *alarmTime_) {
            alarmTime_.reset();
            task = std::exchange(alarm_, nullptr);
        }
        if (!task) continue;
        lock.unlock();
        task();
        task = nullptr;
        scrubStack();
        lock.lock();
    }
}

}  // namespace cccd_bridge::host
