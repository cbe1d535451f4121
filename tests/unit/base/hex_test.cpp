#include "base/hex.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge;

TEST_CASE("hexadecimal goes both ways") {
    CHECK(toHex(Bytes{0x00, 0x0F, 0xA5, 0xFF}) == "000fa5ff");
    CHECK(fromHex("00 0f\nA5fF") == Bytes{0x00, 0x0F, 0xA5, 0xFF});
    CHECK(fromHex("") == Bytes{});
}

TEST_CASE("what is not hexadecimal is refused") {
    CHECK_FALSE(fromHex("0"));
    CHECK_FALSE(fromHex("0 0"));
    CHECK_FALSE(fromHex("zz"));
    CHECK_FALSE(fromHex("0x00"));
}
