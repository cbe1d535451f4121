#include "emrtd/pace_info.hpp"

#include "emrtd/asn1_tags.hpp"
#include "emrtd/crypto/diffie_hellman.hpp"
#include "emrtd/crypto/elliptic_curve.hpp"
#include "emrtd/protocol_identifiers.hpp"
#include "emrtd/security_infos.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace cccd_bridge::emrtd {

namespace {

constexpr std::size_t maxPaceInfos = 32;
constexpr std::size_t maxDomainParameters = 8;
constexpr int supportedVersion = 2;
constexpr int lastReservedId = 31;
constexpr int curveWithoutIntegratedMapping = 10;

// standardizedDomainParameters 0.4.0.127.0.7.1.2, ecPublicKey 1.2.840.10045.2.1, dhpublicnumber 1.2.840.10046.2.1.
constexpr std::array<Byte, 7> standardisedOid{0x04, 0x00, 0x7F, 0x00, 0x07, 0x01, 0x02};
constexpr std::array<Byte, 7> curveOid{0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01};
constexpr std::array<Byte, 7> fieldOid{0x2A, 0x86, 0x48, 0xCE, 0x3E, 0x02, 0x01};

struct MappingRow {
    Byte arc;
    PaceKeyAgreement keyAgreement;
    PaceMapping mapping;
    Byte firstCipherArc;  // chip authentication mapping has no 3DES
};
constexpr std::array<MappingRow, 5> mappings{{
    {1, PaceKeyAgreement::DiffieHellman, PaceMapping::Generic, 1},
    {2, PaceKeyAgreement::EllipticCurve, PaceMapping::Generic, 1},
    {3, PaceKeyAgreement::DiffieHellman, PaceMapping::Integrated, 1},
    {4, PaceKeyAgreement::EllipticCurve, PaceMapping::Integrated, 1},
    {6, PaceKeyAgreement::EllipticCurve, PaceMapping::ChipAuthentication, 2},
}};
constexpr std::array<CipherKind, 4> ciphers{CipherKind::TripleDes, CipherKind::Aes128, CipherKind::Aes192,
                                            CipherKind::Aes256};

// Strength in bits of the standardised domain parameters (§9.5.1; NIST SP 800-57 part 1, table 2).
struct GroupRow {
    int id;
    PaceKeyAgreement keyAgreement;
    int strength;
};
constexpr std::array<GroupRow, 14> groups{{
    {0, PaceKeyAgreement::DiffieHellman, 80},
    {1, PaceKeyAgreement::DiffieHellman, 112},
    {2, PaceKeyAgreement::DiffieHellman, 112},
    {8, PaceKeyAgreement::EllipticCurve, 96},
    {9, PaceKeyAgreement::EllipticCurve, 96},
    {10, PaceKeyAgreement::EllipticCurve, 112},
    {11, PaceKeyAgreement::EllipticCurve, 112},
    {12, PaceKeyAgreement::EllipticCurve, 128},
    {13, PaceKeyAgreement::EllipticCurve, 128},
    {14, PaceKeyAgreement::EllipticCurve, 160},
    {15, PaceKeyAgreement::EllipticCurve, 192},
    {16, PaceKeyAgreement::EllipticCurve, 192},
    {17, PaceKeyAgreement::EllipticCurve, 256},
    {18, PaceKeyAgreement::EllipticCurve, 260},
}};

// Null where the number names no group of this kind.
const GroupRow* groupOf(std::optional<int> id, PaceKeyAgreement keyAgreement) {
    if (!id) return nullptr;
    const auto row = std::ranges::find(groups, *id, &GroupRow::id);
    return row != groups.end() && row->keyAgreement == keyAgreement ? &*row : nullptr;
}

// PACEDomainParameterInfo (§9.2.2): own numbers for domain parameters.
struct DomainParameters {
    Byte mappingArc;
    std::optional<int> parameterId;
    std::optional<int> groupId;
};

bool startsWithPace(ByteView oid) {
    return oid.size() > paceOid.size() && std::ranges::equal(oid.first(paceOid.size()), paceOid);
}

// Empty for an object identifier that is no PACE protocol, among them PACEDomainParameterInfo.
std::optional<PaceInfo> paceOfOid(ByteView oid) {
    if (!startsWithPace(oid) || oid.size() != paceOid.size() + 2) return std::nullopt;
    const Byte cipherArc = oid.back();
    const auto row = std::ranges::find(mappings, oid[paceOid.size()], &MappingRow::arc);
    if (row == mappings.end() || cipherArc < row->firstCipherArc || cipherArc > ciphers.size()) return std::nullopt;
    return PaceInfo{.protocol = Bytes(oid.begin(), oid.end()),
                    .keyAgreement = row->keyAgreement,
                    .mapping = row->mapping,
                    .cipher = ciphers[cipherArc - std::size_t{1}]};
}

Result<std::optional<PaceInfo>> parsePaceInfo(const SecurityInfo& info) {
    auto pace = paceOfOid(info.protocol);
    if (!pace) return pace;
    TRY(pace->version, smallInteger(info.required));
    if (info.optional.empty()) return pace;
    TRY(pace->parameterId, smallInteger(info.optional));
    if (groupOf(pace->parameterId, pace->keyAgreement) != nullptr) pace->groupId = pace->parameterId;
    return pace;
}

// AlgorithmIdentifier of domain parameters (§9.5.2): they are known, or they are not used.
Result<std::optional<int>> knownGroup(ByteView algorithmIdentifier) {
    TRY(TlvReader algorithm, enterWhole(algorithmIdentifier, tagSequence));
    TRY(const Tlv oid, algorithm.expect(tagOid));
    if (algorithm.atEnd()) return std::optional<int>{};
    TRY(const Tlv parameters, algorithm.next());
    if (std::ranges::equal(oid.value, curveOid)) return EllipticCurve::standardisedIdOf(parameters.encoded);
    if (std::ranges::equal(oid.value, fieldOid)) return DiffieHellmanGroup::standardisedIdOf(parameters.encoded);
    if (!std::ranges::equal(oid.value, standardisedOid)) return std::optional<int>{};
    TRY(const int id, smallInteger(parameters.encoded));
    return id;
}

Result<std::optional<DomainParameters>> parseDomainParameters(const SecurityInfo& info) {
    if (!startsWithPace(info.protocol) || info.protocol.size() != paceOid.size() + 1)
        return std::optional<DomainParameters>{};
    DomainParameters parsed{info.protocol.back(), std::nullopt, std::nullopt};
    TRY(parsed.groupId, knownGroup(info.required));
    if (info.optional.empty()) return parsed;
    TRY(parsed.parameterId, smallInteger(info.optional));
    return parsed;
}

// Offers whose number is not reserved for standardised parameters take them from the card's own list.
void resolveOwnParameters(PaceInfo& offer, const std::vector<DomainParameters>& known) {
    if (offer.groupId || offer.parameterId.value_or(lastReservedId + 1) <= lastReservedId) return;
    for (const DomainParameters& parameters : known)
        if (parameters.mappingArc == offer.protocol[paceOid.size()] && parameters.parameterId == offer.parameterId &&
            groupOf(parameters.groupId, offer.keyAgreement) != nullptr)
            offer.groupId = parameters.groupId;
}

bool isSupported(const PaceInfo& info) {
    if (info.version != supportedVersion || !info.groupId) return false;
    return info.mapping != PaceMapping::Integrated || info.groupId != curveWithoutIntegratedMapping;
}

int mappingRank(PaceMapping mapping) {
    switch (mapping) {
        case PaceMapping::ChipAuthentication:
            return 2;
        case PaceMapping::Integrated:
            return 1;
        case PaceMapping::Generic:
            return 0;
    }
    return 0;
}

std::tuple<CipherKind, int, int, bool> rank(const PaceInfo& info) {
    return {info.cipher, groupOf(info.groupId, info.keyAgreement)->strength, mappingRank(info.mapping),
            info.keyAgreement == PaceKeyAgreement::EllipticCurve};
}

}  // namespace

Result<std::vector<PaceInfo>> parseCardAccess(ByteView file) {
    TRY(const auto infos, parseSecurityInfos(file));
    std::vector<PaceInfo> offers;
    std::vector<DomainParameters> ownParameters;
    for (const SecurityInfo& info : infos) {
        TRY(auto offer, parsePaceInfo(info));
        if (offer && offers.size() < maxPaceInfos) offers.push_back(*std::move(offer));
        if (ownParameters.size() == maxDomainParameters) continue;
        TRY(const auto parameters, parseDomainParameters(info));
        if (parameters) ownParameters.push_back(*parameters);
    }
    for (PaceInfo& offer : offers) resolveOwnParameters(offer, ownParameters);
    return offers;
}

const PaceInfo* choosePace(const std::vector<PaceInfo>& offers) {
    const PaceInfo* best = nullptr;
    for (const PaceInfo& offer : offers)
        if (isSupported(offer) && (best == nullptr || rank(offer) > rank(*best))) best = &offer;
    return best;
}

}  // namespace cccd_bridge::emrtd
