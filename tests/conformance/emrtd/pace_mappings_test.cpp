#include "vectors/pace_mappings.hpp"
#include "emrtd/card_security.hpp"
#include "emrtd/chip_mapping.hpp"
#include "emrtd/crypto/diffie_hellman.hpp"
#include "emrtd/crypto/elliptic_curve.hpp"
#include "emrtd/key_derivation.hpp"
#include "emrtd/pace.hpp"
#include "emrtd/pace_mapping.hpp"
#include "support/card_security_file.hpp"
#include "support/fixed_random.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;
using test::hex;
using test::secret;

namespace {

// Groups of the examples: brainpoolP256r1, and the field of 1024 bits.
constexpr std::size_t curveBits = 256;
constexpr std::size_t fieldBits = 1024;

AccessKey exampleCan() { return AccessKey::fromCan(vectors::im_ecdh::can).value(); }
AccessKey exampleMrz() { return AccessKey::fromMrz("T22000129", "640812", "101031").value(); }
AccessKey camMrz() {
    using namespace vectors::cam;
    return AccessKey::fromMrz(documentNumber, dateOfBirth, dateOfExpiry).value();
}

PaceInfo offerOf(std::string_view cardAccess) { return parseCardAccess(hex(cardAccess)).value().at(0); }

struct Replay {
    std::vector<std::string> responses{};
    std::vector<std::string> commands{};

    template <class Apdus>
    explicit Replay(const Apdus& apdus) {
        for (const auto& [command, response] : apdus) {
            commands.emplace_back(command);
            responses.emplace_back(response);
        }
    }

    Result<PaceSession> run(std::string_view cardAccess, const AccessKey& key, std::string_view drawn) {
        test::ScriptedTransport card(responses);
        CardChannel channel(card, {});
        test::FixedRandom source(drawn);
        const PaceInfo offer = offerOf(cardAccess);
        auto session = performPace(channel, {&offer}, key, source);
        sent = card.commands;
        return session;
    }

    std::vector<std::string> sent{};
};

void checkSessionKeys(std::string_view shared, std::string_view encryption, std::string_view mac) {
    CHECK(deriveKey(CipherKind::Aes128, hex(shared), KeyPurpose::Encryption) == secret(encryption));
    CHECK(deriveKey(CipherKind::Aes128, hex(shared), KeyPurpose::Authentication) == secret(mac));
}

}  // namespace

TEST_CASE("generic mapping over a field (9303-11 G.2) replays to the byte") {
    using namespace vectors::gm_dh;
    Replay replay(apdus);
    REQUIRE(replay.run(cardAccess, exampleMrz(), drawn));
    CHECK(replay.sent == replay.commands);
    checkSessionKeys(sharedSecret, sessionEncryptionKey, sessionMacKey);
}

TEST_CASE("integrated mapping over a curve (9303-11 H.1) replays to the byte") {
    using namespace vectors::im_ecdh;
    CHECK(integratedMappingNumber(CipherKind::Aes128, hex(nonce), hex(terminalNonce), curveBits) ==
          secret(pseudoRandom));
    const auto curve = EllipticCurve::standardised(13).value();
    CHECK(curve.encodePoint(curve.mapIntegrated(hex(pseudoRandom)).value()) == hex(mappedGenerator));
    Replay replay(apdus);
    REQUIRE(replay.run(cardAccess, exampleCan(), drawn));
    CHECK(replay.sent == replay.commands);
    checkSessionKeys(sharedSecret, sessionEncryptionKey, sessionMacKey);
}

TEST_CASE("integrated mapping over a field (9303-11 H.2) replays to the byte") {
    using namespace vectors::im_dh;
    CHECK(integratedMappingNumber(CipherKind::Aes128, hex(nonce), hex(terminalNonce), fieldBits) ==
          secret(pseudoRandom));
    const auto group = DiffieHellmanGroup::standardised(0).value();
    CHECK(group.encode(group.mapIntegrated(hex(pseudoRandom)).value()) == hex(mappedGenerator));
    Replay replay(apdus);
    REQUIRE(replay.run(cardAccess, exampleCan(), drawn));
    CHECK(replay.sent == replay.commands);
    checkSessionKeys(sharedSecret, sessionEncryptionKey, sessionMacKey);
}

TEST_CASE("chip authentication mapping (9303-11 I.1) replays to the byte and proves the chip's key") {
    using namespace vectors::cam;
    Replay replay(apdus);
    const auto session = replay.run(cardAccess, camMrz(), drawn);
    REQUIRE(session);
    CHECK(replay.sent == replay.commands);
    checkSessionKeys(sharedSecret, sessionEncryptionKey, sessionMacKey);
    REQUIRE(session->chipMapping);
    CHECK(session->chipMapping->authentication == secret(authenticationData));
    CHECK(session->chipMapping->mappingKey == hex(mappingKey));
    CHECK(session->chipMapping->groupId == 13);
    CHECK(provesPossession(*session->chipMapping, hex(staticPublicKey)) == true);
    // The chip of another key, here the generator, is not that chip.
    const auto curve = EllipticCurve::standardised(13).value();
    CHECK(provesPossession(*session->chipMapping, curve.encodePoint(curve.generator()).value()) == false);
}

TEST_CASE("the key of EF.CardSecurity that the chip proved is found (9303-11 I.1)") {
    using namespace vectors::cam;
    const ChipMappingData data{13, hex(mappingKey), secret(authenticationData)};
    // A foreign key first: the chip has it too, but did not prove it.
    std::string foreign(publicKeyInfo);
    const std::size_t at = foreign.find(staticPublicKey);
    foreign.replace(at, mappingKey.size(), mappingKey);
    const Bytes both = makeTlv(0x31, test::joined({hex(foreign), hex(publicKeyInfo)}));
    const Bytes file = test::cardSecurityFile(both);
    const auto proof = judgeChipMapping(data, file);
    REQUIRE(proof);
    CHECK(proof->outcome == ChipMappingProof::Outcome::Proven);
    CHECK(proof->publicKey == hex(staticPublicKey));
    CHECK(proof->cardSecurity == file);
    const auto other = judgeChipMapping(data, test::cardSecurityFile(makeTlv(0x31, hex(foreign))));
    CHECK(other->outcome == ChipMappingProof::Outcome::Refuted);
    CHECK(other->publicKey.empty());
}

TEST_CASE("chip authentication data that is missing, foreign or broken opens the channel and proves nothing") {
    using namespace vectors::cam;
    const std::string token = "7C0A86088596CF055C67C1A39000";
    const std::string flipped = std::string(apdus.back().second).replace(30, 2, "00");
    const std::string unpadded =
        "7C1C86088596CF055C67C1A38A10"
        "000102030405060708090A0B0C0D0E0F9000";
    for (const std::string& answer : {token, flipped, unpadded, std::string("7C0C86088596CF055C67C1A38A009000")}) {
        CAPTURE(answer);
        Replay replay(apdus);
        replay.responses.back() = answer;
        const auto session = replay.run(cardAccess, camMrz(), drawn);
        REQUIRE(session);
        REQUIRE(session->chipMapping);
        CHECK(provesPossession(*session->chipMapping, hex(staticPublicKey)) == false);
    }
}

TEST_CASE("a field's public keys outside the subgroup are refused") {
    using namespace vectors::gm_dh;
    const std::string ones(256, 'F');
    const std::string zeros(254, '0');
    for (const std::string& key : {ones, zeros + "00", zeros + "01", zeros + "02"}) {
        CAPTURE(key);
        for (const std::size_t step : {std::size_t{2}, std::size_t{3}}) {
            Replay replay(apdus);
            replay.responses[step] = std::string("7C8183") + (step == 2 ? "82" : "84") + "8180" + key + "9000";
            CHECK(replay.run(cardAccess, exampleMrz(), drawn).error().code == ErrorCode::CardProtocolViolation);
        }
    }
    Replay mirrored(apdus);
    mirrored.responses[3] = "7C8183848180" + mirrored.commands[3].substr(10 + 12, 256) + "9000";
    CHECK(mirrored.run(cardAccess, exampleMrz(), drawn).error().code == ErrorCode::CardProtocolViolation);
}

TEST_CASE("a false token opens nothing in any mapping") {
    const auto refused = [](auto apdus, std::string_view cardAccess, const AccessKey& key, std::string_view drawn) {
        Replay replay(apdus);
        replay.responses.back().replace(8, 2, replay.responses.back().substr(8, 2) == "00" ? "01" : "00");
        return replay.run(cardAccess, key, drawn).error().code == ErrorCode::CardProtocolViolation;
    };
    CHECK(refused(vectors::gm_dh::apdus, vectors::gm_dh::cardAccess, exampleMrz(), vectors::gm_dh::drawn));
    CHECK(refused(vectors::im_ecdh::apdus, vectors::im_ecdh::cardAccess, exampleCan(), vectors::im_ecdh::drawn));
    CHECK(refused(vectors::im_dh::apdus, vectors::im_dh::cardAccess, exampleCan(), vectors::im_dh::drawn));
    CHECK(refused(vectors::cam::apdus, vectors::cam::cardAccess, camMrz(), vectors::cam::drawn));
}
