#include "host/card_types.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge;
using emrtd::CardAbilities;
using emrtd::TransmissionProtocol;
using host::cardTypeOf;
using host::CardTypes;

namespace {

Bytes typeNumber(std::size_t number) {
    return cardTypeOf(Bytes{0x3B, static_cast<Byte>(number)}, TransmissionProtocol::T1);
}

const CardAbilities shortOnly{.extendedLength = false, .shortFileIdentifiers = false, .maxRead = 223};

}  // namespace

TEST_CASE("a kind of card is named without a byte of its answer to reset, apart for each way of connecting") {
    const Bytes answer{0x3B, 0x88, 0x80, 0x01, 0x00, 0x73, 0xC8, 0x40, 0x00, 0x00, 0x90, 0x00, 0x62};
    const Bytes block = cardTypeOf(answer, TransmissionProtocol::T1);
    CHECK(block.size() == 32);
    CHECK(block == cardTypeOf(answer, TransmissionProtocol::T1));
    CHECK(block != cardTypeOf(answer, TransmissionProtocol::T0));
    CHECK(cardTypeOf({}, TransmissionProtocol::T1).empty());
}

TEST_CASE("what was learnt of one card is where the next of its kind begins, and no other") {
    CardTypes types;
    types.remember(typeNumber(1), shortOnly);
    CHECK(types.recall(typeNumber(1)) == shortOnly);
    CHECK(types.recall(typeNumber(2)) == CardAbilities{});
    types.remember({}, shortOnly);
    CHECK(types.recall({}) == CardAbilities{});
    CHECK(types.size() == 1);
}

TEST_CASE("extended length is shown by each card anew, and nothing counts as proven of it") {
    CardTypes types;
    types.remember(typeNumber(1), {.extendedLength = true, .maxRead = 1980, .provenRead = 1980, .provenPastEnd = true});
    CHECK(types.recall(typeNumber(1)) == CardAbilities{.maxRead = 1980});
}

TEST_CASE("a kind is asked anew after a number of cards, also one that is remembered after each") {
    CardTypes types;
    types.remember(typeNumber(1), shortOnly);
    for (int card = 0; card < CardTypes::cardsBeforeAskingAnew; ++card) {
        REQUIRE(types.recall(typeNumber(1)) == shortOnly);
        types.remember(typeNumber(1), shortOnly);
    }
    CHECK(types.recall(typeNumber(1)) == CardAbilities{});
    types.remember(typeNumber(1), shortOnly);
    CHECK(types.recall(typeNumber(1)) == shortOnly);
}

TEST_CASE("the kinds that were met last are kept") {
    CardTypes types;
    for (std::size_t number = 0; number < CardTypes::maximumTypes; ++number)
        types.remember(typeNumber(number), shortOnly);
    types.remember(typeNumber(0), shortOnly);
    types.remember(typeNumber(100), shortOnly);
    CHECK(types.size() == CardTypes::maximumTypes);
    CHECK(types.recall(typeNumber(0)) == shortOnly);
    CHECK(types.recall(typeNumber(1)) == CardAbilities{});
    CHECK(types.recall(typeNumber(100)) == shortOnly);
}
