// Elliptic curve arithmetic of PACE over the standardised domain parameters (ICAO 9303-11 §9.5.1; BSI TR-03111 §4).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "emrtd/random_source.hpp"

#include <cstddef>
#include <memory>
#include <optional>

struct ec_group_st;
struct ec_point_st;
struct bignum_st;

namespace cccd_bridge::emrtd {

/// A point that lies on its curve and is not the point at infinity.
class CurvePoint {
  public:
    explicit CurvePoint(std::shared_ptr<ec_point_st> point) : point_(std::move(point)) {}
    const ec_point_st* handle() const { return point_.get(); }

  private:
    std::shared_ptr<ec_point_st> point_;
};

/// A secret number in 1..n-1. Wiped when destroyed.
class CurveScalar {
  public:
    explicit CurveScalar(std::shared_ptr<bignum_st> number) : number_(std::move(number)) {}
    const bignum_st* handle() const { return number_.get(); }

  private:
    std::shared_ptr<bignum_st> number_;
};

class EllipticCurve {
  public:
    /// Parameters 8 to 18 (NIST and brainpool prime curves). Errors: CardProtocolUnsupported for other numbers.
    static Result<EllipticCurve> standardised(int parameterId);

    /// ECParameters that name the curve (DER, RFC 5480 §2.1.1). Errors: ProtocolInternal.
    Result<Bytes> parameters() const;

    /// Number of the standardised curve that these ECParameters name or spell out (DER, RFC 5480 §2.1.1,
    /// ANSI X9.62); empty for any other curve or malformed parameters.
    static std::optional<int> standardisedIdOf(ByteView ecParameters);

    /// Length of the field's prime.
    std::size_t fieldBits() const;

    /// Length of a coordinate in bytes.
    std::size_t coordinateLength() const { return coordinateLength_; }

    CurvePoint generator() const { return generator_; }

    /// A uniform secret number, by rejection. Errors: ProtocolInternal when the source gives none that fits.
    Result<CurveScalar> randomScalar(RandomSource& random) const;

    /// Reads a big-endian number of at most the order's length. Errors: CardProtocolViolation outside of 1..n-1.
    Result<CurveScalar> decodeScalar(ByteView encoded) const;

    /// Reads 0x04 || X || Y. Errors: CardProtocolViolation for another form, infinity, or a point off the curve.
    Result<CurvePoint> decodePoint(ByteView encoded) const;

    /// Writes 0x04 || X || Y.
    Result<Bytes> encodePoint(const CurvePoint& point) const;

    /// scalar · point. Errors: CardProtocolViolation when the result is infinity.
    Result<CurvePoint> multiply(const CurveScalar& scalar, const CurvePoint& point) const;

    /// left + right. Errors: CardProtocolViolation when the result is infinity.
    Result<CurvePoint> add(const CurvePoint& left, const CurvePoint& right) const;

    /// left · right modulo the order, which is prime.
    Result<CurveScalar> multiply(const CurveScalar& left, const CurveScalar& right) const;

    /// A big-endian number of any length modulo the order. Errors: CardProtocolViolation when that is zero.
    Result<CurveScalar> reduceScalar(ByteView encoded) const;

    /// Does integrated mapping work here? Its encoding needs p = 3 mod 4 and a != 0, which NIST P-224 does not have.
    bool supportsIntegratedMapping() const;

    /// The generator that integrated mapping gives for the pseudo-random number (ICAO 9303-11 §4.4.3.3.2).
    /// Errors: CardProtocolUnsupported where it is not defined; CardProtocolViolation for the few numbers that have no
    /// image.
    Result<CurvePoint> mapIntegrated(ByteView number) const;

    /// The X coordinate, padded to coordinateLength(): the shared secret of a key agreement.
    Result<SecretBytes> xCoordinate(const CurvePoint& point) const;

  private:
    EllipticCurve(std::shared_ptr<ec_group_st> group, CurvePoint generator, std::size_t coordinateLength)
        : group_(std::move(group)), generator_(std::move(generator)), coordinateLength_(coordinateLength) {}

    Result<CurvePoint> finite(std::shared_ptr<ec_point_st> point) const;

    std::shared_ptr<ec_group_st> group_;
    CurvePoint generator_;
    std::size_t coordinateLength_;
};

}  // namespace cccd_bridge::emrtd
