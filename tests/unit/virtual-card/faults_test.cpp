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

TEST_CASE("both directions and the status word cost time on the link") {
    Card card = cardNamed("slow");
    card.transmit(selectCardAccess);
    const Exchange exchange = card.exchange(readCardAccess);
    REQUIRE(exchange.response.size() == 56);
    CHECK(exchange.duration == std::chrono::microseconds(8000 + (5 + 56) * 8 * 1'000'000 / 106'000));
}

TEST_CASE("a chip that gives its session up says so in the clear, and a new one works") {
    Card card = cardNamed("session-lost-at-dg13");
    Terminal terminal(card);
    REQUIRE(terminal.openWithCan("012345") == 0x9000);
    REQUIRE(terminal.selectApplication().status == 0x9000);
    CHECK(terminal.readFile(0x0101).size() == 95);
    REQUIRE(terminal.selectFile(0x010D).status == 0x9000);
    const Response lost = terminal.send(0xB0, 0x00, 0x00, {}, 100);
    CHECK(lost.status == 0x6988);
    CHECK(lost.data.empty());
    CHECK(toHex(card.transmit(fromHex("0CB000000D9701048E08000000000000000000"))) == "6882");
    card.reset();
    Terminal again(card);
    REQUIRE(again.openWithCan("012345") == 0x9000);
    REQUIRE(again.selectApplication().status == 0x9000);
    CHECK(again.readFile(0x010D).size() == 333);
}

TEST_CASE("GET RESPONSE of a hostile card never ends, until another command comes") {
    Card card = cardNamed("endless-response");
    Terminal terminal(card);
    REQUIRE(terminal.openWithCan("012345") == 0x9000);
    REQUIRE(terminal.selectApplication().status == 0x9000);
    REQUIRE(terminal.selectFile(0x010D).status == 0x9000);
    CHECK(statusOf(card.transmit(fromHex("00B0000000"))) == 0x6987);  // ends the session; the fault waits for a read
    Terminal second(card);
    REQUIRE(second.openWithCan("012345") == 0x9000);
    REQUIRE(second.selectApplication().status == 0x9000);
    REQUIRE(second.selectFile(0x010D).status == 0x9000);
    Bytes answer = card.transmit(second.protect(0xB0, 0x00, 0x00, {}, 100, false));
    for (int i = 0; i < 1000; ++i) {
        REQUIRE(answer.size() == 258);
        REQUIRE(statusOf(answer) == 0x6100);
        answer = card.transmit(fromHex("00C0000000"));
    }
    CHECK(toHex(card.transmit(fromHex("00A4040C07A0000002471001"))) == "9000");
    CHECK(statusOf(card.transmit(fromHex("00C0000000"))) == 0x6D00);
}
