// The group arithmetic of one PACE run: key agreement and mapping, over curves and over finite fields alike.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "emrtd/pace_info.hpp"
#include "emrtd/random_source.hpp"

#include <cstddef>
#include <memory>

namespace cccd_bridge::emrtd {

/// The present generator, first the one of the domain parameters, later the mapped one, and the own key over it.
/// Public keys are as they go over the wire: 04 || X || Y on a curve, an unsigned integer in a field.
class PaceAgreement {
  public:
    /// The group that a supported offer names. Errors: CardProtocolUnsupported.
    static Result<std::unique_ptr<PaceAgreement>> create(const PaceInfo& info);

    PaceAgreement() = default;
    PaceAgreement(const PaceAgreement&) = delete;
    PaceAgreement& operator=(const PaceAgreement&) = delete;
    virtual ~PaceAgreement() = default;

    /// Draws an own key over the present generator and gives its public part. Each draw asks the source for as many
    /// bytes as the group's order has. Errors: ProtocolInternal.
    virtual Result<Bytes> drawKey(RandomSource& random) = 0;

    /// The secret shared with the owner of this public key: X coordinate, or an element as long as the prime.
    /// Errors: CardProtocolViolation when the key is no valid element of the group.
    virtual Result<SecretBytes> agree(ByteView cardPublic) const = 0;

    /// What of mapGeneric() can be done before the card's key is there; to be followed by it, with the same nonce.
    /// Errors: those of mapGeneric().
    virtual Result<void> prepareMapping(ByteView nonce, RandomSource& random);

    /// Generic mapping (ICAO 9303-11 §4.4.3.3.1): from now on the generator is nonce · G + agreement with this key.
    /// Draws an own key over it and gives its public part. Errors: CardProtocolViolation, and those of drawKey().
    virtual Result<Bytes> mapGeneric(ByteView nonce, ByteView cardPublic, RandomSource& random) = 0;

    /// Integrated mapping (§4.4.3.3.2): from now on the generator is the image of the pseudo-random number.
    /// Errors: CardProtocolViolation, CardProtocolUnsupported.
    virtual Result<void> mapIntegrated(ByteView number) = 0;

    /// Length of the field's prime.
    virtual std::size_t fieldBits() const = 0;

    /// Tag of a public key in the authentication token (§9.4.4, §9.4.5).
    virtual Byte publicKeyTag() const = 0;
};

}  // namespace cccd_bridge::emrtd
