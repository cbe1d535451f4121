#include "emrtd/crypto/hash.hpp"

#include "emrtd/crypto/hash_openssl.hpp"

#include <algorithm>
#include <array>

namespace cccd_bridge::emrtd {

namespace {

struct HashRow {
    HashAlgorithm algorithm;
    std::string_view name;
    std::size_t length;
    std::array<Byte, 9> oid;
    std::size_t oidLength;
};

// OIDs: 1.3.14.3.2.26 and 2.16.840.1.101.3.4.2.{4,1,2,3} (RFC 3279 §2.1, RFC 5754 §2).
constexpr std::array<HashRow, 5> rows{{
    {HashAlgorithm::Sha1, "SHA-1", 20, {0x2B, 0x0E, 0x03, 0x02, 0x1A}, 5},
    {HashAlgorithm::Sha224, "SHA-224", 28, {0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x04}, 9},
    {HashAlgorithm::Sha256, "SHA-256", 32, {0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01}, 9},
    {HashAlgorithm::Sha384, "SHA-384", 48, {0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02}, 9},
    {HashAlgorithm::Sha512, "SHA-512", 64, {0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x03}, 9},
}};

const HashRow& row(HashAlgorithm algorithm) { return rows[static_cast<std::size_t>(algorithm)]; }

template <class Container>
Result<Container> digest(HashAlgorithm algorithm, ByteView data) {
    Container out(hashLength(algorithm));
    unsigned int length = 0;
    if (EVP_Digest(data.data(), data.size(), out.data(), &length, openssl::digest(algorithm), nullptr) != 1 ||
        length != out.size())
        return openssl::failure("EVP_Digest", ErrorCode::CardProtocolUnsupported);
    return out;
}

}  // namespace

std::size_t hashLength(HashAlgorithm algorithm) { return row(algorithm).length; }

std::string_view hashName(HashAlgorithm algorithm) { return row(algorithm).name; }

std::optional<HashAlgorithm> hashOfOid(ByteView oid) {
    for (const HashRow& candidate : rows)
        if (std::ranges::equal(oid, ByteView(candidate.oid).first(candidate.oidLength))) return candidate.algorithm;
    return std::nullopt;
}

Result<Bytes> hash(HashAlgorithm algorithm, ByteView data) { return digest<Bytes>(algorithm, data); }

Result<SecretBytes> secretHash(HashAlgorithm algorithm, ByteView data) { return digest<SecretBytes>(algorithm, data); }

namespace openssl {

const EVP_MD* digest(HashAlgorithm algorithm) {
    switch (algorithm) {
        case HashAlgorithm::Sha1:
            return EVP_sha1();
        case HashAlgorithm::Sha224:
            return EVP_sha224();
        case HashAlgorithm::Sha256:
            return EVP_sha256();
        case HashAlgorithm::Sha384:
            return EVP_sha384();
        case HashAlgorithm::Sha512:
            return EVP_sha512();
    }
    return nullptr;
}

}  // namespace openssl

}  // namespace cccd_bridge::emrtd
