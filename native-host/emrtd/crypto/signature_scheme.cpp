#include "emrtd/asn1_tags.hpp"
#include "emrtd/crypto/signature.hpp"
#include "emrtd/tlv.hpp"

#include <algorithm>
#include <array>

namespace cccd_bridge::emrtd {

namespace {

constexpr std::size_t maxSaltLength = 1024;

struct SchemeRow {
    std::array<Byte, 10> oid;
    std::size_t oidLength;
    SignatureKind kind;
    std::optional<HashAlgorithm> hash;
};

// PKCS#1 1.2.840.113549.1.1.x, ANSI X9.62 1.2.840.10045.4.x and .2.1, BSI TR-03111 0.4.0.127.0.7.1.1.4.1.x.
constexpr std::array<SchemeRow, 17> rows{{
    {{0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01}, 9, SignatureKind::RsaPkcs1, std::nullopt},
    {{0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x05}, 9, SignatureKind::RsaPkcs1, HashAlgorithm::Sha1},
    {{0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0E}, 9, SignatureKind::RsaPkcs1, HashAlgorithm::Sha224},
    {{0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0B}, 9, SignatureKind::RsaPkcs1, HashAlgorithm::Sha256},
    {{0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0C}, 9, SignatureKind::RsaPkcs1, HashAlgorithm::Sha384},
    {{0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0D}, 9, SignatureKind::RsaPkcs1, HashAlgorithm::Sha512},
    {{0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01}, 7, SignatureKind::Ecdsa, std::nullopt},
    {{0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x01}, 7, SignatureKind::Ecdsa, HashAlgorithm::Sha1},
    {{0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x01}, 8, SignatureKind::Ecdsa, HashAlgorithm::Sha224},
    {{0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02}, 8, SignatureKind::Ecdsa, HashAlgorithm::Sha256},
    {{0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x03}, 8, SignatureKind::Ecdsa, HashAlgorithm::Sha384},
    {{0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x04}, 8, SignatureKind::Ecdsa, HashAlgorithm::Sha512},
    {{0x04, 0x00, 0x7F, 0x00, 0x07, 0x01, 0x01, 0x04, 0x01, 0x01}, 10, SignatureKind::EcdsaPlain, HashAlgorithm::Sha1},
    {{0x04, 0x00, 0x7F, 0x00, 0x07, 0x01, 0x01, 0x04, 0x01, 0x02},
     10,
     SignatureKind::EcdsaPlain,
     HashAlgorithm::Sha224},
    {{0x04, 0x00, 0x7F, 0x00, 0x07, 0x01, 0x01, 0x04, 0x01, 0x03},
     10,
     SignatureKind::EcdsaPlain,
     HashAlgorithm::Sha256},
    {{0x04, 0x00, 0x7F, 0x00, 0x07, 0x01, 0x01, 0x04, 0x01, 0x04},
     10,
     SignatureKind::EcdsaPlain,
     HashAlgorithm::Sha384},
    {{0x04, 0x00, 0x7F, 0x00, 0x07, 0x01, 0x01, 0x04, 0x01, 0x05},
     10,
     SignatureKind::EcdsaPlain,
     HashAlgorithm::Sha512},
}};

constexpr std::array<Byte, 9> pssOid{0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0A};
constexpr std::array<Byte, 9> mgf1Oid{0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x08};

// A hash AlgorithmIdentifier as the only content of `reader`.
Result<std::optional<HashAlgorithm>> parseHash(TlvReader reader) {
    TRY(TlvReader algorithm, reader.enter(tagSequence));
    TRY(const Tlv oid, algorithm.expect(tagOid));
    return hashOfOid(oid.value);
}

Result<std::optional<HashAlgorithm>> parseMaskHash(TlvReader reader) {
    TRY(TlvReader algorithm, reader.enter(tagSequence));
    TRY(const Tlv oid, algorithm.expect(tagOid));
    if (!std::ranges::equal(oid.value, mgf1Oid)) return std::optional<HashAlgorithm>{};
    return parseHash(algorithm);
}

Result<std::size_t> parseSmallInteger(TlvReader reader) {
    TRY(const Tlv integer, reader.expect(tagInteger));
    if (integer.value.empty() || integer.value.size() > 2 || (integer.value[0] & 0x80) != 0)
        return fail(ErrorCode::CardFileMalformed, "integer out of range");
    std::size_t number = 0;
    for (const Byte byte : integer.value) number = number << 8 | byte;
    return number;
}

// RSASSA-PSS-params with its defaults (RFC 4055 §3.1). A signature without parameters does not say what it is.
Result<std::optional<SignatureScheme>> parsePss(TlvReader rest) {
    if (rest.peekTag() != tagSequence) return std::optional<SignatureScheme>{};
    SignatureScheme scheme{SignatureKind::RsaPss, HashAlgorithm::Sha1};
    TRY(TlvReader parameters, rest.enter(tagSequence));
    while (!parameters.atEnd()) {
        TRY(const Tlv field, parameters.next());
        TRY(const TlvReader content, parameters.children(field));
        if (field.tag == 0xA0) {
            TRY(scheme.hash, parseHash(content));
            if (!scheme.hash) return std::optional<SignatureScheme>{};
        } else if (field.tag == 0xA1) {
            TRY(const auto maskHash, parseMaskHash(content));
            if (!maskHash) return std::optional<SignatureScheme>{};
            scheme.maskHash = *maskHash;
        } else if (field.tag == 0xA2) {
            TRY(scheme.saltLength, parseSmallInteger(content));
            if (scheme.saltLength > maxSaltLength) return fail(ErrorCode::CardFileMalformed, "salt too long");
        } else if (field.tag == 0xA3) {
            TRY(const std::size_t trailer, parseSmallInteger(content));
            if (trailer != 1) return std::optional<SignatureScheme>{};
        } else {
            return fail(ErrorCode::CardFileMalformed, "unknown field in RSASSA-PSS parameters");
        }
    }
    return scheme;
}

}  // namespace

bool isSameScheme(ByteView algorithmIdentifier, ByteView other) {
    if (std::ranges::equal(algorithmIdentifier, other)) return true;
    const auto scheme = parseSignatureScheme(algorithmIdentifier).value_or(std::nullopt);
    return scheme && scheme == parseSignatureScheme(other).value_or(std::nullopt);
}

Result<std::optional<SignatureScheme>> parseSignatureScheme(ByteView algorithmIdentifier) {
    TRY(TlvReader content, enterWhole(algorithmIdentifier, tagSequence));
    TRY(const Tlv oid, content.expect(tagOid));
    if (std::ranges::equal(oid.value, pssOid)) return parsePss(content);
    for (const SchemeRow& row : rows)
        if (std::ranges::equal(oid.value, ByteView(row.oid).first(row.oidLength)))
            return SignatureScheme{row.kind, row.hash};
    return std::optional<SignatureScheme>{};
}

}  // namespace cccd_bridge::emrtd
