// RSA signatures with message recovery: ISO/IEC 9796-2 digital signature scheme 1 with partial recovery, as active
// authentication uses it (ICAO 9303-11 §6.1.2.2).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "emrtd/crypto/signature.hpp"

namespace cccd_bridge::emrtd {

/// Is `signature` one of the recoverable part it holds, followed by `rest`? The hash algorithm is the one that the
/// trailer names: BC is SHA-1, xxCC names SHA-1, SHA-224, SHA-256, SHA-384 or SHA-512. Both s and n - s are accepted
/// (ISO/IEC 9796-2 §B.5), and a number without its leading zeros. A malformed signature is false.
/// Errors: CardProtocolUnsupported when the key is no RSA key of 1024 to 8192 bits in whole bytes, or the trailer names
/// another hash; ProtocolInternal.
Result<bool> verifyWithRecovery(const PublicKey& key, ByteView rest, ByteView signature);

}  // namespace cccd_bridge::emrtd
