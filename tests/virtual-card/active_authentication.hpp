// The card's side of active authentication (9303-11 §6.1): the chip signs the terminal's challenge.
#pragma once

#include "virtual-card/crypto.hpp"
#include "virtual-card/keys.hpp"

namespace virtual_card {

struct ActiveAuthenticationOptions {
    enum class Trailer {
        ByHash,   ///< two bytes, the first names the hash: 33CC, 34CC ...
        Implicit  ///< the single byte BC
    };
    enum class Encoding { Plain, Der };

    std::string keyFile;                  ///< DG15 holds its public half
    std::string signsWithFile;            ///< empty: the same; otherwise the key of a clone
    std::string hash = "SHA256";          ///< by OpenSSL's name
    Trailer trailer = Trailer::ByHash;    ///< RSA
    bool smallerValue = false;            ///< RSA: of s and n - s the smaller, the other way of ISO 9796-2 to sign
    Encoding encoding = Encoding::Plain;  ///< ECDSA: r and s, or as DER, which 9303 does not allow
    std::optional<bool> info;             ///< ActiveAuthenticationInfo in DG14; default: for ECDSA only
};

/// ISO 9796-2 digital signature scheme 1 with partial recovery: 6A, M1, hash over M1 and the challenge, trailer.
/// `size` is that of the modulus in bytes, M1 comes from `random`.
Bytes recoverableMessage(std::size_t size, ByteView challenge, const ActiveAuthenticationOptions& options,
                         const RandomSource& random);

/// ActiveAuthenticationInfo (9303-11 §9.2.6) with the signature algorithm of TR-03111 §5.2.1.
Bytes activeAuthenticationInfo(const ActiveAuthenticationOptions& options);

/// The key that signs, and how.
class ActiveAuthentication {
  public:
    explicit ActiveAuthentication(const ActiveAuthenticationOptions& options);

    /// The answer to INTERNAL AUTHENTICATE with that challenge.
    Bytes sign(ByteView challenge, const RandomSource& random) const;

  private:
    Bytes signRsa(ByteView challenge, const RandomSource& random) const;
    Bytes signEcdsa(ByteView challenge) const;

    ActiveAuthenticationOptions options;
    PrivateKey key;
};

}  // namespace virtual_card
