// Session keys from shared secrets (ICAO 9303-11 §9.7.1).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "emrtd/crypto/cipher.hpp"

#include <cstdint>

namespace cccd_bridge::emrtd {

/// What a derived key is for: the counter of the derivation.
enum class KeyPurpose : std::uint32_t { Encryption = 1, Authentication = 2, Password = 3 };

/// KDF(secret, counter): SHA-1 for 3DES and AES-128, SHA-256 for longer keys; 3DES keys get odd parity.
Result<SecretBytes> deriveKey(CipherKind kind, ByteView secret, KeyPurpose purpose);

}  // namespace cccd_bridge::emrtd
