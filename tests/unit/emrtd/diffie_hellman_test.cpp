#include "emrtd/crypto/diffie_hellman.hpp"

#include "emrtd/tlv.hpp"
#include "support/fixed_random.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;

namespace {

// RFC 5114 §2.1.
const char* const prime160 =
    "B10B8F96A080E01DDE92DE5EAE5D54EC52C99FBCFB06A3C69A6A9DCA52D23B616073E28675A23D189838EF1E2EE652C013ECB4AEA906112324"
    "975C3CD49B83BFACCBDD7D90C4BD7098488E9C219A73724EFFD6FAE5644738FAA31A4FF55BCCC0A151AF5F0DC8B4BD45BF37DF365C1A65E68C"
    "FDA76D4DA708DF1FB2BC2E4A4371";
const char* const generator160 =
    "A4D1CBD5C3FD34126765A442EFB99905F8104DD258AC507FD6406CFF14266D31266FEA1E5C41564B777E690F5504F213160217B4B01B886A5E"
    "91547F9E2749F4D7FBD7D3B9A92EE1909D0D2263F80A76A6A24C087A091F531DBF0A0169B6A28AD662A4D18E73AFA32D779D5918D08BC8858F"
    "4DCEF97C2A24855E6EEB22B3B2E5";
const char* const order160 = "F518AA8781A8DF278ABA4E7D64B7CB9D49462353";

Bytes unsignedInteger(const std::string& digits) { return makeTlv(0x02, test::hex("00" + digits)); }

Bytes domainParameters(const std::string& generator) {
    Bytes content = unsignedInteger(prime160);
    for (const Bytes& number : {unsignedInteger(generator), unsignedInteger(order160)})
        content.insert(content.end(), number.begin(), number.end());
    return makeTlv(0x30, content);
}

}  // namespace

TEST_CASE("both sides of an agreement meet in every group") {
    constexpr std::array<std::size_t, 3> bits{1024, 2048, 2048};
    for (int id = 0; id <= 2; ++id) {
        CAPTURE(id);
        const auto group = DiffieHellmanGroup::standardised(id).value();
        CHECK(group.fieldBits() == bits[static_cast<std::size_t>(id)]);
        const auto left = group.randomExponent(systemRandom()).value();
        const auto right = group.randomExponent(systemRandom()).value();
        const Bytes sent = group.encode(group.power(group.generator(), left).value()).value();
        const auto received = group.decode(sent);
        REQUIRE(received);
        const auto other = group.power(group.generator(), right).value();
        const auto shared = group.sharedSecret(group.power(other, left).value()).value();
        CHECK(shared == group.sharedSecret(group.power(*received, right).value()).value());
        CHECK(shared.size() * 8 == group.fieldBits());
        // The mapped generator of both sides agrees as well, and integrated mapping ends in the subgroup.
        const auto mapped = group.mapGeneric(test::hex("0123456789ABCDEF"), other).value();
        CHECK(group.decode(group.encode(mapped).value()));
        const auto integrated = group.mapIntegrated(Bytes(group.fieldBits() / 8 + 8, 0x5A));
        REQUIRE(integrated);
        CHECK(group.decode(group.encode(*integrated).value()));
    }
    for (const int id : {-1, 3, 7, 8, 13})
        CHECK(DiffieHellmanGroup::standardised(id).error().code == ErrorCode::CardProtocolUnsupported);
}

TEST_CASE("public keys must lie within the prime and in the subgroup") {
    const auto group = DiffieHellmanGroup::standardised(0).value();
    Bytes prime = test::hex(prime160);
    CHECK(group.decode(test::hex(generator160)));
    const auto refused = [&](const Bytes& key) {
        const auto decoded = group.decode(key);
        return !decoded && decoded.error().code == ErrorCode::CardProtocolViolation;
    };
    CHECK(refused({}));
    CHECK(refused({0x00}));
    CHECK(refused({0x01}));
    CHECK(refused({0x02}));  // in range, of another order
    CHECK(refused(prime));
    --prime.back();  // p - 1 has order 2
    CHECK(refused(prime));
    --prime.back();
    CHECK(refused(prime));
    CHECK(refused(Bytes(129, 0x01)));
    CHECK(refused(Bytes(128, 0xFF)));
}

TEST_CASE("results that generate nothing are refused") {
    const auto group = DiffieHellmanGroup::standardised(0).value();
    CHECK(group.mapIntegrated({}).error().code == ErrorCode::CardProtocolViolation);
    CHECK(group.mapIntegrated(Bytes{0x01}).error().code == ErrorCode::CardProtocolViolation);
    CHECK(group.mapIntegrated(test::hex(prime160)).error().code == ErrorCode::CardProtocolViolation);
    // nonce = 1 and shared = 1/g cancel out: g to the power of q - 1.
    test::FixedRandom random("F518AA8781A8DF278ABA4E7D64B7CB9D49462352");
    const auto inverse = group.power(group.generator(), group.randomExponent(random).value());
    REQUIRE(inverse);
    CHECK(group.mapGeneric(Bytes{0x01}, *inverse).error().code == ErrorCode::CardProtocolViolation);
    CHECK(group.mapGeneric(Bytes{0x02}, *inverse));
}

TEST_CASE("a group is spelled out in numbers that name it") {
    CHECK(DiffieHellmanGroup::standardised(0)->parameters() == domainParameters(generator160));
    for (const int id : {0, 1, 2})
        CHECK(DiffieHellmanGroup::standardisedIdOf(DiffieHellmanGroup::standardised(id)->parameters().value()) == id);
}

TEST_CASE("a group is known by its numbers") {
    CHECK(DiffieHellmanGroup::standardisedIdOf(domainParameters(generator160)) == 0);
    std::string other = generator160;
    other.back() = '6';
    CHECK_FALSE(DiffieHellmanGroup::standardisedIdOf(domainParameters(other)));
    for (const char* text : {"", "3000", "3003020101", "0500"}) {
        CAPTURE(text);
        CHECK_FALSE(DiffieHellmanGroup::standardisedIdOf(test::hex(text)));
    }
    CHECK_FALSE(DiffieHellmanGroup::standardisedIdOf(Bytes(1 << 16, 0x30)));
}
