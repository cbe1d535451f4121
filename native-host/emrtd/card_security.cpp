#include "emrtd/card_security.hpp"

#include "emrtd/asn1_tags.hpp"
#include "emrtd/security_infos.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace cccd_bridge::emrtd {

namespace {

constexpr std::size_t maxCertificates = 8;

// id-SecurityObject 0.4.0.127.0.7.3.2.1; id-PK-ECDH 0.4.0.127.0.7.2.2.1.2.
constexpr std::array<Byte, 8> securityObjectOid{0x04, 0x00, 0x7F, 0x00, 0x07, 0x03, 0x02, 0x01};
constexpr std::array<Byte, 9> curveKeyOid{0x04, 0x00, 0x7F, 0x00, 0x07, 0x02, 0x02, 0x01, 0x02};

// SubjectPublicKeyInfo: the domain parameters are those of PACE (§9.2.1), so only the key itself matters.
Result<Bytes> keyOf(ByteView subjectPublicKeyInfo) {
    TRY(TlvReader info, enterWhole(subjectPublicKeyInfo, tagSequence));
    TRY_VOID(info.expect(tagSequence));
    TRY(const Tlv key, info.expect(tagBitString));
    if (key.value.size() < 2 || key.value[0] != 0) return malformed("public key with unused bits");
    return Bytes(key.value.begin() + 1, key.value.end());
}

}  // namespace

Result<SignedData> openCardSecurity(ByteView file) {
    TRY(SignedData envelope, parseSignedData(file, maxCertificates));
    if (!std::ranges::equal(envelope.contentType, securityObjectOid))
        return malformed("EF.CardSecurity holds no security object");
    TRY_VOID(enterWhole(envelope.content, tagSet));
    return envelope;
}

Result<CardSecurity> parseCardSecurity(ByteView file) {
    TRY(SignedData envelope, openCardSecurity(file));
    CardSecurity parsed{.securityInfos = std::move(envelope.content)};
    TRY(const auto infos, parseSecurityInfos(parsed.securityInfos));
    for (const SecurityInfo& info : infos) {
        if (!std::ranges::equal(info.protocol, curveKeyOid)) continue;
        ChipPublicKey key;
        TRY(key.publicKey, keyOf(info.required));
        if (!info.optional.empty()) {
            TRY(key.keyId, smallInteger(info.optional));
        }
        parsed.keys.push_back(std::move(key));
    }
    return parsed;
}

Result<ChipMappingProof> judgeChipMapping(const ChipMappingData& data, Bytes cardSecurity) {
    ChipMappingProof proof{ChipMappingProof::Outcome::NoKey, std::move(cardSecurity), {}};
    const auto parsed = parseCardSecurity(proof.cardSecurity);
    if (!parsed || parsed->keys.empty()) return proof;
    proof.outcome = ChipMappingProof::Outcome::Refuted;
    for (const ChipPublicKey& key : parsed->keys) {
        TRY(const bool proven, provesPossession(data, key.publicKey));
        if (!proven) continue;
        proof.outcome = ChipMappingProof::Outcome::Proven;
        proof.publicKey = key.publicKey;
        return proof;
    }
    return proof;
}

}  // namespace cccd_bridge::emrtd
