#include "emrtd/pace_mapping.hpp"

#include <array>

namespace cccd_bridge::emrtd {

namespace {

constexpr std::size_t securityMarginBits = 64;
constexpr std::size_t shortSeed = 16;
constexpr std::size_t longSeed = 32;

// The constants c0 and c1, for seeds of 128 bits (3DES, AES-128) and of 256 bits (AES-192, AES-256).
constexpr std::array<Byte, shortSeed> shortC0{0xA6, 0x68, 0x89, 0x2A, 0x7C, 0x41, 0xE3, 0xCA,
                                              0x73, 0x9F, 0x40, 0xB0, 0x57, 0xD8, 0x59, 0x04};
constexpr std::array<Byte, shortSeed> shortC1{0xA4, 0xE1, 0x36, 0xAC, 0x72, 0x5F, 0x73, 0x8B,
                                              0x01, 0xC1, 0xF6, 0x02, 0x17, 0xC1, 0x88, 0xAD};
constexpr std::array<Byte, longSeed> longC0{0xD4, 0x63, 0xD6, 0x52, 0x34, 0x12, 0x4E, 0xF7, 0x89, 0x70, 0x54,
                                            0x98, 0x6D, 0xCA, 0x0A, 0x17, 0x4E, 0x28, 0xDF, 0x75, 0x8C, 0xBA,
                                            0xA0, 0x3F, 0x24, 0x06, 0x16, 0x41, 0x4D, 0x5A, 0x16, 0x76};
constexpr std::array<Byte, longSeed> longC1{0x54, 0xBD, 0x72, 0x55, 0xF0, 0xAA, 0xF8, 0x31, 0xBE, 0xC3, 0x42,
                                            0x3F, 0xCF, 0x39, 0xD6, 0x9B, 0x6C, 0xBF, 0x06, 0x66, 0x77, 0xD0,
                                            0xFA, 0xAE, 0x5A, 0xAD, 0xD9, 0x9D, 0xF8, 0xE5, 0x35, 0x17};

Result<SecretBytes> encrypt(CipherKind kind, ByteView key, ByteView data) {
    const Bytes zeroVector(blockLength(kind));
    TRY(const Bytes encrypted, encryptCbc(kind, key, zeroVector, data));
    return SecretBytes(encrypted.begin(), encrypted.end());
}

}  // namespace

Result<SecretBytes> integratedMappingNumber(CipherKind kind, ByteView cardNonce, ByteView terminalNonce,
                                            std::size_t fieldBits) {
    const bool isShort = keyLength(kind) <= shortSeed;
    const ByteView c0 = isShort ? ByteView(shortC0) : ByteView(longC0);
    const ByteView c1 = isShort ? ByteView(shortC1) : ByteView(longC1);
    if (cardNonce.size() != c0.size() || terminalNonce.size() != keyLength(kind))
        return fail(ErrorCode::ProtocolInternal, "nonce of a length that does not fit");
    // k0 = E(t, s); then x(i) = E(k(i-1), c1) is put out and k(i) = E(k(i-1), c0) is the next key, cut to its length.
    TRY(SecretBytes key, encrypt(kind, terminalNonce, cardNonce));
    SecretBytes number;
    while (number.size() * 8 < fieldBits + securityMarginBits) {
        key.resize(keyLength(kind));
        TRY(const SecretBytes part, encrypt(kind, key, c1));
        number.insert(number.end(), part.begin(), part.end());
        TRY(key, encrypt(kind, key, c0));
    }
    return number;
}

}  // namespace cccd_bridge::emrtd
