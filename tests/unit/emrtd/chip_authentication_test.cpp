#include "emrtd/chip_authentication.hpp"

#include "support/chip_signer.hpp"
#include "support/scripted_transport.hpp"
#include "support/security_infos.hpp"
#include "support/static_chip.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;
using namespace cccd_bridge::emrtd::test;

namespace {

ChipAuthenticationOffer offerOf(const ChipKey& key, CipherKind cipher, KeyAgreementKind agreement) {
    return {.protocol = hex("04007F00070202030202"),
            .agreement = agreement,
            .cipher = cipher,
            .subjectPublicKeyInfo = subjectPublicKeyInfo(key)};
}

ChipAuthenticationResult run(StaticChip& chip, const ChipAuthenticationOffer& offer, bool extended = false) {
    CardChannel channel(chip, {});
    const auto result = performChipAuthentication(channel, offer, extended);
    REQUIRE(result);
    if (*result == ChipAuthenticationResult::Proven) {
        CHECK(channel.isProtected());
        // The counter runs on from the proof.
        CHECK(channel.transmit({0x00, 0xB0, 0x81, 0x00, {}, 4}).has_value());
    }
    return *result;
}

}  // namespace

TEST_CASE("curves, named and explicit, with every cipher") {
    for (const char* curve : {"P-256", "brainpoolP224r1", "brainpoolP256r1", "brainpoolP384r1", "P-521"}) {
        for (const bool explicitParameters : {false, true}) {
            const ChipKey key = makeCurveKey(curve, explicitParameters);
            for (const CipherKind cipher :
                 {CipherKind::TripleDes, CipherKind::Aes128, CipherKind::Aes192, CipherKind::Aes256}) {
                StaticChip chip(key, cipher);
                CHECK(run(chip, offerOf(key, cipher, KeyAgreementKind::EllipticCurve)) ==
                      ChipAuthenticationResult::Proven);
            }
        }
    }
}

TEST_CASE("Diffie-Hellman, X9.42 and PKCS#3, in a chain of commands or in extended length") {
    for (const bool withOrder : {true, false}) {
        const ChipKey key = makeFieldKey(withOrder);
        for (const CipherKind cipher : {CipherKind::TripleDes, CipherKind::Aes128}) {
            for (const bool extended : {true, false}) {
                StaticChip chip(key, cipher);
                CHECK(run(chip, offerOf(key, cipher, KeyAgreementKind::DiffieHellman), extended) ==
                      ChipAuthenticationResult::Proven);
                CHECK(chip.chained == !extended);
            }
        }
    }
}

TEST_CASE("3DES uses MSE:Set KAT, AES uses MSE:Set AT and GENERAL AUTHENTICATE, both name the key if asked to") {
    const ChipKey key = makeCurveKey("P-256");
    auto offer = offerOf(key, CipherKind::TripleDes, KeyAgreementKind::EllipticCurve);
    offer.keyId = {0x07};
    StaticChip first(key, offer.cipher);
    CHECK(run(first, offer) == ChipAuthenticationResult::Proven);
    CHECK(first.commands[0].substr(0, 14) == "002241A6469141");
    CHECK(first.commands[0].substr(first.commands[0].size() - 6) == "840107");

    offer.cipher = CipherKind::Aes128;
    StaticChip second(key, offer.cipher);
    CHECK(run(second, offer) == ChipAuthenticationResult::Proven);
    CHECK(second.commands[0] == "002241A40F800A04007F00070202030202840107");
    CHECK(second.commands[1].substr(0, 18) == "00860000457C438041");
}

TEST_CASE("a copy of the files without the private key fails") {
    const ChipKey onTheFile = makeCurveKey("brainpoolP256r1");
    StaticChip copy(makeCurveKey("brainpoolP256r1"), CipherKind::Aes128);
    CHECK(run(copy, offerOf(onTheFile, CipherKind::Aes128, KeyAgreementKind::EllipticCurve)) ==
          ChipAuthenticationResult::Failed);
    StaticChip silent(onTheFile, CipherKind::Aes128);
    silent.answersInPlain = true;
    CHECK(run(silent, offerOf(onTheFile, CipherKind::Aes128, KeyAgreementKind::EllipticCurve)) ==
          ChipAuthenticationResult::Failed);
}

TEST_CASE("a chip that declines, and one that says that it failed") {
    const ChipKey key = makeCurveKey("P-256");
    const auto answers = [&](std::vector<std::string> script, CipherKind cipher) {
        ScriptedTransport card(std::move(script));
        CardChannel channel(card, {});
        return performChipAuthentication(channel, offerOf(key, cipher, KeyAgreementKind::EllipticCurve), false).value();
    };
    CHECK(answers({"6A80"}, CipherKind::Aes128) == ChipAuthenticationResult::Declined);
    CHECK(answers({"6D00"}, CipherKind::TripleDes) == ChipAuthenticationResult::Declined);
    CHECK(answers({"9000", "6D00"}, CipherKind::Aes128) == ChipAuthenticationResult::Declined);
    CHECK(answers({"9000", "6300"}, CipherKind::Aes128) == ChipAuthenticationResult::Failed);
    CHECK(answers({"6300"}, CipherKind::TripleDes) == ChipAuthenticationResult::Failed);
    ScriptedTransport gone({"9000"});
    CardChannel channel(gone, {});
    CHECK(performChipAuthentication(channel, offerOf(key, CipherKind::Aes128, KeyAgreementKind::EllipticCurve), false)
              .error()
              .code == ErrorCode::CardRemoved);
}

TEST_CASE("keys that cannot be agreed with are refused before anything is sent") {
    ScriptedTransport card({});
    CardChannel channel(card, {});
    const auto refused = [&](const Bytes& keyInfo, KeyAgreementKind kind) {
        const auto result = performChipAuthentication(channel, {{}, kind, CipherKind::Aes128, keyInfo, {}}, false);
        REQUIRE_FALSE(result);
        CHECK(card.commands.empty());
        return result.error().code;
    };
    const Bytes curveKey = subjectPublicKeyInfo(makeCurveKey("P-256"));
    CHECK(refused({}, KeyAgreementKind::EllipticCurve) == ErrorCode::CardFileMalformed);
    CHECK(refused(Bytes(5000, 0x30), KeyAgreementKind::EllipticCurve) == ErrorCode::CardFileMalformed);
    CHECK(refused(curveKey, KeyAgreementKind::DiffieHellman) == ErrorCode::CardProtocolUnsupported);
    CHECK(refused(subjectPublicKeyInfo(makeRsaKey(2048)), KeyAgreementKind::EllipticCurve) ==
          ErrorCode::CardProtocolUnsupported);
    CHECK(refused(subjectPublicKeyInfo(makeCurveKey("secp112r1")), KeyAgreementKind::EllipticCurve) ==
          ErrorCode::CardProtocolUnsupported);
    CHECK(refused(subjectPublicKeyInfo(makeCurveKey("sect233k1")), KeyAgreementKind::EllipticCurve) ==
          ErrorCode::CardProtocolUnsupported);
}

TEST_CASE("a key over standardised domain parameters that are not there, or not those of its kind") {
    ScriptedTransport card({});
    CardChannel channel(card, {});
    for (const char* number : {"020103", "020107", "020113", "02017F", "0201FF", "02020100"}) {
        CAPTURE(number);
        const Bytes algorithm = makeTlv(0x30, joined({hex("060704007F00070102"), hex(number)}));
        const Bytes key = makeTlv(0x30, joined({algorithm, hex("030400020105")}));
        for (const auto kind : {KeyAgreementKind::EllipticCurve, KeyAgreementKind::DiffieHellman}) {
            const auto result = performChipAuthentication(channel, {{}, kind, CipherKind::Aes128, key, {}}, false);
            CHECK(result.error().code == ErrorCode::CardProtocolUnsupported);
        }
    }
    // Number 0 is a field; a key of 5 is not in its subgroup.
    const Bytes key = hex("3014300C060704007F00070102020100030400020105");
    for (const auto kind : {KeyAgreementKind::EllipticCurve, KeyAgreementKind::DiffieHellman})
        CHECK(performChipAuthentication(channel, {{}, kind, CipherKind::Aes128, key, {}}, false).error().code ==
              ErrorCode::CardProtocolUnsupported);
}

TEST_CASE("explicit domain parameters that are no sound curve") {
    ScriptedTransport card({});
    CardChannel channel(card, {});
    const Bytes keyInfo = subjectPublicKeyInfo(makeCurveKey("brainpoolP256r1", true));
    const std::string text = upperHex(keyInfo);
    // Last bytes of prime, a, b, the generator and the order (RFC 5639 §3.4), and of the key.
    for (const char* end : {"82013481D1F6E5377", "4A4B44F330B5D9042", "BCCDC18FF8C07B6",
                            "7AFB9DE27E1E3BD23C23A4453BD9ACE3262", "1D54C72F046997", "901E0E82974856A7"}) {
        CAPTURE(end);
        const std::size_t at = text.find(end);
        REQUIRE(at != std::string::npos);
        const std::size_t last = (at + std::string_view(end).size()) / 2 - 1;
        for (const std::size_t index : {last, keyInfo.size() - 1}) {
            Bytes changed = keyInfo;
            changed[index] ^= 0x01;
            const auto result = performChipAuthentication(
                channel, {{}, KeyAgreementKind::EllipticCurve, CipherKind::Aes128, changed, {}}, false);
            REQUIRE_FALSE(result);
            // Not CardRemoved: nothing was sent.
            CHECK((result.error().code == ErrorCode::CardProtocolUnsupported ||
                   result.error().code == ErrorCode::CardFileMalformed));
        }
    }
    CHECK(card.commands.empty());
}
