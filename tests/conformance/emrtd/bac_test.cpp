#include "emrtd/bac.hpp"

#include "emrtd/key_derivation.hpp"
#include "support/fixed_random.hpp"
#include "support/scripted_transport.hpp"
#include "vectors/bac.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;
using namespace cccd_bridge::emrtd::vectors::bac;
using test::hex;
using test::secret;

TEST_CASE("BAC keys from the MRZ (9303-11 D.2)") {
    const auto key = AccessKey::fromMrz(documentNumber, dateOfBirth, dateOfExpiry);
    REQUIRE(key);
    const auto seed = key->basicAccessSeed();
    CHECK(seed == secret(kSeed));
    CHECK(deriveKey(CipherKind::TripleDes, *seed, KeyPurpose::Encryption) == secret(kEnc));
    CHECK(deriveKey(CipherKind::TripleDes, *seed, KeyPurpose::Authentication) == secret(kMac));
}

TEST_CASE("mutual authentication replays to the byte, and its session is the published one (D.3, D.4)") {
    std::vector<std::string> responses{std::string(challengeResponse), std::string(authenticateResponse)};
    for (const Exchange& exchange : exchanges) responses.emplace_back(exchange.protectedResponse);
    test::ScriptedTransport card(responses);
    CardChannel channel(card, {});
    test::FixedRandom random(std::string(rndIfd) + std::string(kIfd));
    const AccessKey key = AccessKey::fromMrz(documentNumber, dateOfBirth, dateOfExpiry).value();
    auto session = performBasicAccessControl(channel, key, random);
    REQUIRE(session);
    CHECK(card.commands == std::vector<std::string>{std::string(getChallenge), std::string(externalAuthenticate)});
    channel.protect(*std::move(session));
    for (const Exchange& exchange : exchanges) {
        const auto response = channel.transmit(CommandApdu::parse(hex(exchange.plainCommand)).value());
        REQUIRE(response);
        CHECK(card.commands.back() == exchange.protectedCommand);
        const auto expected = ResponseApdu::parse(hex(exchange.plainResponse)).value();
        CHECK(response->data == expected.data);
        CHECK(response->sw == expected.sw);
    }
}

TEST_CASE("every byte of the card's authentication counts") {
    for (std::size_t at = 0; at < 40; ++at) {
        Bytes answer = hex(authenticateResponse);
        answer[at] ^= 0x01;
        test::ScriptedTransport card({std::string(challengeResponse), toHex(answer)});
        CardChannel channel(card, {});
        test::FixedRandom random(std::string(rndIfd) + std::string(kIfd));
        const AccessKey key = AccessKey::fromMrz(documentNumber, dateOfBirth, dateOfExpiry).value();
        CHECK(performBasicAccessControl(channel, key, random).error().code == ErrorCode::CardProtocolViolation);
    }
}
