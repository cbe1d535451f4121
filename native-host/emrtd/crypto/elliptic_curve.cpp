#include "emrtd/crypto/elliptic_curve.hpp"

#include "emrtd/crypto/openssl.hpp"
#include "emrtd/crypto/random_number.hpp"

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

// ECParameters of a 521-bit curve in full, with a seed.
constexpr std::size_t maxParameters = 1024;

std::shared_ptr<EC_POINT> newPoint(const EC_GROUP* group) { return {EC_POINT_new(group), EC_POINT_clear_free}; }

std::shared_ptr<BIGNUM> newScalar() { return {BN_secure_new(), BN_clear_free}; }

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

Result<Bytes> EllipticCurve::parameters() const {
    Byte* encoded = nullptr;
    const int length = i2d_ECPKParameters(group_.get(), &encoded);
    if (length <= 0) return openssl::failure("i2d_ECPKParameters");
    Bytes out(encoded, encoded + length);
    OPENSSL_free(encoded);
    return out;
}

std::optional<int> EllipticCurve::standardisedIdOf(ByteView ecParameters) {
    if (ecParameters.size() > maxParameters) return std::nullopt;
    const Byte* cursor = ecParameters.data();
    const openssl::Group group(d2i_ECPKParameters(nullptr, &cursor, static_cast<long>(ecParameters.size())));
    openssl::forgetErrors();
    if (!group || cursor != ecParameters.data() + ecParameters.size()) return std::nullopt;
    for (std::size_t index = 0; index < curveNames.size(); ++index) {
        const int id = firstParameterId + static_cast<int>(index);
        const auto curve = standardised(id);
        if (curve && EC_GROUP_cmp(group.get(), curve->group_.get(), nullptr) == 0) return id;
    }
    return std::nullopt;
}

std::size_t EllipticCurve::fieldBits() const { return static_cast<std::size_t>(EC_GROUP_get_degree(group_.get())); }

Result<CurveScalar> EllipticCurve::randomScalar(RandomSource& random) const {
    TRY(auto number, openssl::randomBelow(EC_GROUP_get0_order(group_.get()), random));
    return CurveScalar(std::move(number));
}

Result<CurveScalar> EllipticCurve::decodeScalar(ByteView encoded) const {
    const BIGNUM* order = EC_GROUP_get0_order(group_.get());
    if (encoded.size() > static_cast<std::size_t>(BN_num_bytes(order)))
        return fail(ErrorCode::CardProtocolViolation, "number longer than the curve's order");
    auto number = newScalar();
    if (!number || !BN_bin2bn(encoded.data(), static_cast<int>(encoded.size()), number.get()))
        return openssl::failure("BN_bin2bn");
    if (BN_is_zero(number.get()) || BN_cmp(number.get(), order) >= 0)
        return fail(ErrorCode::CardProtocolViolation, "number outside of the curve's order");
    BN_set_flags(number.get(), BN_FLG_CONSTTIME);
    return CurveScalar(std::move(number));
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

Result<CurvePoint> EllipticCurve::add(const CurvePoint& left, const CurvePoint& right) const {
    auto out = newPoint(group_.get());
    if (!out || EC_POINT_add(group_.get(), out.get(), left.handle(), right.handle(), nullptr) != 1)
        return openssl::failure("EC_POINT_add");
    return finite(std::move(out));
}

Result<CurveScalar> EllipticCurve::multiply(const CurveScalar& left, const CurveScalar& right) const {
    const openssl::NumberContext context(BN_CTX_secure_new());
    auto out = newScalar();
    if (!context || !out ||
        BN_mod_mul(out.get(), left.handle(), right.handle(), EC_GROUP_get0_order(group_.get()), context.get()) != 1)
        return openssl::failure("BN_mod_mul");
    BN_set_flags(out.get(), BN_FLG_CONSTTIME);
    return CurveScalar(std::move(out));
}

Result<CurveScalar> EllipticCurve::reduceScalar(ByteView encoded) const {
    const openssl::NumberContext context(BN_CTX_secure_new());
    const openssl::Number number(BN_secure_new());
    auto out = newScalar();
    if (!context || !number || !out || !BN_bin2bn(encoded.data(), static_cast<int>(encoded.size()), number.get()) ||
        BN_nnmod(out.get(), number.get(), EC_GROUP_get0_order(group_.get()), context.get()) != 1)
        return openssl::failure("BN_nnmod");
    if (BN_is_zero(out.get())) return fail(ErrorCode::CardProtocolViolation, "number is a multiple of the order");
    BN_set_flags(out.get(), BN_FLG_CONSTTIME);
    return CurveScalar(std::move(out));
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
