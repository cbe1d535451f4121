#include "emrtd/crypto/signature.hpp"

#include "emrtd/tlv.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

#include <initializer_list>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;
using test::hex;

namespace {

Bytes joined(std::initializer_list<Bytes> parts) {
    Bytes all;
    for (const Bytes& part : parts) all.insert(all.end(), part.begin(), part.end());
    return all;
}

Result<PublicKey> rsaKey(Byte lastOfModulus, const Bytes& exponent) {
    Bytes modulus(257, 0xA5);
    modulus.front() = 0;
    modulus.back() = lastOfModulus;
    const Bytes numbers = makeTlv(0x30, joined({makeTlv(0x02, modulus), makeTlv(0x02, exponent)}));
    Bytes bits{0};
    bits.insert(bits.end(), numbers.begin(), numbers.end());
    return PublicKey::parse(makeTlv(0x30, joined({hex("300D06092A864886F70D0101010500"), makeTlv(0x03, bits)})));
}

}  // namespace

TEST_CASE("RSA keys under which anybody can sign are none") {
    CHECK(rsaKey(0xA5, {0x03}));
    CHECK(rsaKey(0xA5, {0x01, 0x00, 0x01}));
    for (const Bytes& exponent : {Bytes{0x00}, {0x01}, {0x02}, {0x01, 0x00, 0x00}, Bytes(257, 0x7F)})
        CHECK(rsaKey(0xA5, exponent).error().code == ErrorCode::CardProtocolUnsupported);
    CHECK(rsaKey(0xA4, {0x03}).error().code == ErrorCode::CardProtocolUnsupported);
}

TEST_CASE("algorithm identifiers that mean the same") {
    const Bytes withNull = hex("300D06092A864886F70D01010B0500");
    const Bytes without = hex("300B06092A864886F70D01010B");
    const Bytes other = hex("300D06092A864886F70D01010D0500");
    const Bytes unknown = hex("3003060129");
    CHECK(isSameScheme(withNull, without));
    CHECK(isSameScheme(unknown, unknown));
    CHECK_FALSE(isSameScheme(withNull, other));
    CHECK_FALSE(isSameScheme(withNull, unknown));
    CHECK_FALSE(isSameScheme(unknown, hex("300306012A")));
}
