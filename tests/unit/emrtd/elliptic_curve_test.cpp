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

TEST_CASE("a sum that is infinity is a violation") {
    const auto curve = EllipticCurve::standardised(12).value();
    // G and -G cancel out.
    Bytes negative = curve.encodePoint(curve.generator()).value();
    const Bytes y = test::hex("B01CBD1C01E58065711814B583F061E9D431CCA994CEA1313449BF97C840AE0A");
    std::ranges::copy(y, negative.begin() + 33);
    const auto shared = curve.decodePoint(negative);
    REQUIRE(shared);
    CHECK(curve.add(curve.generator(), *shared).error().code == ErrorCode::CardProtocolViolation);
    const auto doubled = curve.multiply(curve.reduceScalar(test::hex("02")).value(), *shared);
    CHECK(curve.encodePoint(curve.add(*shared, *shared).value()).value() == curve.encodePoint(*doubled).value());
}

TEST_CASE("scalars are multiplied and reduced modulo the order") {
    const auto curve = EllipticCurve::standardised(13).value();
    const std::string order = "A9FB57DBA1EEA9BC3E660A909D838D718C397AA3B561A6F7901E0E82974856A7";
    const auto two = curve.reduceScalar(test::hex("02")).value();
    const auto three = curve.reduceScalar(test::hex("03")).value();
    const auto pointOf = [&](const CurveScalar& scalar) {
        return curve.encodePoint(curve.multiply(scalar, curve.generator()).value()).value();
    };
    CHECK(pointOf(curve.multiply(two, three).value()) == pointOf(curve.reduceScalar(test::hex("06")).value()));
    // (n - 1)² = 1, and n + 2 = 2.
    const auto last = curve.reduceScalar(test::hex(order.substr(0, 62) + "A6")).value();
    CHECK(pointOf(curve.multiply(last, last).value()) == pointOf(curve.reduceScalar(test::hex("01")).value()));
    CHECK(pointOf(curve.reduceScalar(test::hex(order.substr(0, 62) + "A9")).value()) == pointOf(two));
    for (const std::string& zero : {std::string("00"), order, std::string()})
        CHECK(curve.reduceScalar(test::hex(zero)).error().code == ErrorCode::CardProtocolViolation);
}

TEST_CASE("integrated mapping reaches the curve from every number, except over NIST P-224") {
    for (int id = 8; id <= 18; ++id) {
        CAPTURE(id);
        const auto curve = EllipticCurve::standardised(id).value();
        CHECK(curve.supportsIntegratedMapping() == (id != 10));
        for (Byte first = 0x10; first < 0x30; ++first) {
            const auto point = curve.mapIntegrated(Bytes{first, 0x55, 0x01});
            if (id == 10) {
                CHECK(point.error().code == ErrorCode::CardProtocolUnsupported);
                break;
            }
            REQUIRE(point);
            // What was encoded is decoded again only if it is on the curve.
            CHECK(curve.decodePoint(curve.encodePoint(*point).value()));
        }
        if (id == 10) continue;
        // 0 and 1 have no image: alpha + alpha² is zero there.
        CHECK(curve.mapIntegrated(Bytes{0x00}).error().code == ErrorCode::CardProtocolViolation);
        CHECK(curve.mapIntegrated(Bytes{0x01}).error().code == ErrorCode::CardProtocolViolation);
    }
}

TEST_CASE("numbers from the card are scalars only within the order") {
    const auto curve = EllipticCurve::standardised(12).value();
    CHECK(curve.decodeScalar(test::hex("01")));
    CHECK_FALSE(curve.decodeScalar({}));
    CHECK_FALSE(curve.decodeScalar(Bytes(32)));
    CHECK_FALSE(curve.decodeScalar(Bytes(32, 0xFF)));
    CHECK_FALSE(curve.decodeScalar(Bytes(33, 0x01)));
    CHECK_FALSE(curve.decodeScalar(test::hex("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551")));
    CHECK(curve.decodeScalar(test::hex("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632550")));
}

TEST_CASE("a curve is known by its name and by its numbers") {
    CHECK(EllipticCurve::standardisedIdOf(test::hex("06082A8648CE3D030107")) == 12);
    CHECK(EllipticCurve::standardisedIdOf(test::hex("06092B2403030208010107")) == 13);
    // P-256 in full, and with the last digit of b changed.
    const std::string front =
        "3081E0020101302C06072A8648CE3D0101022100FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF"
        "30440420FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFC0420"
        "5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604";
    const std::string back =
        "0441046B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C2964FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33"
        "576B315ECECBB6406837BF51F5022100FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551020101";
    CHECK(EllipticCurve::standardisedIdOf(test::hex(front + "B" + back)) == 12);
    CHECK_FALSE(EllipticCurve::standardisedIdOf(test::hex(front + "C" + back)));
    for (const char* text : {"", "0500", "3000", "06052B8104000A", "06082A8648CE3D030107FF"}) {
        CAPTURE(text);
        CHECK_FALSE(EllipticCurve::standardisedIdOf(test::hex(text)));
    }
    CHECK_FALSE(EllipticCurve::standardisedIdOf(Bytes(1 << 16, 0x30)));
}
