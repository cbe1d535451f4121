// Private keys of issuers and chips: PEM files of PKCS#8 (RFC 5958), public halves as SubjectPublicKeyInfo (RFC 5280).
#pragma once

#include "virtual-card/bytes.hpp"
#include "virtual-card/openssl_error.hpp"

#include <openssl/crypto.h>
#include <openssl/types.h>

#include <memory>
#include <string>

namespace virtual_card {

using PrivateKey = std::shared_ptr<EVP_PKEY>;

/// Throws CardFileError when there is no key in the file.
PrivateKey readPrivateKey(const std::string& path);

/// SubjectPublicKeyInfo; domain parameters as the key has them.
Bytes publicKeyInfo(EVP_PKEY* key);

enum class KeyKind { Rsa, EllipticCurve, DiffieHellman };
KeyKind kindOf(EVP_PKEY* key);

/// DER by one of OpenSSL's i2d functions.
template <class Encode, class Object>
Bytes encodeWith(Encode encode, Object* object) {
    Byte* encoded = nullptr;
    const int length = encode(object, &encoded);
    require(length > 0);
    const Bytes bytes(encoded, encoded + length);
    OPENSSL_free(encoded);
    return bytes;
}

}  // namespace virtual_card
