// A thread that does one task after the other, with one alarm.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace cccd_bridge::host {

class Worker {
  public:
    using Task = std::function<void()>;
    using Clock = std::chrono::steady_clock;

    /// The thread starts with the first task.
    Worker() = default;
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;
    ~Worker();

    void post(Task task);

    /// Runs `task` on the worker at a time, unless the alarm is set anew or cleared before. Only from its own tasks.
    void setAlarm(Clock::time_point time, Task task);
    void clearAlarm();

  private:
    void run();

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Task> tasks_;
    std::optional<Clock::time_point> alarmTime_;
    Task alarm_;
    bool closing_ = false;
    std::thread thread_;
};

}  // namespace cccd_bridge::host
