#include "devices/card_lane.hpp"

#include <doctest/doctest.h>

#include <future>
#include <thread>

using cccd_bridge::devices::CardHardware;
using cccd_bridge::devices::CardLane;
using namespace std::chrono_literals;

TEST_CASE("the caller works while the lane does, and waits for it") {
    const auto begun = std::make_shared<std::promise<void>>();
    const auto goOn = std::make_shared<std::promise<void>>();
    std::thread::id worker;
    bool metTheLane = false;
    CardLane lane([] {});
    const bool inTime = lane.run(
        [&worker, begun, goOn](CardHardware&) {
            worker = std::this_thread::get_id();
            begun->set_value();
            goOn->get_future().wait();
        },
        10s,
        [&] {
            metTheLane = begun->get_future().wait_for(10s) == std::future_status::ready;
            goOn->set_value();
        });
    CHECK(inTime);
    CHECK(metTheLane);
    CHECK(worker != std::this_thread::get_id());
}

TEST_CASE("work that comes back late is given up, whatever the caller did meanwhile") {
    const auto late = std::make_shared<std::promise<void>>();
    const auto goOn = std::make_shared<std::promise<void>>();
    auto returned = late->get_future();
    CardLane lane([late] { late->set_value(); });
    bool worked = false;
    CHECK_FALSE(lane.run([goOn](CardHardware&) { goOn->get_future().wait(); }, 1ms, [&] { worked = true; }));
    CHECK(worked);
    CHECK_FALSE(lane.run([](CardHardware&) {}, 10s));
    goOn->set_value();
    CHECK(returned.wait_for(10s) == std::future_status::ready);
}
