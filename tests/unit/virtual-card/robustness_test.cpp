// Any bytes at all are answered: no crash, and at least a status word.
#include "terminal.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace virtual_card_test;

namespace {

Bytes randomBytes(std::mt19937& generator, std::size_t maximum) {
    Bytes bytes(generator() % (maximum + 1));
    for (Byte& byte : bytes) byte = static_cast<Byte>(generator());
    return bytes;
}

/// Bytes that look like a command the card knows, so that they get past the first checks.
Bytes plausible(std::mt19937& generator) {
    static const Bytes classes{0x00, 0x0C, 0x10, 0x1C};
    static const Bytes instructions{0x22, 0x82, 0x84, 0x86, 0x88, 0xA4, 0xB0, 0xB1, 0xC0};
    static const Bytes parameters{0x00, 0x02, 0x04, 0x0C, 0x41, 0x81, 0x9C, 0xA4, 0xA6, 0xC1, 0xFF};
    const auto pick = [&](const Bytes& from) { return from[generator() % from.size()]; };
    Bytes apdu{pick(classes), pick(instructions), pick(parameters), pick(parameters)};
    const Bytes body = randomBytes(generator, 80);
    if (generator() % 2) apdu.push_back(static_cast<Byte>(body.size()));
    append(apdu, body);
    return apdu;
}

void hammer(Card& card, std::mt19937& generator, int rounds) {
    for (int i = 0; i < rounds; ++i) {
        const Bytes apdu = generator() % 4 ? plausible(generator) : randomBytes(generator, 300);
        REQUIRE(card.transmit(apdu).size() >= 2);
    }
}

}  // namespace

TEST_CASE("random commands in every state") {
    std::mt19937 generator(20261122);
    for (const char* name :
         {"nguyen-thi-mau", "bac-only", "response-chaining", "bsi", "t0", "pace-many-offers", "ca-two-keys"}) {
        CAPTURE(name);
        Card card = cardNamed(name);
        for (int round = 0; round < 30; ++round) {
            card.reset();
            Terminal terminal(card);
            if (round % 2) terminal.openWithCan("012345");
            hammer(card, generator, 200);
        }
    }
}

TEST_CASE("good commands with one changed byte") {
    std::mt19937 generator(7);
    const std::vector<Bytes> commands{
        fromHex("0022C1A412800A04007F0007020204020283010284010D"), fromHex("10860000027C0000"),
        fromHex("10860000457C438141047ACF3EFC982EC45565A4B155129EFBC74650DCBFA6362D896FC70262E0C2CC5E544552DCB672521879"
                "9115B55C9BAA6D9F6BC3A9618E70C25AF71777A9C4922D00"),
        fromHex("008600000C7C0A8508C2B0BD78D94BA86600")};
    Card card = cardNamed("nguyen-thi-mau");
    for (int round = 0; round < 300; ++round) {
        for (Bytes command : commands) {
            if (generator() % 8 == 0) command[generator() % command.size()] ^= static_cast<Byte>(1 + generator() % 255);
            if (generator() % 16 == 0) command.resize(generator() % command.size());
            REQUIRE(card.transmit(command).size() >= 2);
        }
    }
}
