#include "emrtd/lds/dg14.hpp"

#include "emrtd/lds/dg15.hpp"
#include "support/chip_signer.hpp"
#include "support/security_infos.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;
using namespace cccd_bridge::emrtd::test;

namespace {

std::vector<ChipAuthenticationOffer> offersOf(const std::vector<Bytes>& infos) {
    const auto parsed = parseDataGroup14(dataGroup14(infos));
    REQUIRE(parsed);
    return chipAuthenticationOffers(*parsed);
}

const Bytes anyKey = hex("30060604DEADBEEF");
const Bytes otherKey = hex("30060604DEADBEEE");

}  // namespace

TEST_CASE("a card of the usual kind: one curve, AES-128, version 1") {
    const auto offers = offersOf({chipInfo(2, 2), chipKeyInfo(2, anyKey), terminalInfo()});
    REQUIRE(offers.size() == 1);
    CHECK(offers[0].agreement == KeyAgreementKind::EllipticCurve);
    CHECK(offers[0].cipher == CipherKind::Aes128);
    CHECK(upperHex(offers[0].protocol) == "04007F00070202030202");
    CHECK(offers[0].subjectPublicKeyInfo == anyKey);
    CHECK(offers[0].keyId.empty());
}

TEST_CASE("the strongest cipher first, curves before finite fields") {
    const auto offers = offersOf({chipInfo(2, 1), chipInfo(1, 4), chipInfo(2, 4), chipInfo(2, 2),
                                  chipKeyInfo(1, anyKey), chipKeyInfo(2, otherKey)});
    REQUIRE(offers.size() == 4);
    CHECK(offers[0].cipher == CipherKind::Aes256);
    CHECK(offers[0].agreement == KeyAgreementKind::EllipticCurve);
    CHECK(offers[0].subjectPublicKeyInfo == otherKey);
    CHECK(offers[1].agreement == KeyAgreementKind::DiffieHellman);
    CHECK(offers[1].subjectPublicKeyInfo == anyKey);
    CHECK(offers[3].cipher == CipherKind::TripleDes);
}

TEST_CASE("key identifiers: equal ones belong together and are named to the card") {
    const auto offers = offersOf(
        {chipInfo(2, 2, 1, 7), chipInfo(2, 3, 1, 200), chipKeyInfo(2, anyKey, 200), chipKeyInfo(2, otherKey, 7)});
    REQUIRE(offers.size() == 2);
    CHECK(offers[0].cipher == CipherKind::Aes192);
    CHECK(offers[0].subjectPublicKeyInfo == anyKey);
    CHECK(offers[0].keyId == Bytes{200});
    CHECK(offers[1].subjectPublicKeyInfo == otherKey);
    CHECK(offers[1].keyId == Bytes{7});
}

TEST_CASE("key identifiers that do not fit") {
    CHECK(offersOf({chipInfo(2, 2, 1, 7), chipKeyInfo(2, anyKey, 8)}).empty());
    CHECK(offersOf({chipInfo(2, 2), chipKeyInfo(2, anyKey, 7), chipKeyInfo(2, otherKey, 8)}).empty());
    CHECK(offersOf({chipInfo(2, 2), chipKeyInfo(1, anyKey)}).empty());
    CHECK(offersOf({chipInfo(2, 2)}).empty());
    // One side without an identifier, and only one key that it can mean.
    CHECK(offersOf({chipInfo(2, 2), chipKeyInfo(2, anyKey, 7)}).size() == 1);
    CHECK(offersOf({chipInfo(2, 2, 1, 7), chipKeyInfo(2, anyKey)}).size() == 1);
}

TEST_CASE("version 2 is recognised and not offered; a key without an info is the first edition's") {
    const auto parsed = parseDataGroup14(dataGroup14({chipInfo(2, 2, 2, 1), chipKeyInfo(2, anyKey, 1)}));
    REQUIRE(parsed);
    CHECK(parsed->chipAuthentications[0].version == 2);
    CHECK(chipAuthenticationOffers(*parsed).empty());
    const auto offers = offersOf({chipKeyInfo(1, anyKey)});
    REQUIRE(offers.size() == 1);
    CHECK(offers[0].cipher == CipherKind::TripleDes);
    CHECK(upperHex(offers[0].protocol) == "04007F00070202030101");
}

TEST_CASE("the hash of active authentication") {
    const auto hashOf = [](const char* oid) {
        return parseDataGroup14(dataGroup14({activeAuthenticationInfo(hex(oid))}))->activeAuthenticationHash;
    };
    CHECK(hashOf("04007F00070101040101") == HashAlgorithm::Sha1);
    CHECK(hashOf("04007F00070101040103") == HashAlgorithm::Sha256);
    CHECK(hashOf("04007F00070101040105") == HashAlgorithm::Sha512);
    CHECK(hashOf("2A8648CE3D040303") == HashAlgorithm::Sha384);
    CHECK(hashOf("04007F00070101040106") == std::nullopt);  // RIPEMD-160
    const auto unknown = parseDataGroup14(dataGroup14({activeAuthenticationInfo(hex("2A03"))}));
    CHECK(unknown->namesActiveAuthentication);
    CHECK_FALSE(unknown->activeAuthenticationHash);
    CHECK_FALSE(parseDataGroup14(dataGroup14({chipInfo(2, 2)}))->namesActiveAuthentication);
}

TEST_CASE("DG14 that is none, or without measure") {
    CHECK(parseDataGroup14({}).error().code == ErrorCode::CardFileMalformed);
    CHECK(parseDataGroup14(hex("6E00")).error().code == ErrorCode::CardFileMalformed);
    CHECK(parseDataGroup14(hex("6F023100")).error().code == ErrorCode::CardFileMalformed);
    CHECK(parseDataGroup14(hex("6E0431000500")).error().code == ErrorCode::CardFileMalformed);
    CHECK(parseDataGroup14(hex("6E023100"))->chipKeys.empty());
    CHECK(parseDataGroup14(dataGroup14(std::vector<Bytes>(64, chipInfo(2, 2)))));
    CHECK(parseDataGroup14(dataGroup14(std::vector<Bytes>(4000, chipInfo(2, 2)))).error().code ==
          ErrorCode::CardFileMalformed);
    CHECK_FALSE(parseDataGroup14(dataGroup14({chipInfo(2, 2, 1, -1)})));
    // An arc that no cipher or agreement has.
    CHECK(offersOf({chipInfo(3, 2), chipInfo(2, 0), chipInfo(2, 9), chipKeyInfo(2, anyKey)}).empty() == false);
    CHECK(parseDataGroup14(dataGroup14({chipInfo(3, 2), chipInfo(2, 0), chipInfo(2, 9)}))->chipAuthentications.empty());
}

TEST_CASE("DG15") {
    const ChipKey key = makeRsaKey(1024);
    const Bytes keyInfo = subjectPublicKeyInfo(key);
    const auto parsed = parseDataGroup15(makeTlv(0x6F, keyInfo));
    REQUIRE(parsed);
    CHECK(parsed->isRsa());
    CHECK(parsed->signatureLength() == 128);
    CHECK_FALSE(parseDataGroup15(makeTlv(0x6F, subjectPublicKeyInfo(makeCurveKey("brainpoolP256r1"))))->isRsa());
    CHECK(parseDataGroup15({}).error().code == ErrorCode::CardFileMalformed);
    CHECK(parseDataGroup15(makeTlv(0x6E, keyInfo)).error().code == ErrorCode::CardFileMalformed);
    CHECK(parseDataGroup15(makeTlv(0x6F, hex("3003020101"))).error().code == ErrorCode::CardFileMalformed);
    Bytes twice = keyInfo;
    twice.insert(twice.end(), keyInfo.begin(), keyInfo.end());
    CHECK(parseDataGroup15(makeTlv(0x6F, twice)).error().code == ErrorCode::CardFileMalformed);
    CHECK(parseDataGroup15(makeTlv(0x6F, subjectPublicKeyInfo(makeRsaKey(512)))).error().code ==
          ErrorCode::CardProtocolUnsupported);
}
