#include "emrtd/pace.hpp"

#include "emrtd/crypto/elliptic_curve.hpp"
#include "emrtd/document_session.hpp"
#include "emrtd/key_derivation.hpp"
#include "support/fixed_random.hpp"
#include "support/scripted_transport.hpp"
#include "vectors/pace.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;
using namespace cccd_bridge::emrtd::vectors::pace;
using test::hex;
using test::secret;

namespace {

AccessKey exampleKey() { return AccessKey::fromMrz(documentNumber, dateOfBirth, dateOfExpiry).value(); }

std::string exampleRandom() { return std::string(mappingKey) + std::string(ephemeralKey); }

// The example's EF.CardAccess with a second, weaker offer of other parameters.
std::string ambiguousCardAccess() {
    return "31283012060A04007F0007020204020202010202010D3012060A04007F0007020204020102010202010C";
}

}  // namespace

TEST_CASE("PACE password, nonce, mapping and session keys (9303-11 G.1)") {
    CHECK(exampleKey().password() == secret(password));
    const auto key = deriveKey(CipherKind::Aes128, secret(password), KeyPurpose::Password);
    CHECK(key == secret(passwordKey));
    CHECK(decryptCbc(CipherKind::Aes128, *key, Bytes(16), hex(encryptedNonce)) == secret(nonce));
    const auto curve = EllipticCurve::standardised(13).value();
    const auto share = curve.multiply(curve.reduceScalar(hex(nonce)).value(), curve.generator());
    const auto mapped = curve.add(*share, curve.decodePoint(hex(mappingSecret)).value());
    REQUIRE(mapped);
    CHECK(curve.encodePoint(*mapped) == hex(mappedGenerator));
    CHECK(deriveKey(CipherKind::Aes128, hex(sharedSecret), KeyPurpose::Encryption) == secret(sessionEncryptionKey));
    CHECK(deriveKey(CipherKind::Aes128, hex(sharedSecret), KeyPurpose::Authentication) == secret(sessionMacKey));
}

TEST_CASE("the whole exchange replays to the byte") {
    std::vector<std::string> responses{ambiguousCardAccess() + "9000"};
    for (const auto& [command, response] : apdus) responses.emplace_back(response);
    test::ScriptedTransport card(responses);
    test::FixedRandom random(exampleRandom());
    DocumentSession session(card, {.random = &random});
    REQUIRE(session.readCardAccess());
    REQUIRE(session.openChannel(exampleKey()) == AccessProtocol::Pace);
    REQUIRE(card.commands.size() == 1 + apdus.size());
    for (std::size_t i = 0; i < apdus.size(); ++i) CHECK(card.commands[1 + i] == apdus[i].first);
}

TEST_CASE("whatever the card answers to the terminal's token but success, the key was tried and is wrong") {
    for (const char* refusal :
         {"6300", "63C1", "6982", "6988", "6983", "6984", "6985", "6A80", "6A88", "6700", "6F00", "6200"}) {
        CAPTURE(refusal);
        std::vector<std::string> responses{ambiguousCardAccess() + "9000"};
        for (const auto& [command, response] : apdus) responses.emplace_back(response);
        responses.back() = refusal;
        test::ScriptedTransport card(responses);
        test::FixedRandom random(exampleRandom());
        DocumentSession session(card, {.random = &random});
        const auto opened = session.openChannel(exampleKey());
        REQUIRE_FALSE(opened);
        CHECK(card.commands.back() == apdus.back().first);
        CHECK(opened.error().code == ErrorCode::CardWrongKey);
        // The status word stays in the detail, for the log.
        const std::string& detail = opened.error().detail;
        CHECK(test::upperHex(hex(detail.substr(detail.size() - 4))) == refusal);
    }
}

TEST_CASE(
    "with any bit of the card's token wrong nothing opens, and the key, which the card took, is not called wrong") {
    for (std::size_t at = 4; at < 12; ++at) {
        std::vector<std::string> responses{ambiguousCardAccess() + "9000"};
        for (const auto& [command, response] : apdus) responses.emplace_back(response);
        Bytes token = hex(responses.back());
        token[at] ^= 0x80;
        responses.back() = toHex(token);
        test::ScriptedTransport card(responses);
        test::FixedRandom random(exampleRandom());
        DocumentSession session(card, {.random = &random});
        CHECK(session.openChannel(exampleKey()).error().code == ErrorCode::CardProtocolViolation);
        CHECK_FALSE(session.channelOpen());
    }
}

TEST_CASE("a card that mirrors the terminal's keys or token is refused") {
    std::vector<std::string> responses{ambiguousCardAccess() + "9000"};
    for (const auto& [command, response] : apdus) responses.emplace_back(response);
    const std::string ownMapping = std::string(apdus[2].first).substr(18, 130);
    auto mirrored = responses;
    mirrored[3] = "7C438241" + ownMapping + "9000";
    test::ScriptedTransport card(mirrored);
    test::FixedRandom random(exampleRandom());
    DocumentSession session(card, {.random = &random});
    CHECK(session.openChannel(exampleKey()).error().code == ErrorCode::CardProtocolViolation);

    responses.back() = "7C0A8608C2B0BD78D94BA8669000";
    test::ScriptedTransport other(responses);
    test::FixedRandom again(exampleRandom());
    DocumentSession second(other, {.random = &again});
    CHECK(second.openChannel(exampleKey()).error().code == ErrorCode::CardProtocolViolation);
}
