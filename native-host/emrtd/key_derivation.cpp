#include "emrtd/key_derivation.hpp"

#include "emrtd/crypto/hash.hpp"

#include <bit>

namespace cccd_bridge::emrtd {

Result<SecretBytes> deriveKey(CipherKind kind, ByteView secret, KeyPurpose purpose) {
    SecretBytes input(secret.begin(), secret.end());
    const auto counter = static_cast<std::uint32_t>(purpose);
    for (int shift = 24; shift >= 0; shift -= 8) input.push_back(static_cast<Byte>(counter >> shift));
    const bool shortKey = kind == CipherKind::TripleDes || kind == CipherKind::Aes128;
    TRY(SecretBytes key, secretHash(shortKey ? HashAlgorithm::Sha1 : HashAlgorithm::Sha256, input));
    key.resize(keyLength(kind));
    if (kind == CipherKind::TripleDes)
        for (Byte& byte : key)
            if (std::popcount(byte) % 2 == 0) byte ^= 1;
    return key;
}

}  // namespace cccd_bridge::emrtd
