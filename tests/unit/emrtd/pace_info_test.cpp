#include "emrtd/pace_info.hpp"

#include "emrtd/tlv.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

#include <vector>

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

Bytes cardAccess(const std::vector<Bytes>& infos) {
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

TEST_CASE("the strongest offer wins: key, then group, then mapping, then curve before field, then the card's order") {
    const std::vector<std::vector<Bytes>> strongestFirst{
        {paceInfo(2, 2, 8), paceInfo(6, 1, 13), paceInfo(2, 1, 18)},
        {paceInfo(2, 4, 12), paceInfo(6, 4, 10), paceInfo(6, 3, 18)},
        {paceInfo(2, 2, 18), paceInfo(6, 2, 17), paceInfo(6, 2, 16)},
        {paceInfo(6, 2, 13), paceInfo(4, 2, 13), paceInfo(2, 2, 13)},
        {paceInfo(2, 2, 11), paceInfo(1, 2, 2), paceInfo(1, 2, 1)},
        {paceInfo(3, 2, 1), paceInfo(2, 2, 10), paceInfo(1, 2, 0)},
    };
    for (const auto& infos : strongestFirst)
        for (std::size_t first = 0; first < infos.size(); ++first) {
            // In every rotation the same offer is taken.
            const auto offers = parseCardAccess(
                cardAccess({infos[first], infos[(first + 1) % infos.size()], infos[(first + 2) % infos.size()]}));
            REQUIRE(offers);
            const auto expected = parseCardAccess(cardAccess({infos.front()}));
            CHECK(choosePace(*offers)->protocol == expected->front().protocol);
            CHECK(choosePace(*offers)->parameterId == expected->front().parameterId);
        }
    const auto equal = parseCardAccess(cardAccess({paceInfo(2, 2, 12), paceInfo(2, 2, 13)}));
    CHECK(choosePace(*equal) == &equal->front());
}

TEST_CASE("offers that cannot be carried out are known but not chosen") {
    Bytes versionOne = paceInfo(2, 2, 13);
    versionOne[16] = 0x01;
    // Fields over a curve's number and the other way round, reserved numbers, and the curve without integrated mapping.
    const auto offers =
        parseCardAccess(cardAccess({versionOne, paceInfo(1, 2, 13), paceInfo(2, 2, 0), paceInfo(2, 2, 3),
                                    paceInfo(2, 2, 19), paceInfo(2, 2, 31), paceInfo(2, 2, 32), paceInfo(4, 2, 10)}));
    REQUIRE(offers);
    CHECK(offers->size() == 8);
    CHECK(choosePace(*offers) == nullptr);
}

TEST_CASE("protocols that do not exist are no offers") {
    const auto offers =
        parseCardAccess(cardAccess({paceInfo(5, 2, 13), paceInfo(6, 1, 13), paceInfo(2, 5, 13), paceInfo(2, 0, 13)}));
    REQUIRE(offers);
    CHECK(offers->empty());
}

TEST_CASE("own domain parameters are used when they are standardised ones in another dress") {
    const auto numbered = [](Byte mapping, const Bytes& algorithm, Byte id) {
        Bytes content = hex("060904007F00070202040000");
        content.resize(11);
        content[10] = mapping;
        content.insert(content.end(), algorithm.begin(), algorithm.end());
        content.insert(content.end(), {0x02, 0x01, id});
        return makeTlv(0x30, content);
    };
    const Bytes standardised =
        hex("300C060704007F000701020201"
            "10");
    const Bytes named = hex("301306072A8648CE3D020106082A8648CE3D030107");
    const auto groupOf = [&](Byte mapping, const Bytes& algorithm, Byte infoId, Byte offerId) {
        return parseCardAccess(cardAccess({paceInfo(mapping, 2, offerId), numbered(mapping, algorithm, infoId)}))
            .value()
            .front()
            .groupId;
    };
    CHECK(groupOf(2, standardised, 33, 33) == 16);
    CHECK(groupOf(2, named, 33, 33) == 12);
    CHECK(groupOf(4, named, 33, 33) == 12);
    // Another number, a number that is reserved, a group of the other kind, and a curve that is in no table.
    CHECK_FALSE(groupOf(2, named, 33, 34));
    CHECK_FALSE(groupOf(2, named, 20, 20));
    CHECK_FALSE(groupOf(1, named, 33, 33));
    CHECK_FALSE(groupOf(2, hex("301006072A8648CE3D020106052B8104000A"), 33, 33));
    // The card names what it calls them.
    const auto offers = parseCardAccess(cardAccess({paceInfo(2, 2, 33), numbered(2, named, 33)}));
    CHECK(choosePace(*offers)->parameterId == 33);
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
