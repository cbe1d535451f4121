// Ciphers as OpenSSL names them, and one run of them; for this folder only.
#pragma once

#include "emrtd/crypto/cipher.hpp"
#include "emrtd/crypto/openssl.hpp"

#include <cstddef>

namespace cccd_bridge::emrtd::openssl {

const EVP_CIPHER* cbcCipher(CipherKind kind);
const EVP_CIPHER* ecbCipher(CipherKind kind);

/// A keyed context without padding; empty on failure.
CipherContext keyedContext(const EVP_CIPHER* cipher, bool encrypt, ByteView key);

/// Runs a keyed context over whole blocks. ECB has no vector.
template <class Container>
Result<Container> runCipher(EVP_CIPHER_CTX* context, ByteView initialVector, ByteView data) {
    Container out(data.size());
    int length = 0;
    const Byte* vector = initialVector.empty() ? nullptr : initialVector.data();
    // -1: the direction stays; without cipher and key only the vector is new.
    if (!context || EVP_CipherInit_ex2(context, nullptr, nullptr, vector, -1, nullptr) != 1 ||
        EVP_CipherUpdate(context, out.data(), &length, data.data(), static_cast<int>(data.size())) != 1 ||
        static_cast<std::size_t>(length) != data.size())
        return failure("EVP_CipherUpdate");
    return out;
}

/// Whether CBC can take it: whole blocks, one block of vector, and no more than 16 MiB.
bool fitsCbc(CipherKind kind, ByteView initialVector, ByteView data);

/// A CMAC under this AES key, ready for its first message; empty on failure.
MacContext keyedCmac(ByteView key);

/// The CMAC of one message, 16 bytes. Afterwards the context is ready for the next.
Result<Bytes> runCmac(EVP_MAC_CTX* context, ByteView message);

}  // namespace cccd_bridge::emrtd::openssl
