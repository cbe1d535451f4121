// The card's symmetric cryptography: 9303-11 §9.7 (keys), §9.8 (secure messaging).
#pragma once

#include "virtual-card/bytes.hpp"

#include <functional>
#include <optional>
#include <string>

namespace virtual_card {

enum class Cipher { TripleDes, Aes128, Aes192, Aes256 };

/// Gives that many random bytes. Tests replace it to replay worked examples.
using RandomSource = std::function<Bytes(std::size_t)>;

RandomSource systemRandom();

std::size_t blockSize(Cipher cipher);
std::size_t keySize(Cipher cipher);

/// Message digest by OpenSSL's name ("SHA1", "SHA256", ...).
Bytes digest(const std::string& name, ByteView data);

/// CBC without padding; the data must be a multiple of the block size.
Bytes encryptCbc(Cipher cipher, ByteView key, ByteView iv, ByteView data);
Bytes decryptCbc(Cipher cipher, ByteView key, ByteView iv, ByteView data);

/// 8-byte code over data that is padded already: 3DES by ISO 9797-1 algorithm 3, AES by CMAC cut to 8 bytes.
/// CMAC pads by itself, so for AES the data may have any length.
Bytes authenticationCode(Cipher cipher, ByteView key, ByteView data);

/// ISO 9797-1 padding method 2: 80, then zeros to a whole block.
Bytes pad(ByteView data, std::size_t block);
/// Takes that padding away again; nothing when it is not there.
std::optional<Bytes> unpad(ByteView data);

/// 9303-11 §9.7.1: the key with that counter from a shared secret, SHA-1 or SHA-256 by the key length.
Bytes deriveKey(Cipher cipher, ByteView secret, Byte counter);

}  // namespace virtual_card
