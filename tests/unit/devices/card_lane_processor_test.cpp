// How a lane and its caller are kept together, by Linux' own word.
#include "devices/card_lane.hpp"

#include <doctest/doctest.h>

#include <sched.h>

using cccd_bridge::devices::CardHardware;
using cccd_bridge::devices::CardLane;
using namespace std::chrono_literals;

TEST_CASE("lane and caller share a processor, and the caller may go anywhere again afterwards") {
    cpu_set_t before;
    cpu_set_t after;
    REQUIRE(sched_getaffinity(0, sizeof(before), &before) == 0);
    int lanes = -1;
    int callers = -2;
    CardLane lane([] {});
    // Each time anew: the caller may have been moved since.
    for (int turn = 0; turn < 20; ++turn) {
        CHECK(lane.run([&lanes](CardHardware&) { lanes = sched_getcpu(); }, 10s, [&] { callers = sched_getcpu(); }));
        CHECK(lanes == callers);
    }
    REQUIRE(sched_getaffinity(0, sizeof(after), &after) == 0);
    CHECK(CPU_EQUAL(&before, &after));
}
