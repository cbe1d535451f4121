// Block ciphers and MACs of the access protocols (ICAO 9303-11 §9.7, §9.8; ISO/IEC 9797-1; NIST SP 800-38B).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <cstddef>

namespace cccd_bridge::emrtd {

enum class CipherKind { TripleDes, Aes128, Aes192, Aes256 };

/// Block length in bytes: 8 or 16.
std::size_t blockLength(CipherKind kind);

/// Key length in bytes: 16 (two-key 3DES), 16, 24 or 32.
std::size_t keyLength(CipherKind kind);

/// CBC without padding. `data` is a multiple of the block, `initialVector` one block. Errors: ProtocolInternal when a
/// length does not fit.
Result<Bytes> encryptCbc(CipherKind kind, ByteView key, ByteView initialVector, ByteView data);
Result<SecretBytes> decryptCbc(CipherKind kind, ByteView key, ByteView initialVector, ByteView data);

/// One block in ECB mode.
Result<Bytes> encryptBlock(CipherKind kind, ByteView key, ByteView block);

/// Eight-byte authentication code: retail MAC with padding method 2 for 3DES (ISO/IEC 9797-1 algorithm 3), CMAC cut to
/// eight bytes for AES. The message is given without padding. Errors: ProtocolInternal.
Result<Bytes> mac8(CipherKind kind, ByteView key, ByteView message);

/// Full AES-CMAC, 16 bytes (RFC 4493). Errors: ProtocolInternal.
Result<Bytes> aesCmac(ByteView key, ByteView message);

/// Appends 0x80 and zeros up to a multiple of `block` (ISO/IEC 9797-1 padding method 2).
void padMethod2(SecretBytes& data, std::size_t block);

/// Removes that padding. False when there is none; `data` is then unchanged.
bool unpadMethod2(SecretBytes& data);

/// Equal length and content, in time that depends on the length only.
bool equalConstantTime(ByteView left, ByteView right);

}  // namespace cccd_bridge::emrtd
