#include "emrtd/crypto/cipher.hpp"

#include "emrtd/crypto/cipher_openssl.hpp"

#include <openssl/core_names.h>
#include <openssl/params.h>

#include <algorithm>
#include <array>

namespace cccd_bridge::emrtd {

namespace {

constexpr std::size_t desBlock = 8;
constexpr std::size_t desKey = 8;
constexpr std::size_t macLength = 8;
constexpr std::size_t aesBlock = 16;

}  // namespace

namespace openssl {

const EVP_CIPHER* cbcCipher(CipherKind kind) {
    switch (kind) {
        case CipherKind::TripleDes:
            return EVP_des_ede_cbc();
        case CipherKind::Aes128:
            return EVP_aes_128_cbc();
        case CipherKind::Aes192:
            return EVP_aes_192_cbc();
        case CipherKind::Aes256:
            return EVP_aes_256_cbc();
    }
    return nullptr;
}

const EVP_CIPHER* ecbCipher(CipherKind kind) {
    switch (kind) {
        case CipherKind::TripleDes:
            return EVP_des_ede_ecb();
        case CipherKind::Aes128:
            return EVP_aes_128_ecb();
        case CipherKind::Aes192:
            return EVP_aes_192_ecb();
        case CipherKind::Aes256:
            return EVP_aes_256_ecb();
    }
    return nullptr;
}

CipherContext keyedContext(const EVP_CIPHER* cipher, bool encrypt, ByteView key) {
    CipherContext context(EVP_CIPHER_CTX_new());
    if (!context || EVP_CipherInit_ex2(context.get(), cipher, key.data(), nullptr, encrypt ? 1 : 0, nullptr) != 1 ||
        EVP_CIPHER_CTX_set_padding(context.get(), 0) != 1)
        return {};
    return context;
}

bool fitsCbc(CipherKind kind, ByteView initialVector, ByteView data) {
    const std::size_t block = blockLength(kind);
    return initialVector.size() == block && data.size() % block == 0 && data.size() <= std::size_t{1} << 24;
}

MacContext keyedCmac(ByteView key) {
    const char* cipherName = key.size() == 16   ? "AES-128-CBC"
                             : key.size() == 24 ? "AES-192-CBC"
                             : key.size() == 32 ? "AES-256-CBC"
                                                : nullptr;
    if (cipherName == nullptr) return {};
    static const Mac algorithm(EVP_MAC_fetch(nullptr, "CMAC", nullptr));
    MacContext context(algorithm ? EVP_MAC_CTX_new(algorithm.get()) : nullptr);
    std::string name(cipherName);
    const std::array<OSSL_PARAM, 2> parameters{
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_CIPHER, name.data(), name.size()), OSSL_PARAM_construct_end()};
    if (!context || EVP_MAC_init(context.get(), key.data(), key.size(), parameters.data()) != 1) return {};
    return context;
}

Result<Bytes> runCmac(EVP_MAC_CTX* context, ByteView message) {
    Bytes out(aesBlock);
    std::size_t length = 0;
    // The last step makes the context ready again for another message under the same key.
    if (!context || EVP_MAC_update(context, message.data(), message.size()) != 1 ||
        EVP_MAC_final(context, out.data(), &length, out.size()) != 1 || length != out.size() ||
        EVP_MAC_init(context, nullptr, 0, nullptr) != 1)
        return failure("EVP_MAC");
    return out;
}

}  // namespace openssl

namespace {

template <class Container>
Result<Container> run(const EVP_CIPHER* cipher, bool encrypt, ByteView key, ByteView initialVector, ByteView data) {
    return openssl::runCipher<Container>(openssl::keyedContext(cipher, encrypt, key).get(), initialVector, data);
}

template <class Container>
Result<Container> runCbc(CipherKind kind, bool encrypt, ByteView key, ByteView initialVector, ByteView data) {
    if (key.size() != keyLength(kind) || !openssl::fitsCbc(kind, initialVector, data))
        return fail(ErrorCode::ProtocolInternal, "cipher input of a length that does not fit");
    if (data.empty()) return Container{};
    return run<Container>(openssl::cbcCipher(kind), encrypt, key, initialVector, data);
}

// ISO/IEC 9797-1 MAC algorithm 3: DES-CBC with the first key, the last block decrypted with the second and encrypted
// with the first again. Single DES is gone from OpenSSL's default provider, and equals 3DES with the same key twice.
Result<Bytes> retailMac(ByteView key, ByteView message) {
    SecretBytes padded(message.begin(), message.end());
    padMethod2(padded, desBlock);
    SecretBytes firstTwice(key.begin(), key.begin() + desKey);
    firstTwice.insert(firstTwice.end(), key.begin(), key.begin() + desKey);
    constexpr std::array<Byte, desBlock> zero{};
    const std::size_t head = padded.size() - desBlock;
    SecretBytes last(padded.begin() + static_cast<std::ptrdiff_t>(head), padded.end());
    if (head != 0) {
        TRY(const Bytes chained, run<Bytes>(EVP_des_ede_cbc(), true, firstTwice, zero, ByteView(padded).first(head)));
        for (std::size_t i = 0; i < desBlock; ++i) last[i] = static_cast<Byte>(last[i] ^ chained[head - desBlock + i]);
    }
    return run<Bytes>(EVP_des_ede_ecb(), true, key, {}, last);
}

}  // namespace

std::size_t blockLength(CipherKind kind) { return kind == CipherKind::TripleDes ? desBlock : aesBlock; }

std::size_t keyLength(CipherKind kind) {
    switch (kind) {
        case CipherKind::TripleDes:
        case CipherKind::Aes128:
            return 16;
        case CipherKind::Aes192:
            return 24;
        case CipherKind::Aes256:
            return 32;
    }
    return 0;
}

Result<Bytes> encryptCbc(CipherKind kind, ByteView key, ByteView initialVector, ByteView data) {
    return runCbc<Bytes>(kind, true, key, initialVector, data);
}

Result<SecretBytes> decryptCbc(CipherKind kind, ByteView key, ByteView initialVector, ByteView data) {
    return runCbc<SecretBytes>(kind, false, key, initialVector, data);
}

Result<Bytes> encryptBlock(CipherKind kind, ByteView key, ByteView block) {
    if (key.size() != keyLength(kind) || block.size() != blockLength(kind))
        return fail(ErrorCode::ProtocolInternal, "cipher input of a length that does not fit");
    return run<Bytes>(openssl::ecbCipher(kind), true, key, {}, block);
}

Result<Bytes> aesCmac(ByteView key, ByteView message) {
    if (key.size() != 16 && key.size() != 24 && key.size() != 32)
        return fail(ErrorCode::ProtocolInternal, "CMAC key of a length that does not fit");
    return openssl::runCmac(openssl::keyedCmac(key).get(), message);
}

Result<Bytes> mac8(CipherKind kind, ByteView key, ByteView message) {
    if (key.size() != keyLength(kind))
        return fail(ErrorCode::ProtocolInternal, "MAC key of a length that does not fit");
    if (kind == CipherKind::TripleDes) return retailMac(key, message);
    TRY(Bytes full, aesCmac(key, message));
    full.resize(macLength);
    return full;
}

void padMethod2(SecretBytes& data, std::size_t block) {
    data.push_back(0x80);
    data.resize((data.size() + block - 1) / block * block);
}

bool unpadMethod2(SecretBytes& data) {
    std::size_t length = data.size();
    while (length > 0 && data[length - 1] == 0) --length;
    if (length == 0 || data[length - 1] != 0x80) return false;
    data.resize(length - 1);
    return true;
}

bool equalConstantTime(ByteView left, ByteView right) {
    return left.size() == right.size() && CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

}  // namespace cccd_bridge::emrtd
