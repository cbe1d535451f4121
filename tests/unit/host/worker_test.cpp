#include "host/worker.hpp"

#include <doctest/doctest.h>

#include <future>

using cccd_bridge::host::Worker;
using namespace std::chrono_literals;

TEST_CASE("tasks run in order, and the alarm when its time has come") {
    std::promise<void> done;
    std::string order;
    Worker worker;
    worker.post([&] {
        order += "a";
        worker.setAlarm(Worker::Clock::now() + 1h, [&] { order += "never"; });
    });
    worker.post([&] {
        worker.setAlarm(Worker::Clock::now() + 1ms, [&] {
            order += "c";
            done.set_value();
        });
        order += "b";
    });
    REQUIRE(done.get_future().wait_for(5s) == std::future_status::ready);
    CHECK(order == "abc");
}

TEST_CASE("a cleared alarm does not ring") {
    std::promise<void> done;
    bool rang = false;  // only on the worker until it is gone
    {
        Worker worker;
        worker.post([&] { worker.setAlarm(Worker::Clock::now() + 1ms, [&] { rang = true; }); });
        worker.post([&] {
            worker.clearAlarm();
            worker.setAlarm(Worker::Clock::now() + 20ms, [&] { done.set_value(); });
        });
        REQUIRE(done.get_future().wait_for(5s) == std::future_status::ready);
    }
    CHECK_FALSE(rang);
}
