#include "emrtd/crypto/elliptic_curve.hpp"

#include "emrtd/crypto/openssl.hpp"

#include <openssl/obj_mac.h>

#include <array>

namespace cccd_bridge::emrtd {

namespace {

constexpr int firstParameterId = 8;
// ICAO 9303-11 §9.5.1, parameter numbers 8 to 18 in order.
constexpr std::array<int, 11> curveNames{NID_X9_62_prime192v1, NID_brainpoolP192r1,  NID_secp224r1,
                                         NID_brainpoolP224r1,  NID_X9_62_prime256v1, NID_brainpoolP256r1,
                                         NID_brainpoolP320r1,  NID_secp384r1,        NID_brainpoolP384r1,
                                         NID_brainpoolP512r1,  NID_secp521r1};

constexpr int maxScalarDraws = 64;

std::shared_ptr<EC_POINT> newPoint(const EC_GROUP* group) { return {EC_POINT_new(group), EC_POINT_clear_free}; }

}  // namespace

Result<EllipticCurve> EllipticCurve::standardised(int parameterId) {
    const int index = parameterId - firstParameterId;
    if (index < 0 || index >= static_cast<int>(curveNames.size()))
        return fail(ErrorCode::CardProtocolUnsupported, "domain parameters are not standardised curves");
    std::shared_ptr<EC_GROUP> group(EC_GROUP_new_by_curve_name(curveNames[static_cast<std::size_t>(index)]),
                                    EC_GROUP_free);
    if (!group) return openssl::failure("EC_GROUP_new_by_curve_name", ErrorCode::CardProtocolUnsupported);
    std::shared_ptr<EC_POINT> generator(EC_POINT_dup(EC_GROUP_get0_generator(group.get()), group.get()),
                                        EC_POINT_clear_free);
    if (!generator) return openssl::failure("EC_POINT_dup");
    const auto length = static_cast<std::size_t>((EC_GROUP_get_degree(group.get()) + 7) / 8);
    return EllipticCurve(std::move(group), CurvePoint(std::move(generator)), length);
}

Result<CurveScalar> EllipticCurve::randomScalar(RandomSource& random) const {
    const BIGNUM* order = EC_GROUP_get0_order(group_.get());
    const int bits = BN_num_bits(order);
    SecretBytes bytes(static_cast<std::size_t>((bits + 7) / 8));
    const std::shared_ptr<BIGNUM> number(BN_secure_new(), BN_clear_free);
    if (!number) return openssl::failure("BN_secure_new");
    for (int draw = 0; draw < maxScalarDraws; ++draw) {
        TRY_VOID(random.fill(bytes));
        if (bits % 8 != 0) bytes[0] = static_cast<Byte>(bytes[0] & ((1 << (bits % 8)) - 1));
        if (!BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), number.get()))
            return openssl::failure("BN_bin2bn");
        if (!BN_is_zero(number.get()) && BN_cmp(number.get(), order) < 0) {
            BN_set_flags(number.get(), BN_FLG_CONSTTIME);
            return CurveScalar(number);
        }
    }
    return fail(ErrorCode::ProtocolInternal, "random source gives no usable scalar");
}

Result<CurvePoint> EllipticCurve::decodePoint(ByteView encoded) const {
    if (encoded.size() != 1 + 2 * coordinateLength_ || encoded[0] != 0x04)
        return fail(ErrorCode::CardProtocolViolation, "public key is no uncompressed point of the curve");
    auto point = newPoint(group_.get());
    // EC_POINT_oct2point refuses points off the curve.
    if (!point || EC_POINT_oct2point(group_.get(), point.get(), encoded.data(), encoded.size(), nullptr) != 1)
        return openssl::failure("EC_POINT_oct2point", ErrorCode::CardProtocolViolation);
    return finite(std::move(point));
}

Result<Bytes> EllipticCurve::encodePoint(const CurvePoint& point) const {
    Bytes out(1 + 2 * coordinateLength_);
    if (EC_POINT_point2oct(group_.get(), point.handle(), POINT_CONVERSION_UNCOMPRESSED, out.data(), out.size(),
                           nullptr) != out.size())
        return openssl::failure("EC_POINT_point2oct");
    return out;
}

Result<CurvePoint> EllipticCurve::multiply(const CurveScalar& scalar, const CurvePoint& point) const {
    auto out = newPoint(group_.get());
    if (!out || EC_POINT_mul(group_.get(), out.get(), nullptr, point.handle(), scalar.handle(), nullptr) != 1)
        return openssl::failure("EC_POINT_mul");
    return finite(std::move(out));
}

Result<CurvePoint> EllipticCurve::mapGenerator(ByteView nonce, const CurvePoint& shared) const {
    const openssl::Number factor(BN_bin2bn(nonce.data(), static_cast<int>(nonce.size()), nullptr));
    auto out = newPoint(group_.get());
    if (!factor || !out) return openssl::failure("BN_bin2bn");
    BN_set_flags(factor.get(), BN_FLG_CONSTTIME);
    if (EC_POINT_mul(group_.get(), out.get(), factor.get(), nullptr, nullptr, nullptr) != 1 ||
        EC_POINT_add(group_.get(), out.get(), out.get(), shared.handle(), nullptr) != 1)
        return openssl::failure("EC_POINT_mul");
    return finite(std::move(out));
}

Result<SecretBytes> EllipticCurve::xCoordinate(const CurvePoint& point) const {
    const openssl::Number x(BN_secure_new());
    if (!x || EC_POINT_get_affine_coordinates(group_.get(), point.handle(), x.get(), nullptr, nullptr) != 1)
        return openssl::failure("EC_POINT_get_affine_coordinates");
    SecretBytes out(coordinateLength_);
    if (BN_bn2binpad(x.get(), out.data(), static_cast<int>(out.size())) < 0) return openssl::failure("BN_bn2binpad");
    return out;
}

Result<CurvePoint> EllipticCurve::finite(std::shared_ptr<ec_point_st> point) const {
    if (EC_POINT_is_at_infinity(group_.get(), point.get()) == 1)
        return fail(ErrorCode::CardProtocolViolation, "point at infinity");
    return CurvePoint(std::move(point));
}

}  // namespace cccd_bridge::emrtd
