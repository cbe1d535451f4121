#include "emrtd/lds/ef_com.hpp"

#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;
using test::hex;

TEST_CASE("EF.COM lists versions and data groups") {
    const auto common = parseCommonData(hex("60185F0104303130375F36063034303030305C066175636D6E6F"));
    REQUIRE(common);
    CHECK(common->ldsVersion == "0107");
    CHECK(common->unicodeVersion == "040000");
    CHECK(common->dataGroups == std::vector<int>{1, 2, 3, 13, 14, 15});
}

TEST_CASE("repeated and unknown tags are left out") {
    const auto common = parseCommonData(hex("60165F0104303130375F36063034303030305C0461610075"));
    REQUIRE(common);
    CHECK(common->dataGroups == std::vector<int>{1, 2});
}

TEST_CASE("malformed EF.COM is refused") {
    for (const char* text : {"", "6000", "60165F0104303130", "60145F0104303130585F36063034303030305C026175",
                             "61145F0104303130365F36063034303030305C026175", "60105F0104303130365F3606303430303030"})
        CHECK(parseCommonData(hex(text)).error().code == ErrorCode::CardFileMalformed);
}

TEST_CASE("outer tags of data groups") {
    for (int number = 1; number <= 16; ++number) CHECK(dataGroupOfTag(dataGroupTag(number)) == number);
    CHECK(dataGroupTag(13) == 0x6D);
    CHECK(dataGroupTag(0) == 0);
    CHECK(dataGroupTag(17) == 0);
    CHECK_FALSE(dataGroupOfTag(0x60));
}
