#include "virtual-card/crypto.hpp"

#include "virtual-card/openssl_error.hpp"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>

namespace virtual_card {
namespace {

using CipherContext = Owned<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free>;
using MacContext = Owned<EVP_MAC_CTX, EVP_MAC_CTX_free>;

const EVP_CIPHER* cbcMode(Cipher cipher) {
    switch (cipher) {
        case Cipher::TripleDes:
            return EVP_des_ede_cbc();
        case Cipher::Aes128:
            return EVP_aes_128_cbc();
        case Cipher::Aes192:
            return EVP_aes_192_cbc();
        case Cipher::Aes256:
            return EVP_aes_256_cbc();
    }
    throw std::logic_error("unknown cipher");
}

const char* cmacCipherName(Cipher cipher) {
    switch (cipher) {
        case Cipher::Aes128:
            return "AES-128-CBC";
        case Cipher::Aes192:
            return "AES-192-CBC";
        case Cipher::Aes256:
            return "AES-256-CBC";
        case Cipher::TripleDes:
            break;
    }
    throw std::logic_error("no CMAC with this cipher");
}

Bytes runCbc(const EVP_CIPHER* mode, bool encrypt, ByteView key, ByteView iv, ByteView data) {
    const CipherContext context(require(EVP_CIPHER_CTX_new()));
    require(EVP_CipherInit_ex(context.get(), mode, nullptr, key.data(), iv.data(), encrypt ? 1 : 0));
    EVP_CIPHER_CTX_set_padding(context.get(), 0);
    Bytes result(data.size() + 16);
    int length = 0;
    int rest = 0;
    require(EVP_CipherUpdate(context.get(), result.data(), &length, data.data(), static_cast<int>(data.size())));
    require(EVP_CipherFinal_ex(context.get(), result.data() + length, &rest));
    result.resize(static_cast<std::size_t>(length + rest));
    return result;
}

/// ISO 9797-1 algorithm 3. Single DES is no longer in OpenSSL's default provider, and is 3DES with one key thrice.
Bytes retailMac(ByteView key, ByteView data) {
    const ByteView first = key.first(8);
    const Bytes zero(8);
    const std::size_t head = data.size() - 8;
    Bytes chain = zero;
    if (head > 0) {
        const Bytes encrypted = runCbc(EVP_des_ede3_cbc(), true, concat(first, first, first), zero, data.first(head));
        chain.assign(encrypted.end() - 8, encrypted.end());
    }
    return runCbc(EVP_des_ede_cbc(), true, key, chain, data.subspan(head));
}

Bytes cmac(Cipher cipher, ByteView key, ByteView data) {
    static EVP_MAC* const algorithm = require(EVP_MAC_fetch(nullptr, "CMAC", nullptr));
    const MacContext context(require(EVP_MAC_CTX_new(algorithm)));
    std::string name = cmacCipherName(cipher);
    const std::array parameters{OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_CIPHER, name.data(), 0),
                                OSSL_PARAM_construct_end()};
    require(EVP_MAC_init(context.get(), key.data(), key.size(), parameters.data()));
    require(EVP_MAC_update(context.get(), data.data(), data.size()));
    Bytes code(16);
    std::size_t length = 0;
    require(EVP_MAC_final(context.get(), code.data(), &length, code.size()));
    code.resize(8);
    return code;
}

void setOddParity(Bytes& key) {
    for (Byte& byte : key) {
        const Byte upper = byte & 0xFE;
        byte = static_cast<Byte>(upper | (__builtin_parity(upper) ? 0 : 1));
    }
}

}  // namespace

RandomSource systemRandom() {
    return [](std::size_t count) {
        Bytes bytes(count);
        require(RAND_bytes(bytes.data(), static_cast<int>(count)) == 1);
        return bytes;
    };
}

std::size_t blockSize(Cipher cipher) { return cipher == Cipher::TripleDes ? 8 : 16; }

std::size_t keySize(Cipher cipher) {
    switch (cipher) {
        case Cipher::TripleDes:
        case Cipher::Aes128:
            return 16;
        case Cipher::Aes192:
            return 24;
        case Cipher::Aes256:
            return 32;
    }
    throw std::logic_error("unknown cipher");
}

Bytes digest(const std::string& name, ByteView data) {
    Bytes result(EVP_MAX_MD_SIZE);
    std::size_t length = 0;
    require(EVP_Q_digest(nullptr, name.c_str(), nullptr, data.data(), data.size(), result.data(), &length));
    result.resize(length);
    return result;
}

Bytes encryptCbc(Cipher cipher, ByteView key, ByteView iv, ByteView data) {
    return runCbc(cbcMode(cipher), true, key, iv, data);
}

Bytes decryptCbc(Cipher cipher, ByteView key, ByteView iv, ByteView data) {
    return runCbc(cbcMode(cipher), false, key, iv, data);
}

Bytes authenticationCode(Cipher cipher, ByteView key, ByteView data) {
    return cipher == Cipher::TripleDes ? retailMac(key, data) : cmac(cipher, key, data);
}

Bytes pad(ByteView data, std::size_t block) {
    Bytes padded(data.begin(), data.end());
    padded.push_back(0x80);
    padded.resize((padded.size() + block - 1) / block * block);
    return padded;
}

std::optional<Bytes> unpad(ByteView data) {
    while (!data.empty() && data.back() == 0) data = data.first(data.size() - 1);
    if (data.empty() || data.back() != 0x80) return std::nullopt;
    return Bytes(data.begin(), data.end() - 1);
}

Bytes deriveKey(Cipher cipher, ByteView secret, Byte counter) {
    const bool small = keySize(cipher) == 16;
    Bytes key = digest(small ? "SHA1" : "SHA256", concat(secret, Bytes{0, 0, 0, counter}));
    key.resize(keySize(cipher));
    if (cipher == Cipher::TripleDes) setOddParity(key);
    return key;
}

}  // namespace virtual_card
