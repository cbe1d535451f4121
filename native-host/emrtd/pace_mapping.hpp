// The pseudo-random function of integrated mapping (ICAO 9303-11 §4.4.3.3.2).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "emrtd/crypto/cipher.hpp"

#include <cstddef>

namespace cccd_bridge::emrtd {

/// R(s, t) before its reduction modulo the field's prime: at least 64 bits longer than the field, big-endian.
/// `cardNonce` s has a key's length rounded up to blocks of 16 bytes, `terminalNonce` t the length of a key.
/// Errors: ProtocolInternal when a length does not fit.
Result<SecretBytes> integratedMappingNumber(CipherKind kind, ByteView cardNonce, ByteView terminalNonce,
                                            std::size_t fieldBits);

}  // namespace cccd_bridge::emrtd
