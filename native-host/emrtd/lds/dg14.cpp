#include "emrtd/lds/dg14.hpp"

#include "emrtd/asn1_tags.hpp"
#include "emrtd/crypto/signature.hpp"
#include "emrtd/protocol_identifiers.hpp"
#include "emrtd/security_infos.hpp"
#include "emrtd/tlv.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace cccd_bridge::emrtd {

namespace {

constexpr std::uint32_t tagDataGroup14 = 0x6E;
constexpr std::size_t maxKeyIdLength = 8;
constexpr int supportedVersion = 1;

// id-PK 0.4.0.127.0.7.2.2.1, then the agreement;
// id-AA 2.23.136.1.1.5 (9303-11 §9.2).
constexpr std::array<Byte, 8> publicKeyOid{0x04, 0x00, 0x7F, 0x00, 0x07, 0x02, 0x02, 0x01};
constexpr std::array<Byte, 6> activeAuthenticationOid{0x67, 0x81, 0x08, 0x01, 0x01, 0x05};
constexpr Byte firstCipherArc = 1;
constexpr std::array<CipherKind, 4> ciphers{CipherKind::TripleDes, CipherKind::Aes128, CipherKind::Aes192,
                                            CipherKind::Aes256};

// What follows the prefix; empty when the identifier has another one or another length.
ByteView arcsBehind(ByteView oid, ByteView prefix, std::size_t count) {
    if (oid.size() != prefix.size() + count || !std::ranges::equal(oid.first(prefix.size()), prefix)) return {};
    return oid.subspan(prefix.size());
}

std::optional<KeyAgreementKind> agreementOf(Byte arc) {
    if (arc == 1) return KeyAgreementKind::DiffieHellman;
    if (arc == 2) return KeyAgreementKind::EllipticCurve;
    return std::nullopt;
}

// Empty when absent, else the number without leading zeros.
Result<Bytes> parseKeyId(ByteView encoded) {
    if (encoded.empty()) return Bytes{};
    TlvReader reader(encoded);
    TRY(const Tlv integer, reader.expect(tagInteger));
    ByteView number = integer.value;
    if (number.empty() || (number[0] & 0x80) != 0 || number.size() > maxKeyIdLength)
        return fail(ErrorCode::CardFileMalformed, "key identifier out of range");
    while (number.size() > 1 && number[0] == 0) number = number.subspan(1);
    return Bytes(number.begin(), number.end());
}

Result<void> takeChipAuthentication(const SecurityInfo& info, ByteView arcs, DataGroup14& file) {
    const auto agreement = agreementOf(arcs[0]);
    if (!agreement || arcs[1] < firstCipherArc || arcs[1] > ciphers.size()) return {};
    TRY(const int version, smallInteger(info.required));
    TRY(Bytes keyId, parseKeyId(info.optional));
    file.chipAuthentications.push_back({.protocol = Bytes(info.protocol.begin(), info.protocol.end()),
                                        .agreement = *agreement,
                                        .cipher = ciphers[arcs[1] - std::size_t{firstCipherArc}],
                                        .version = version,
                                        .keyId = std::move(keyId)});
    return {};
}

Result<void> takeChipKey(const SecurityInfo& info, ByteView arcs, DataGroup14& file) {
    const auto agreement = agreementOf(arcs[0]);
    if (!agreement) return {};
    TlvReader reader(info.required);
    TRY(const Tlv key, reader.expect(tagSequence));
    TRY(Bytes keyId, parseKeyId(info.optional));
    file.chipKeys.push_back({.agreement = *agreement,
                             .subjectPublicKeyInfo = Bytes(key.encoded.begin(), key.encoded.end()),
                             .keyId = std::move(keyId)});
    return {};
}

// §9.2.4: version, then the identifier of an ECDSA signature, of which only the hash is news.
Result<void> takeActiveAuthentication(const SecurityInfo& info, DataGroup14& file) {
    file.namesActiveAuthentication = true;
    if (info.optional.empty()) return {};
    TlvReader reader(info.optional);
    TRY(const Tlv oid, reader.expect(tagOid));
    TRY(const auto scheme, parseSignatureScheme(makeTlv(tagSequence, oid.encoded)));
    if (scheme) file.activeAuthenticationHash = scheme->hash;
    return {};
}

Result<void> takeInfo(const SecurityInfo& info, DataGroup14& file) {
    if (const ByteView arcs = arcsBehind(info.protocol, chipAuthenticationOid, 2); !arcs.empty())
        return takeChipAuthentication(info, arcs, file);
    if (const ByteView arcs = arcsBehind(info.protocol, publicKeyOid, 1); !arcs.empty())
        return takeChipKey(info, arcs, file);
    if (std::ranges::equal(info.protocol, activeAuthenticationOid)) return takeActiveAuthentication(info, file);
    return {};
}

// The key that an info means; null when there is none, or more than one that it could be.
const ChipAuthenticationKey* keyOf(const ChipAuthenticationInfo& info, const std::vector<ChipAuthenticationKey>& keys) {
    const ChipAuthenticationKey* loose = nullptr;
    std::size_t candidates = 0;
    for (const ChipAuthenticationKey& key : keys) {
        if (key.agreement != info.agreement) continue;
        if (key.keyId == info.keyId) return &key;
        if (!key.keyId.empty() && !info.keyId.empty()) continue;
        loose = &key;
        ++candidates;
    }
    return candidates == 1 ? loose : nullptr;
}

ChipAuthenticationOffer makeOffer(const ChipAuthenticationInfo& info, const ChipAuthenticationKey& key) {
    // §6.2.4: needed where the chip has several keys, of which DG14 need not hold all.
    return {.protocol = info.protocol,
            .agreement = info.agreement,
            .cipher = info.cipher,
            .subjectPublicKeyInfo = key.subjectPublicKeyInfo,
            .keyId = key.keyId.empty() ? info.keyId : key.keyId};
}

ChipAuthenticationInfo firstEditionInfo(const ChipAuthenticationKey& key) {
    Bytes protocol(chipAuthenticationOid.begin(), chipAuthenticationOid.end());
    protocol.push_back(key.agreement == KeyAgreementKind::DiffieHellman ? 1 : 2);
    protocol.push_back(firstCipherArc);
    return {.protocol = std::move(protocol),
            .agreement = key.agreement,
            .cipher = CipherKind::TripleDes,
            .version = supportedVersion,
            .keyId = key.keyId};
}

}  // namespace

Result<DataGroup14> parseChipSecurityInfos(ByteView set) {
    TRY(const auto infos, parseSecurityInfos(set));
    DataGroup14 parsed;
    parsed.securityInfos.assign(set.begin(), set.end());
    for (const SecurityInfo& info : infos) TRY_VOID(takeInfo(info, parsed));
    return parsed;
}

Result<DataGroup14> parseDataGroup14(ByteView file) {
    TRY(TlvReader content, enterWhole(file, tagDataGroup14));
    TRY(const Tlv set, content.expect(tagSet));
    TRY_VOID(content.expectEnd());
    return parseChipSecurityInfos(set.encoded);
}

std::vector<ChipAuthenticationOffer> chipAuthenticationOffers(const DataGroup14& file) {
    std::vector<ChipAuthenticationInfo> infos = file.chipAuthentications;
    if (infos.empty()) std::ranges::transform(file.chipKeys, std::back_inserter(infos), firstEditionInfo);
    const auto isStronger = [](const ChipAuthenticationOffer& left, const ChipAuthenticationOffer& right) {
        if (left.cipher != right.cipher) return left.cipher > right.cipher;
        return left.agreement > right.agreement;
    };
    std::vector<ChipAuthenticationOffer> offers;
    for (const ChipAuthenticationInfo& info : infos) {
        const ChipAuthenticationKey* key = keyOf(info, file.chipKeys);
        if (info.version != supportedVersion || key == nullptr) continue;
        ChipAuthenticationOffer offer = makeOffer(info, *key);
        // Behind its equals, so that the card's order stands.
        offers.insert(std::ranges::upper_bound(offers, offer, isStronger), std::move(offer));
    }
    return offers;
}

}  // namespace cccd_bridge::emrtd
