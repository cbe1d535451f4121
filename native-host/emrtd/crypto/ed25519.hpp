// Ed25519 signatures (RFC 8032 §5.1).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <cstddef>

namespace cccd_bridge::emrtd {

constexpr std::size_t ed25519KeyLength = 32;
constexpr std::size_t ed25519SignatureLength = 64;

/// Is `signature` (R || S, 64 bytes) one of `message` under this public key of 32 bytes? A signature of another length
/// is false. Errors: ProtocolInvalidParams for a key of another length; ProtocolInternal when the cryptographic library
/// does not carry it out.
Result<bool> verifyEd25519(ByteView publicKey, ByteView message, ByteView signature);

}  // namespace cccd_bridge::emrtd
