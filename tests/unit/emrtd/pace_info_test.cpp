#include "emrtd/pace_info.hpp"

#include "emrtd/tlv.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;
using test::hex;

namespace {

// One PACEInfo: last two arcs of the protocol, version 2, parameters.
Bytes paceInfo(Byte mapping, Byte cipher, Byte parameterId) {
    Bytes content = hex("060A04007F00070202040000020102020100");
    content[10] = mapping;
    content[11] = cipher;
    content[17] = parameterId;
    return makeTlv(0x30, content);
}

Bytes cardAccess(std::initializer_list<Bytes> infos) {
    Bytes content;
    for (const Bytes& info : infos) content.insert(content.end(), info.begin(), info.end());
    return makeTlv(0x31, content);
}

}  // namespace

TEST_CASE("EF.CardAccess of a Vietnamese card: chip and terminal authentication beside one PACE") {
    const auto offers =
        parseCardAccess(hex("3134300D060804007F0007020202020101300F060A04007F000702020302020201013012060A04007F00070202"
                            "04020202010202010D"));
    REQUIRE(offers);
    REQUIRE(offers->size() == 1);
    CHECK(offers->front().mapping == PaceMapping::Generic);
    CHECK(offers->front().cipher == CipherKind::Aes128);
    CHECK(offers->front().parameterId == 13);
    CHECK(choosePace(*offers) == &offers->front());
}

TEST_CASE("the strongest supported offer wins: key length, then curve, then the card's order") {
    const auto offers = parseCardAccess(cardAccess({paceInfo(2, 1, 13), paceInfo(2, 2, 12), paceInfo(2, 4, 10),
                                                    paceInfo(2, 4, 12), paceInfo(2, 4, 13), paceInfo(4, 4, 18)}));
    REQUIRE(offers);
    CHECK(offers->size() == 6);
    CHECK(choosePace(*offers) == &(*offers)[3]);
}

TEST_CASE("offers that cannot be carried out are known but not chosen") {
    const auto offers = parseCardAccess(
        cardAccess({paceInfo(1, 2, 0), paceInfo(3, 2, 0), paceInfo(4, 2, 13), paceInfo(6, 2, 13), paceInfo(2, 2, 3)}));
    REQUIRE(offers);
    CHECK(offers->size() == 5);
    CHECK(choosePace(*offers) == nullptr);
}

TEST_CASE("no PACE among the infos") {
    const auto offers = parseCardAccess(hex("310F300D060804007F0007020202020101"));
    REQUIRE(offers);
    CHECK(offers->empty());
    CHECK(choosePace(*offers) == nullptr);
}

TEST_CASE("malformed files are refused") {
    for (const char* text : {"", "3000", "3101", "31023000", "3104300206AA", "310E300C060A04007F00070202040202",
                             "31143012060A04007F00070202040202020102020180"}) {
        CAPTURE(text);
        CHECK(parseCardAccess(hex(text)).error().code == ErrorCode::CardFileMalformed);
    }
    Bytes many;
    for (int i = 0; i < 65; ++i) {
        const Bytes info = paceInfo(2, 2, 13);
        many.insert(many.end(), info.begin(), info.end());
    }
    CHECK(parseCardAccess(makeTlv(0x31, many)).error().code == ErrorCode::CardFileMalformed);
}
