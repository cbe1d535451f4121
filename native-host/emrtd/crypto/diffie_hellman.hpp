// Arithmetic of PACE in prime-order subgroups of finite fields: the standardised MODP groups (ICAO 9303-11 §9.5.1;
// RFC 5114 §2).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "emrtd/random_source.hpp"

#include <cstddef>
#include <memory>
#include <optional>

struct bignum_st;

namespace cccd_bridge::emrtd {

/// An element of the subgroup of order q other than 1. Wiped when destroyed.
class FieldElement {
  public:
    explicit FieldElement(std::shared_ptr<bignum_st> number) : number_(std::move(number)) {}
    const bignum_st* handle() const { return number_.get(); }

  private:
    std::shared_ptr<bignum_st> number_;
};

/// A secret exponent in 1..q-1. Wiped when destroyed.
class FieldExponent {
  public:
    explicit FieldExponent(std::shared_ptr<bignum_st> number) : number_(std::move(number)) {}
    const bignum_st* handle() const { return number_.get(); }

  private:
    std::shared_ptr<bignum_st> number_;
};

class DiffieHellmanGroup {
  public:
    /// Parameters 0 (1024-bit prime, 160-bit order), 1 (2048, 224) and 2 (2048, 256).
    /// Errors: CardProtocolUnsupported for other numbers.
    static Result<DiffieHellmanGroup> standardised(int parameterId);

    /// Number of the standardised group that these X9.42 DomainParameters spell out (DER SEQUENCE { p, g, q, … },
    /// RFC 3279 §2.3.3); empty for any other group or malformed parameters.
    static std::optional<int> standardisedIdOf(ByteView domainParameters);

    /// X9.42 DomainParameters that spell the group out (DER SEQUENCE { p, g, q }). Errors: ProtocolInternal.
    Result<Bytes> parameters() const;

    /// Length of the prime.
    std::size_t fieldBits() const;

    FieldElement generator() const { return generator_; }

    /// A uniform secret exponent, by rejection. Errors: ProtocolInternal when the source gives none that fits.
    Result<FieldExponent> randomExponent(RandomSource& random) const;

    /// Reads an unsigned big-endian integer. Errors: CardProtocolViolation when it is longer than the prime, outside
    /// 2..p-2 or not of order q (RFC 2631 §2.1.5).
    Result<FieldElement> decode(ByteView encoded) const;

    /// Writes an unsigned big-endian integer without leading zeros (BSI TR-03110-3 D.2.1.1).
    Result<Bytes> encode(const FieldElement& element) const;

    /// base ^ exponent. Errors: CardProtocolViolation when the result is 1.
    Result<FieldElement> power(const FieldElement& base, const FieldExponent& exponent) const;

    /// g ^ nonce · shared, the generator that generic mapping gives (ICAO 9303-11 §4.4.3.3.1).
    /// Errors: CardProtocolViolation when the result is 1.
    Result<FieldElement> mapGeneric(ByteView nonce, const FieldElement& shared) const;

    /// (number mod p) ^ ((p - 1) / q), the generator that integrated mapping gives (ICAO 9303-11 §4.4.3.3.2).
    /// Errors: CardProtocolViolation when the result is no generator.
    Result<FieldElement> mapIntegrated(ByteView number) const;

    /// The element as long as the prime: the shared secret of a key agreement (RFC 2631 §2.1.2).
    Result<SecretBytes> sharedSecret(const FieldElement& element) const;

  private:
    DiffieHellmanGroup(std::shared_ptr<bignum_st> prime, std::shared_ptr<bignum_st> order, FieldElement generator)
        : prime_(std::move(prime)), order_(std::move(order)), generator_(std::move(generator)) {}

    Result<FieldElement> generating(std::shared_ptr<bignum_st> number) const;

    std::shared_ptr<bignum_st> prime_;
    std::shared_ptr<bignum_st> order_;
    FieldElement generator_;
};

}  // namespace cccd_bridge::emrtd
