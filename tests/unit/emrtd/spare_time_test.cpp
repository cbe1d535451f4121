#include "emrtd/spare_time.hpp"

#include "emrtd/card_channel.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;
using test::ScriptedTransport;

namespace {

const CommandApdu readBinary{0x00, 0xB0, 0x00, 0x00, {}, 256};

}  // namespace

TEST_CASE("a value is found once: in spare time, or when it is asked for") {
    SpareTime time;
    int searches = 0;
    const auto search = [&] { return ++searches; };
    Ahead<int> first(time, search);
    Ahead<int> second(time, search);
    CHECK_FALSE(time.isEmpty());
    CHECK(second.get() == 1);
    time.use();
    CHECK(searches == 2);
    CHECK(first.get() == 2);
    CHECK(second.get() == 1);
    CHECK(time.isEmpty());
    time.use();
    CHECK(searches == 2);
}

TEST_CASE("work whose owner is gone is left undone") {
    SpareTime time;
    bool done = false;
    {
        const Ahead<int> forgotten(time, [&] { return done = true; });
    }
    CHECK_FALSE(time.isEmpty());
    time.use();
    CHECK_FALSE(done);
}

TEST_CASE("work may ask for more, which waits for the next time") {
    SpareTime time;
    std::optional<Ahead<int>> second;
    Ahead<int> first(time, [&] {
        second.emplace(time, [] { return 2; });
        return 1;
    });
    time.use();
    CHECK(second);
    CHECK_FALSE(time.isEmpty());
}

TEST_CASE("a channel's spare time is used by its next command, also when that fails") {
    ScriptedTransport card({"9000"});
    CardChannel channel(card, {});
    int works = 0;
    const auto work = [&] { return ++works; };
    Ahead<int> first(channel.spareTime(), work);
    REQUIRE(channel.transmit(readBinary));
    CHECK(works == 1);
    Ahead<int> second(channel.spareTime(), work);
    CHECK_FALSE(channel.transmit(readBinary));
    CHECK(works == 2);
}
