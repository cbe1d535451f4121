#include "emrtd/crypto/rsa_recovery.hpp"

#include "emrtd/crypto/cipher.hpp"
#include "emrtd/crypto/openssl.hpp"

#include <openssl/rsa.h>

#include <algorithm>
#include <array>
#include <optional>

namespace cccd_bridge::emrtd {

namespace {

// Representative of a signature: header, recoverable part, hash, trailer (ISO/IEC 9796-2 §8).
constexpr Byte partialRecoveryHeader = 0x6A;
constexpr Byte shortTrailer = 0xBC;
constexpr Byte longTrailer = 0xCC;
constexpr Byte lastNibble = 0x0C;

struct TrailerRow {
    Byte hashIdentifier;  // ISO/IEC 10118
    HashAlgorithm hash;
};
constexpr std::array<TrailerRow, 5> trailers{{
    {0x33, HashAlgorithm::Sha1},
    {0x38, HashAlgorithm::Sha224},
    {0x34, HashAlgorithm::Sha256},
    {0x36, HashAlgorithm::Sha384},
    {0x35, HashAlgorithm::Sha512},
}};

struct Trailer {
    HashAlgorithm hash;
    std::size_t length;
};

std::optional<Trailer> trailerOf(ByteView representative) {
    if (representative.back() == shortTrailer) return Trailer{HashAlgorithm::Sha1, 1};
    if (representative.back() != longTrailer) return std::nullopt;
    const auto row =
        std::ranges::find(trailers, representative[representative.size() - 2], &TrailerRow::hashIdentifier);
    if (row == trailers.end()) return std::nullopt;
    return Trailer{row->hash, 2};
}

Result<Bytes> encryptRaw(const PublicKey& key, ByteView signature) {
    const openssl::KeyContext context(EVP_PKEY_CTX_new(key.handle(), nullptr));
    if (!context || EVP_PKEY_encrypt_init(context.get()) != 1 ||
        EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_NO_PADDING) != 1)
        return openssl::failure("EVP_PKEY_encrypt_init", ErrorCode::CardProtocolUnsupported);
    Bytes out(signature.size());
    std::size_t length = out.size();
    // Refuses a number that is not below the modulus: that is no signature.
    if (EVP_PKEY_encrypt(context.get(), out.data(), &length, signature.data(), signature.size()) != 1) {
        openssl::forgetErrors();
        return Bytes{};
    }
    return out;
}

// n - value, as long as value.
Result<Bytes> complement(const PublicKey& key, ByteView value) {
    BIGNUM* modulus = nullptr;
    if (EVP_PKEY_get_bn_param(key.handle(), "n", &modulus) != 1) return openssl::failure("EVP_PKEY_get_bn_param");
    const openssl::Number owned(modulus);
    const openssl::Number number(BN_bin2bn(value.data(), static_cast<int>(value.size()), nullptr));
    Bytes out(value.size());
    if (!number || BN_sub(number.get(), modulus, number.get()) != 1 ||
        BN_bn2binpad(number.get(), out.data(), static_cast<int>(out.size())) < 0)
        return openssl::failure("BN_sub");
    return out;
}

Result<bool> checkRepresentative(ByteView representative, ByteView rest) {
    const bool known = representative.back() == shortTrailer || representative.back() == longTrailer;
    if (representative[0] != partialRecoveryHeader || !known) return false;
    const auto trailer = trailerOf(representative);
    if (!trailer) return fail(ErrorCode::CardProtocolUnsupported, "hash function of the trailer");
    const std::size_t fixed = 1 + hashLength(trailer->hash) + trailer->length;
    if (representative.size() < fixed) return false;
    const std::size_t recovered = representative.size() - fixed;
    SecretBytes message(representative.begin() + 1,
                        representative.begin() + 1 + static_cast<std::ptrdiff_t>(recovered));
    message.insert(message.end(), rest.begin(), rest.end());
    TRY(const Bytes digest, hash(trailer->hash, message));
    return equalConstantTime(digest, representative.subspan(1 + recovered, digest.size()));
}

}  // namespace

Result<bool> verifyWithRecovery(const PublicKey& key, ByteView rest, ByteView signature) {
    const int bits = EVP_PKEY_get_bits(key.handle());
    if (EVP_PKEY_get_base_id(key.handle()) != EVP_PKEY_RSA || bits % 8 != 0)
        return fail(ErrorCode::CardProtocolUnsupported, "no RSA key of whole bytes");
    const auto length = static_cast<std::size_t>(bits / 8);
    if (signature.empty() || signature.size() > length) return false;
    // A number: some chips leave its leading zeros out.
    Bytes padded(length - signature.size());
    padded.insert(padded.end(), signature.begin(), signature.end());
    TRY(Bytes representative, encryptRaw(key, padded));
    if (representative.empty()) return false;
    // §B.5: the signer may give the smaller of s and n - s; the right one ends in the nibble C.
    if ((representative.back() & 0x0F) != lastNibble) {
        TRY(representative, complement(key, representative));
    }
    return checkRepresentative(representative, rest);
}

}  // namespace cccd_bridge::emrtd
