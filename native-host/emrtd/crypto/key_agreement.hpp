// Key agreement with a static public key of the chip: ECDH (BSI TR-03111 §4.3) over named or explicit curves, and
// Diffie-Hellman (RFC 2631, PKCS#3).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <memory>

struct evp_pkey_st;

namespace cccd_bridge::emrtd {

enum class KeyAgreementKind { DiffieHellman, EllipticCurve };

/// The outcome of an agreement with an ephemeral key of our own.
struct KeyAgreement {
    Bytes ownPublicKey{};  ///< as it goes to the chip: 04 || X || Y, or an unsigned integer without leading zeros
    SecretBytes secret{};  ///< X coordinate as long as the field, or a number as long as the prime
};

/// A static public key that can be agreed with.
class StaticKey {
  public:
    /// From a DER SubjectPublicKeyInfo: prime curves of 160 to 521 bits with cofactor 1, finite fields of 1024 to 4096
    /// bits; parameters that OpenSSL does not know by name are checked first. Errors: CardFileMalformed;
    /// CardProtocolUnsupported for another kind or size of key, or one that does not fit its own parameters.
    static Result<StaticKey> parse(KeyAgreementKind kind, ByteView subjectPublicKeyInfo);

    /// Draws an ephemeral key over the same domain parameters and agrees. Errors: CardProtocolUnsupported,
    /// ProtocolInternal.
    Result<KeyAgreement> agree() const;

  private:
    StaticKey(KeyAgreementKind kind, std::shared_ptr<evp_pkey_st> key) : kind_(kind), key_(std::move(key)) {}

    KeyAgreementKind kind_;
    std::shared_ptr<evp_pkey_st> key_;
};

}  // namespace cccd_bridge::emrtd
