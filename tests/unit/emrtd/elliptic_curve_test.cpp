#include "emrtd/crypto/elliptic_curve.hpp"

#include "support/fixed_random.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;

TEST_CASE("both sides of an agreement meet on every curve") {
    constexpr std::array<std::size_t, 11> lengths{24, 24, 28, 28, 32, 32, 40, 48, 48, 64, 66};
    for (int id = 8; id <= 18; ++id) {
        CAPTURE(id);
        const auto curve = EllipticCurve::standardised(id);
        REQUIRE(curve);
        CHECK(curve->coordinateLength() == lengths[static_cast<std::size_t>(id - 8)]);
        const auto left = curve->randomScalar(systemRandom());
        const auto right = curve->randomScalar(systemRandom());
        const auto leftPublic = curve->multiply(*left, curve->generator());
        const auto encoded = curve->encodePoint(*leftPublic);
        REQUIRE(encoded);
        const auto decoded = curve->decodePoint(*encoded);
        REQUIRE(decoded);
        const auto rightPublic = curve->multiply(*right, curve->generator());
        CHECK(curve->xCoordinate(*curve->multiply(*left, *rightPublic)).value() ==
              curve->xCoordinate(*curve->multiply(*right, *decoded)).value());
    }
}

TEST_CASE("other parameter numbers are not supported") {
    for (const int id : {-1, 0, 2, 7, 19, 31, 1000})
        CHECK(EllipticCurve::standardised(id).error().code == ErrorCode::CardProtocolUnsupported);
}

TEST_CASE("only points of the curve are taken") {
    const auto curve = EllipticCurve::standardised(12).value();
    Bytes good = curve.encodePoint(curve.generator()).value();
    CHECK(curve.decodePoint(good));
    Bytes off = good;
    off.back() ^= 1;
    CHECK(curve.decodePoint(off).error().code == ErrorCode::CardProtocolViolation);
    Bytes compressed(good.begin(), good.begin() + 33);
    compressed[0] = 0x02;
    CHECK_FALSE(curve.decodePoint(compressed));
    CHECK_FALSE(curve.decodePoint(Bytes{0x00}));
    CHECK_FALSE(curve.decodePoint(Bytes{}));
    std::fill(good.begin() + 1, good.end(), Byte{0xFF});
    CHECK_FALSE(curve.decodePoint(good));
    CHECK_FALSE(EllipticCurve::standardised(13).value().decodePoint(curve.encodePoint(curve.generator()).value()));
}

TEST_CASE("a scalar outside 1..n-1 is drawn again") {
    const auto curve = EllipticCurve::standardised(12).value();
    const std::string tooLarge(64, 'F');
    const std::string zero(64, '0');
    const std::string two = std::string(63, '0') + "2";
    test::FixedRandom random(tooLarge + zero + two);
    const auto scalar = curve.randomScalar(random);
    REQUIRE(scalar);
    const auto doubled = curve.multiply(*scalar, curve.generator());
    // 2·G of P-256.
    CHECK(toHex(curve.xCoordinate(*doubled).value()) ==
          "7cf27b188d034f7e8a52380304b51ac3c08969e277f21b35a60b48fc47669978");
    test::FixedRandom bad(tooLarge);
    CHECK_FALSE(curve.randomScalar(bad));
}

TEST_CASE("mapping to infinity is a violation") {
    const auto curve = EllipticCurve::standardised(12).value();
    // nonce = 1 and shared = -G cancel out.
    Bytes negative = curve.encodePoint(curve.generator()).value();
    const Bytes y = test::hex("B01CBD1C01E58065711814B583F061E9D431CCA994CEA1313449BF97C840AE0A");
    std::ranges::copy(y, negative.begin() + 33);
    const auto shared = curve.decodePoint(negative);
    REQUIRE(shared);
    CHECK(curve.mapGenerator(test::hex("01"), *shared).error().code == ErrorCode::CardProtocolViolation);
    CHECK(curve.mapGenerator(test::hex("02"), *shared));
}
