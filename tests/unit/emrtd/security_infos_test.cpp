#include "emrtd/security_infos.hpp"

#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;
using test::hex;

TEST_CASE("SecurityInfos come apart in order, whatever their protocols") {
    const Bytes set =
        hex("3134300D060804007F0007020202020101300F060A04007F000702020302020201013012060A04007F00070202040202020102020"
            "10D");
    const auto infos = parseSecurityInfos(set);
    REQUIRE(infos);
    REQUIRE(infos->size() == 3);
    CHECK(std::ranges::equal(infos->at(0).protocol, hex("04007F0007020202")));
    CHECK(std::ranges::equal(infos->at(0).required, hex("020101")));
    CHECK(infos->at(0).optional.empty());
    CHECK(std::ranges::equal(infos->at(2).required, hex("020102")));
    CHECK(std::ranges::equal(infos->at(2).optional, hex("02010D")));
    CHECK(std::ranges::equal(infos->at(2).encoded, hex("3012060A04007F0007020204020202010202010D")));
}

TEST_CASE("an empty set is a set") { CHECK(parseSecurityInfos(hex("3100"))->empty()); }

TEST_CASE("malformed sets are refused") {
    for (const char* text : {"", "3000", "3101", "31023000", "3107300506010A0500FF", "31043002060000", "31063004060101",
                             "310730050600020101", "310E300C060101050005000500", "310530030601010000"}) {
        CAPTURE(text);
        CHECK(parseSecurityInfos(hex(text)).error().code == ErrorCode::CardFileMalformed);
    }
}

TEST_CASE("64 SecurityInfos are taken, one more is not") {
    Bytes many;
    for (std::size_t i = 0; i < maxSecurityInfos; ++i) {
        const Bytes info = hex("3006060101020101");
        many.insert(many.end(), info.begin(), info.end());
    }
    CHECK(parseSecurityInfos(makeTlv(0x31, many))->size() == maxSecurityInfos);
    const Bytes more = hex("3006060101020101");
    many.insert(many.end(), more.begin(), more.end());
    CHECK(parseSecurityInfos(makeTlv(0x31, many)).error().code == ErrorCode::CardFileMalformed);
}

TEST_CASE("small integers") {
    CHECK(smallInteger(hex("02010D")) == 13);
    CHECK(smallInteger(hex("02027FFF")) == 32767);
    for (const char* text : {"", "0200", "020180", "02030000FF", "0201", "020101FF", "040101"}) {
        CAPTURE(text);
        CHECK(smallInteger(hex(text)).error().code == ErrorCode::CardFileMalformed);
    }
}
