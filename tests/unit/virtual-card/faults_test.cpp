// Faults happen where the card file says, once, and nowhere else.
#include "terminal.hpp"

#include <doctest/doctest.h>

using namespace virtual_card_test;

namespace {

const Bytes selectCardAccess = fromHex("00A4020C02011C");
const Bytes readCardAccess = fromHex("00B0000000");

Card faulty(const std::string& fault) {
    return cardFrom(R"({"extends": "nguyen-thi-mau.json", "faults": [)" + fault + "]}");
}

}  // namespace

TEST_CASE("a card that is pulled at the n-th APDU stays away") {
    Card card = faulty(R"({"kind": "remove", "atApdu": 2})");
    CHECK(statusOf(card.transmit(selectCardAccess)) == 0x9000);
    const Exchange last = card.exchange(readCardAccess);
    CHECK(last.ending == Exchange::Ending::Removed);
    CHECK(last.response.empty());
    CHECK(card.isRemoved());
    card.reset();
    CHECK(card.transmit(selectCardAccess).empty());
}

TEST_CASE("faults of an answer") {
    const auto second = [](const std::string& fault) {
        Card card = faulty(fault);
        card.transmit(selectCardAccess);
        const Bytes answer = card.transmit(readCardAccess);
        CHECK(card.transmit(readCardAccess).size() == 56);
        return toHex(answer);
    };
    CHECK(second(R"({"kind": "truncate", "atApdu": 2, "keep": 1})") == "31");
    CHECK(second(R"({"kind": "statusWord", "atApdu": 2, "statusWord": "6F01"})") == "6F01");
    CHECK(second(R"({"kind": "flipBit", "onFile": "CardAccess", "bit": 7})").substr(0, 2) == "30");
    CHECK(second(R"({"kind": "truncate", "onPhase": "cardAccess", "occurrence": 2, "keep": 0})").empty());
}

TEST_CASE("a stall without end has no answer, one with an end has it later") {
    Card forever = faulty(R"({"kind": "stall", "atApdu": 1})");
    const Exchange never = forever.exchange(selectCardAccess);
    CHECK(never.ending == Exchange::Ending::Stalled);
    CHECK(never.response.empty());
    Card later = faulty(R"({"kind": "stall", "atApdu": 1, "milliseconds": 50})");
    const Exchange slow = later.exchange(selectCardAccess);
    CHECK(slow.stall == std::chrono::milliseconds(50));
    CHECK(statusOf(slow.response) == 0x9000);
}

TEST_CASE("a fault on a file strikes at its first read, whatever was read before") {
    Card card = cardNamed("pulled-at-photo");
    Terminal terminal(card);
    REQUIRE(terminal.openWithCan("012345") == 0x9000);
    REQUIRE(terminal.selectApplication().status == 0x9000);
    CHECK(terminal.readFile(0x0101).size() == 95);
    CHECK(terminal.selectFile(0x0102).status == 0x9000);
    CHECK_FALSE(card.isRemoved());
    terminal.send(0xB0, 0x00, 0x00, {}, 4);
    CHECK(card.isRemoved());
}

TEST_CASE("the link's cost is told, not waited for") {
    Card card = cardNamed("slow");
    const Exchange exchange = card.exchange(selectCardAccess);
    CHECK(exchange.duration == std::chrono::microseconds(8000 + 9 * 8 * 1'000'000 / 106'000));
}
