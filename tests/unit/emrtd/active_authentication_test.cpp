#include "emrtd/active_authentication.hpp"

#include "emrtd/crypto/rsa_recovery.hpp"
#include "support/chip_signer.hpp"
#include "support/scripted_transport.hpp"
#include "support/security_infos.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;
using test::hex;
using test::joined;
using test::ScriptedTransport;

namespace {

const Bytes challenge = test::hex("F173589974BF40C6");

PublicKey publicKey(const test::ChipKey& key) { return PublicKey::parse(test::subjectPublicKeyInfo(key)).value(); }

bool verify(const test::ChipKey& key, const Bytes& signature, std::optional<HashAlgorithm> hash = {}) {
    return verifyActiveAuthentication(publicKey(key), hash, {challenge, signature}).value();
}

// A modulus of 3072 bits whose factors nobody needs.
PublicKey largeKey() {
    Bytes modulus(385, 0xA5);
    modulus[0] = 0;
    const Bytes numbers = makeTlv(0x30, joined({makeTlv(0x02, modulus), hex("0203010001")}));
    Bytes bits{0};
    bits.insert(bits.end(), numbers.begin(), numbers.end());
    return PublicKey::parse(makeTlv(0x30, joined({hex("300D06092A864886F70D0101010500"), makeTlv(0x03, bits)})))
        .value();
}

std::string zeros(std::size_t bytes) { return std::string(2 * bytes, '0'); }

}  // namespace

TEST_CASE("RSA: every trailer, s and n - s") {
    const test::ChipKey key = test::makeRsaKey(2048);
    const std::vector<test::RecoveryPlan> plans{
        {"SHA1", {0xBC}},         {"SHA1", {0x33, 0xCC}},   {"SHA224", {0x38, 0xCC}},
        {"SHA256", {0x34, 0xCC}}, {"SHA384", {0x36, 0xCC}}, {"SHA512", {0x35, 0xCC}},
    };
    for (const test::RecoveryPlan& plan : plans) {
        CAPTURE(plan.hash);
        const Bytes signature = test::signWithRecovery(key, challenge, plan);
        CHECK(verify(key, signature));
        CHECK(verify(key, test::otherSignature(key, signature)));
    }
}

TEST_CASE("RSA: key sizes in whole bytes, others cannot be judged") {
    for (const int bits : {1024, 1280, 1536}) {
        CAPTURE(bits);
        const test::ChipKey key = test::makeRsaKey(bits);
        CHECK(publicKey(key).signatureLength() == static_cast<std::size_t>(bits / 8));
        CHECK(verify(key, test::signWithRecovery(key, challenge)));
    }
    const test::ChipKey odd = test::makeRsaKey(1030);
    CHECK(verifyActiveAuthentication(publicKey(odd), {}, {challenge, Bytes(129)}).error().code ==
          ErrorCode::CardProtocolUnsupported);
}

TEST_CASE("RSA: what is no signature of this challenge under this key is false") {
    const test::ChipKey key = test::makeRsaKey(1024);
    const Bytes signature = test::signWithRecovery(key, challenge);
    CHECK_FALSE(verifyActiveAuthentication(publicKey(key), {}, {test::hex("F173589974BF40C7"), signature}).value());
    CHECK_FALSE(verify(test::makeRsaKey(1024), signature));
    for (std::size_t i = 0; i < signature.size(); i += 9) {
        Bytes changed = signature;
        changed[i] ^= 0x10;
        CHECK_FALSE(verify(key, changed));
    }
    CHECK_FALSE(verify(key, {}));
    CHECK_FALSE(verify(key, Bytes(signature.begin(), signature.end() - 1)));
    CHECK_FALSE(verify(key, Bytes(128, 0xFF)));  // not below the modulus
    CHECK_FALSE(verify(key, Bytes(128, 0x00)));
    CHECK_FALSE(verify(key, Bytes(4096, 0x55)));
    CHECK_FALSE(verify(key, test::signWithRecovery(key, challenge, {"SHA256", {0xBC}})));
    CHECK_FALSE(verify(key, test::signWithRecovery(key, challenge, {"SHA256", {0x34, 0xCC}, 0x4A})));
}

TEST_CASE("RSA: a hash that is not known cannot be judged, a number without its leading zero can") {
    const test::ChipKey key = test::makeRsaKey(1024);
    const Bytes unknown = test::signWithRecovery(key, challenge, {"SHA256", {0x31, 0xCC}});
    CHECK(verifyActiveAuthentication(publicKey(key), {}, {challenge, unknown}).error().code ==
          ErrorCode::CardProtocolUnsupported);
    for (Bytes asked(8);; ++asked[0]) {
        if (asked[0] == 0xFF) ++asked[1];
        const Bytes signature = test::signWithRecovery(key, asked);
        if (signature[0] != 0) continue;
        const Bytes number(signature.begin() + 1, signature.end());
        CHECK(verifyActiveAuthentication(publicKey(key), {}, {asked, number}) == true);
        break;
    }
}

TEST_CASE("RSA: a hash that a short modulus cannot hold") {
    // 128 bytes, of which the trailer claims more than there are for a hash of 64: nothing is read beyond the end.
    const test::ChipKey key = test::makeRsaKey(1024);
    Bytes representative(128, 0xAA);
    representative[0] = 0x6A;
    representative[126] = 0x35;
    representative[127] = 0xCC;
    CHECK_FALSE(verify(key, test::signRepresentative(key, representative)));
}

TEST_CASE("ECDSA: r || s with the hash that DG14 names, or any") {
    for (const char* curve : {"P-256", "brainpoolP256r1", "brainpoolP384r1", "P-521"}) {
        CAPTURE(curve);
        const test::ChipKey key = test::makeCurveKey(curve);
        const Bytes signature = test::signPlain(key, challenge, "SHA256");
        CHECK(publicKey(key).signatureLength() == signature.size());
        CHECK(verify(key, signature, HashAlgorithm::Sha256));
        CHECK(verify(key, signature));
        CHECK_FALSE(verify(key, signature, HashAlgorithm::Sha1));
        CHECK(verify(key, test::signPlain(key, challenge, "SHA384"), HashAlgorithm::Sha384));
        CHECK(verify(key, test::signDer(key, challenge, "SHA256"), HashAlgorithm::Sha256));
    }
}

TEST_CASE("ECDSA: a bad signature is false where the hash is named, and unknown where it is not") {
    const test::ChipKey key = test::makeCurveKey("P-256");
    Bytes signature = test::signPlain(key, challenge, "SHA256");
    signature[5] ^= 1;
    CHECK_FALSE(verify(key, signature, HashAlgorithm::Sha256));
    CHECK(verifyActiveAuthentication(publicKey(key), {}, {challenge, signature}).error().code ==
          ErrorCode::CardProtocolUnsupported);
    CHECK_FALSE(verify(key, {}, HashAlgorithm::Sha256));
    CHECK_FALSE(verify(key, Bytes(64), HashAlgorithm::Sha256));
    CHECK_FALSE(verify(key, Bytes(5000, 0x30), HashAlgorithm::Sha256));
}

TEST_CASE("INTERNAL AUTHENTICATE: short where the answer fits, extended where it is known to work") {
    const PublicKey small = publicKey(test::makeCurveKey("P-256"));
    const PublicKey large = largeKey();
    ScriptedTransport card({zeros(64) + "9000", zeros(384) + "9000"});
    CardChannel channel(card, {});
    CHECK(internalAuthenticate(channel, small, challenge, true)->size() == 64);
    CHECK(internalAuthenticate(channel, large, challenge, true)->size() == 384);
    CHECK(card.commands ==
          std::vector<std::string>{"0088000008F173589974BF40C600", "00880000000008F173589974BF40C60180"});
}

TEST_CASE("INTERNAL AUTHENTICATE: a long answer in pieces, and the other length form when one is refused") {
    const PublicKey key = largeKey();
    SUBCASE("chaining") {
        ScriptedTransport card({zeros(256) + "6180", zeros(128) + "9000"});
        CardChannel channel(card, {});
        CHECK(internalAuthenticate(channel, key, challenge, false)->size() == 384);
    }
    SUBCASE("short is refused") {
        ScriptedTransport card({"6700", zeros(384) + "9000"});
        CardChannel channel(card, {});
        CHECK(internalAuthenticate(channel, key, challenge, std::nullopt)->size() == 384);
        CHECK(card.commands[1] == "00880000000008F173589974BF40C60180");
    }
    SUBCASE("both are refused") {
        ScriptedTransport card({"6700", "6700"});
        CardChannel channel(card, {});
        CHECK(internalAuthenticate(channel, key, challenge, true).error().code == ErrorCode::CardProtocolViolation);
        CHECK(card.commands.size() == 2);
    }
    SUBCASE("the command is refused") {
        ScriptedTransport card({"6982"});
        CardChannel channel(card, {});
        CHECK(internalAuthenticate(channel, key, challenge, true).error().code == ErrorCode::CardAccessRefused);
        CHECK(internalAuthenticate(channel, key, Bytes(7), true).error().code == ErrorCode::ProtocolInternal);
    }
}
