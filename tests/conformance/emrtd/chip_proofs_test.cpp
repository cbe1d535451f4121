#include "emrtd/active_authentication.hpp"
#include "emrtd/chip_authentication.hpp"
#include "emrtd/lds/dg14.hpp"
#include "emrtd/lds/dg15.hpp"
#include "shared_data.hpp"
#include "support/chip_signer.hpp"
#include "support/scripted_transport.hpp"
#include "support/static_chip.hpp"
#include "vectors/active_authentication.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;

TEST_CASE("a published RSA signature of active authentication, with its key") {
    const auto key = PublicKey::parse(test::hex(vectors::active_authentication::keyInfo));
    REQUIRE(key);
    const Bytes signature = test::hex(vectors::active_authentication::signature);
    CHECK(verifyActiveAuthentication(*key, {}, {test::hex(vectors::active_authentication::challenge), signature}) ==
          true);
    CHECK(verifyActiveAuthentication(
              *key, {}, {test::hex(vectors::active_authentication::appendixChallenge), signature}) == false);
}

TEST_CASE("the representative of 9303-11 appendix F under a key of our own") {
    const test::ChipKey chip = test::makeRsaKey(1024);
    const auto key = PublicKey::parse(test::subjectPublicKeyInfo(chip));
    REQUIRE(key);
    const Bytes signature =
        test::signRepresentative(chip, test::hex(vectors::active_authentication::appendixRepresentative));
    CHECK(verifyActiveAuthentication(
              *key, {}, {test::hex(vectors::active_authentication::appendixChallenge), signature}) == true);
    CHECK(verifyActiveAuthentication(*key, {}, {test::hex(vectors::active_authentication::challenge), signature}) ==
          false);
}

TEST_CASE("the BSI document's own keys: active authentication with every trailer") {
    const auto path = test::sharedData("lds-files/bsi-eac-dataset");
    if (!path) return;
    const auto key = parseDataGroup15(test::fileBytes(*path / "Datagroup15.bin"));
    REQUIRE(key);
    const test::ChipKey chip = test::privateKeyFromDer(test::fileBytes(*path / "DG15_sk.pkcs8"));
    const Bytes challenge = test::hex(vectors::active_authentication::appendixChallenge);
    const std::vector<test::RecoveryPlan> plans{
        {"SHA1", {0xBC}},         {"SHA1", {0x33, 0xCC}},   {"SHA224", {0x38, 0xCC}},
        {"SHA256", {0x34, 0xCC}}, {"SHA384", {0x36, 0xCC}}, {"SHA512", {0x35, 0xCC}},
    };
    for (const test::RecoveryPlan& plan : plans) {
        const Bytes signature = test::signWithRecovery(chip, challenge, plan);
        CHECK(verifyActiveAuthentication(*key, {}, {challenge, signature}) == true);
        CHECK(verifyActiveAuthentication(*key, {}, {challenge, test::otherSignature(chip, signature)}) == true);
        CHECK(verifyActiveAuthentication(*key, {}, {test::hex("0000000000000000"), signature}) == false);
    }
}

TEST_CASE("the BSI document's own keys: chip authentication over explicit parameters") {
    const auto path = test::sharedData("lds-files/bsi-eac-dataset");
    if (!path) return;
    const auto file = parseDataGroup14(test::fileBytes(*path / "Datagroup14.bin"));
    REQUIRE(file);
    CHECK_FALSE(file->namesActiveAuthentication);
    const auto offers = chipAuthenticationOffers(*file);
    REQUIRE(offers.size() == 1);
    CHECK(offers[0].cipher == CipherKind::TripleDes);
    test::StaticChip chip(test::privateKeyFromDer(test::fileBytes(*path / "DG14_sk.pkcs8")), offers[0].cipher);
    CardChannel channel(chip, {});
    CHECK(performChipAuthentication(channel, offers[0], false) == ChipAuthenticationResult::Proven);
    CHECK(channel.isProtected());
}

TEST_CASE("the DG14 of gmrtd's sample document: a 384-bit curve spelt out") {
    const auto path = test::sharedData("lds-files/icao-9303-10/DG14_ecdh_explicit_brainpoolP384.bin");
    if (!path) return;
    const auto file = parseDataGroup14(test::fileBytes(*path));
    REQUIRE(file);
    const auto offers = chipAuthenticationOffers(*file);
    REQUIRE(offers.size() == 1);
    CHECK(offers[0].cipher == CipherKind::Aes256);
    const auto key = StaticKey::parse(offers[0].agreement, offers[0].subjectPublicKeyInfo);
    REQUIRE(key);
    const auto agreement = key->agree();
    REQUIRE(agreement);
    CHECK(agreement->ownPublicKey.size() == 97);
    CHECK(agreement->secret.size() == 48);
}

TEST_CASE("an RSA key of 4096 bits") {
    const auto path = test::sharedData("lds-files/mock-dsc/mock_dsc_sha256_rsa_65537_4096.key.pem");
    if (!path) return;
    const Bytes pem = test::fileBytes(*path);
    const test::ChipKey chip = test::privateKeyFromPem(std::string(pem.begin(), pem.end()));
    const auto key = PublicKey::parse(test::subjectPublicKeyInfo(chip));
    REQUIRE(key);
    const Bytes challenge = test::hex(vectors::active_authentication::appendixChallenge);
    CHECK(verifyActiveAuthentication(*key, {}, {challenge, test::signWithRecovery(chip, challenge)}) == true);
}
