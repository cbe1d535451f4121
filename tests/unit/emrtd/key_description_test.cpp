#include "emrtd/key_description.hpp"

#include "emrtd/crypto/diffie_hellman.hpp"
#include "support/chip_signer.hpp"
#include "support/security_infos.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;
using namespace cccd_bridge::emrtd::test;

namespace {

KeyDescription describe(const ChipKey& key) {
    const auto described = describeKey(subjectPublicKeyInfo(key));
    REQUIRE(described);
    return *described;
}

// SubjectPublicKeyInfo of an algorithm (identifier and parameters, encoded) and the content of the key.
Bytes keyInfo(const Bytes& algorithm, const Bytes& key = hex("0004")) {
    return makeTlv(0x30, joined({makeTlv(0x30, algorithm), makeTlv(0x03, key)}));
}

}  // namespace

TEST_CASE("RSA keys have a size, keys over curves a name or what is spelled out") {
    const auto rsa = describe(makeRsaKey(2048));
    CHECK(rsa.kind == KeyKind::Rsa);
    CHECK(rsa.bits == 2048);
    CHECK(rsa.parameters.empty());
    CHECK_FALSE(rsa.form);
    for (const auto& [curve, name, bits] :
         {std::tuple{"P-256", "P-256", 256U}, {"P-521", "P-521", 521U}, {"brainpoolP320r1", "brainpoolP320r1", 320U}}) {
        for (const bool spelledOut : {false, true}) {
            const auto key = describe(makeCurveKey(curve, spelledOut));
            CHECK(key.kind == KeyKind::EllipticCurve);
            CHECK(key.parameters == name);
            CHECK(key.bits == bits);
            CHECK(key.form == (spelledOut ? ParametersForm::Explicit : ParametersForm::Named));
        }
    }
    const auto other = describe(makeCurveKey("secp256k1"));
    CHECK(other.parameters == "1.3.132.0.10");
    CHECK(other.bits == 0);
    const auto unknown = describe(makeCurveKey("secp256k1", true));
    CHECK(unknown.parameters.empty());
    CHECK(unknown.bits == 256);
}

TEST_CASE("Diffie-Hellman keys, X9.42 and PKCS#3") {
    const auto standardised = describe(makeFieldKey(true));
    CHECK(standardised.kind == KeyKind::DiffieHellman);
    CHECK(standardised.parameters == "modp2048-256");
    CHECK(standardised.bits == 2048);
    CHECK(standardised.form == ParametersForm::Explicit);
    const auto other = describe(makeFieldKey(false));
    CHECK(other.kind == KeyKind::DiffieHellman);
    CHECK(other.parameters.empty());
    CHECK(other.bits == 2048);
}

TEST_CASE("domain parameters by number") {
    const auto numbered = [](int number) {
        return describeKey(keyInfo(joined({hex("060704007F00070102"), integer(number)})));
    };
    CHECK(numbered(0)->kind == KeyKind::DiffieHellman);
    CHECK(numbered(0)->bits == 1024);
    CHECK(numbered(13)->kind == KeyKind::EllipticCurve);
    CHECK(numbered(13)->parameters == "brainpoolP256r1");
    CHECK(numbered(18)->form == ParametersForm::Numbered);
    CHECK(numbered(3).error().code == ErrorCode::CardProtocolUnsupported);
    CHECK(numbered(200).error().code == ErrorCode::CardFileMalformed);
    CHECK(domainParametersName(2) == "modp2048-256");
    CHECK(domainParametersName(8) == "P-192");
    CHECK(domainParametersName(7).empty());
}

TEST_CASE("what is no key, and keys of other kinds") {
    CHECK(describeKey({}).error().code == ErrorCode::CardFileMalformed);
    CHECK(describeKey(hex("3000")).error().code == ErrorCode::CardFileMalformed);
    CHECK(describeKey(keyInfo(hex("06072A8648CE3D0201"))).error().code == ErrorCode::CardFileMalformed);
    CHECK(describeKey(keyInfo(hex("06032B6570"))).error().code == ErrorCode::CardProtocolUnsupported);
    CHECK(describeKey(keyInfo(hex("06092A864886F70D0101010500"))).error().code == ErrorCode::CardFileMalformed);
    // Parameters that are no curve are shown as spelled out, of no known size.
    const auto broken = describeKey(keyInfo(hex("06072A8648CE3D02013003020101")));
    CHECK(broken->kind == KeyKind::EllipticCurve);
    CHECK(broken->bits == 0);
    Bytes whole = subjectPublicKeyInfo(makeCurveKey("P-256", true));
    for (std::size_t length = 0; length < whole.size(); ++length)
        CHECK_FALSE(describeKey(ByteView(whole).first(length)));
}
