// Groups in which keys are agreed: elliptic curves, and subgroups of the integers modulo a prime. Elements are as they
// stand in public keys: an uncompressed point (TR-03111 §3.2.1), or an integer as long as the prime (RFC 2631 §2.1.2).
#pragma once

#include "virtual-card/crypto.hpp"
#include "virtual-card/keys.hpp"

#include <memory>

namespace virtual_card {

class Group {
  public:
    virtual ~Group() = default;

    virtual const Bytes& generator() const = 0;
    /// Order of the generator, big-endian.
    virtual const Bytes& order() const = 0;
    /// Size of the field or of the prime in bits.
    virtual std::size_t fieldBits() const = 0;
    /// A public key that another party may send: an element other than the neutral one.
    virtual bool contains(ByteView element) const = 0;
    /// The element combined with itself as often as the scalar says.
    virtual Bytes power(ByteView element, ByteView scalar) const = 0;
    virtual Bytes combine(ByteView left, ByteView right) const = 0;
    /// What two parties share: the x coordinate, or the element itself.
    virtual Bytes sharedSecret(ByteView element) const = 0;
    /// Maps a pseudo-random number to an element (9303-11 §4.4.3.3.2 and appendix B); nothing when it is neutral.
    virtual std::optional<Bytes> encodeNumber(ByteView number) const = 0;
    /// Tag of a public key's element in a data object of a public key (9303-11 §9.4.3, §9.4.4).
    virtual Byte publicKeyTag() const = 0;

    /// A private key, never zero.
    Bytes randomScalar(const RandomSource& random) const;
    /// The scalar x with x * divisor = dividend modulo the order.
    Bytes divideScalars(ByteView dividend, ByteView divisor) const;
};

using GroupPointer = std::shared_ptr<const Group>;

/// Standardized domain parameters (9303-11 §9.5.1): 0 to 2 and 8 to 18.
GroupPointer standardGroup(int parameterId);
/// Elliptic curve or modular, with the domain parameters of the key.
GroupPointer groupOf(EVP_PKEY* key);
/// Private number of an elliptic curve or Diffie-Hellman key, big-endian.
Bytes privateScalar(EVP_PKEY* key);
/// Its public half as an element of its group.
Bytes publicElement(EVP_PKEY* key);

/// The two kinds; use the functions above.
GroupPointer curveGroup(int opensslIdentifier);
GroupPointer curveGroupOf(EVP_PKEY* key);
GroupPointer modularGroup(const std::string& opensslName);
GroupPointer modularGroupOf(EVP_PKEY* key);

}  // namespace virtual_card
