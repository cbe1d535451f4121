#include "virtual-card/keys.hpp"

#include "virtual-card/errors.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

namespace virtual_card {

PrivateKey readPrivateKey(const std::string& path) {
    const Owned<BIO, BIO_free> stream(BIO_new_file(path.c_str(), "r"));
    PrivateKey key(stream ? PEM_read_bio_PrivateKey(stream.get(), nullptr, nullptr, nullptr) : nullptr, EVP_PKEY_free);
    if (!key) throw CardFileError("cannot read the key " + path);
    return key;
}

Bytes publicKeyInfo(EVP_PKEY* key) { return encodeWith(i2d_PUBKEY, key); }

KeyKind kindOf(EVP_PKEY* key) {
    switch (EVP_PKEY_get_base_id(key)) {
        case EVP_PKEY_RSA:
            return KeyKind::Rsa;
        case EVP_PKEY_EC:
            return KeyKind::EllipticCurve;
        case EVP_PKEY_DH:
        case EVP_PKEY_DHX:
            return KeyKind::DiffieHellman;
        default:
            throw CardFileError("a chip has no key of this kind");
    }
}

}  // namespace virtual_card
