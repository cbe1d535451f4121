// Public keys and signature verification: RSA PKCS#1 v1.5 and PSS (RFC 8017), ECDSA (ANSI X9.62, BSI TR-03111).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "emrtd/crypto/hash.hpp"

#include <cstddef>
#include <memory>
#include <optional>

struct evp_pkey_st;

namespace cccd_bridge::emrtd {

enum class SignatureKind {
    RsaPkcs1,
    RsaPss,
    Ecdsa,       ///< signature is DER SEQUENCE { r, s }
    EcdsaPlain,  ///< signature is r || s (BSI TR-03111 §5.2.1)
};

/// Everything a signature needs besides key and data.
struct SignatureScheme {
    SignatureKind kind = SignatureKind::RsaPkcs1;
    std::optional<HashAlgorithm> hash{};  ///< absent where the identifier leaves it to the digest algorithm beside it
    HashAlgorithm maskHash = HashAlgorithm::Sha1;  ///< PSS: MGF1
    std::size_t saltLength = 20;                   ///< PSS, bytes

    friend bool operator==(const SignatureScheme&, const SignatureScheme&) = default;
};

/// Do two AlgorithmIdentifiers say the same: by their bytes, or by what they mean (NULL as parameters, or none)?
bool isSameScheme(ByteView algorithmIdentifier, ByteView other);

/// Reads a DER AlgorithmIdentifier of a signature. Errors: CardFileMalformed; an unknown algorithm gives an empty
/// value.
Result<std::optional<SignatureScheme>> parseSignatureScheme(ByteView algorithmIdentifier);

/// An RSA key (1024 to 8192 bits) or one of a prime curve (160 to 640 bits). Explicit domain parameters are accepted:
/// those of a published curve as that curve, others when they are sound (primes, generator, order, cofactor).
class PublicKey {
  public:
    /// From a DER SubjectPublicKeyInfo. Errors: CardFileMalformed; CardProtocolUnsupported for another kind or size of
    /// key.
    static Result<PublicKey> parse(ByteView subjectPublicKeyInfo);

    /// Shares ownership of a key; kind, size and curve are checked. Errors: CardProtocolUnsupported.
    static Result<PublicKey> adopt(std::shared_ptr<evp_pkey_st> key);

    /// Is `signature` a signature of `data`? A malformed signature is false.
    /// Errors: CardProtocolUnsupported when the scheme names no hash, or the cryptographic library does not carry it
    /// out.
    Result<bool> verify(const SignatureScheme& scheme, ByteView data, ByteView signature) const;

    bool isRsa() const;
    /// Length of a signature in bytes: of the modulus, or of r || s.
    std::size_t signatureLength() const;
    /// Shorter than is recommended for new signatures: RSA below 2048 bits, a curve below 224 bits.
    bool isShort() const;

    /// Explicit parameters that are those of no published curve.
    bool hasUnknownCurve() const;

    evp_pkey_st* handle() const { return key_.get(); }

  private:
    explicit PublicKey(std::shared_ptr<evp_pkey_st> key) : key_(std::move(key)) {}

    std::shared_ptr<evp_pkey_st> key_;
};

}  // namespace cccd_bridge::emrtd
