#include "emrtd/pace_info.hpp"

#include "emrtd/security_infos.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace cccd_bridge::emrtd {

namespace {

constexpr std::size_t maxPaceInfos = 32;
constexpr int supportedVersion = 2;
constexpr int firstCurve = 8;
constexpr int lastCurve = 18;

// id-PACE, 0.4.0.127.0.7.2.2.4; two more arcs name the mapping and the cipher (ICAO 9303-11 §9.2.3).
constexpr std::array<Byte, 8> paceOid{0x04, 0x00, 0x7F, 0x00, 0x07, 0x02, 0x02, 0x04};

struct MappingRow {
    Byte arc;
    PaceKeyAgreement keyAgreement;
    PaceMapping mapping;
};
constexpr std::array<MappingRow, 5> mappings{{
    {1, PaceKeyAgreement::DiffieHellman, PaceMapping::Generic},
    {2, PaceKeyAgreement::EllipticCurve, PaceMapping::Generic},
    {3, PaceKeyAgreement::DiffieHellman, PaceMapping::Integrated},
    {4, PaceKeyAgreement::EllipticCurve, PaceMapping::Integrated},
    {6, PaceKeyAgreement::EllipticCurve, PaceMapping::ChipAuthentication},
}};
constexpr std::array<CipherKind, 4> ciphers{CipherKind::TripleDes, CipherKind::Aes128, CipherKind::Aes192,
                                            CipherKind::Aes256};

// Empty for an object identifier that is no PACE protocol, among them PACEDomainParameterInfo.
std::optional<PaceInfo> paceOfOid(ByteView oid) {
    if (oid.size() != paceOid.size() + 2 || !std::ranges::equal(oid.first(paceOid.size()), paceOid))
        return std::nullopt;
    const Byte cipherArc = oid.back();
    const auto row = std::ranges::find(mappings, oid[paceOid.size()], &MappingRow::arc);
    if (row == mappings.end() || cipherArc < 1 || cipherArc > ciphers.size()) return std::nullopt;
    return PaceInfo{.protocol = Bytes(oid.begin(), oid.end()),
                    .keyAgreement = row->keyAgreement,
                    .mapping = row->mapping,
                    .cipher = ciphers[cipherArc - std::size_t{1}]};
}

Result<std::optional<PaceInfo>> parseInfo(const SecurityInfo& info) {
    auto pace = paceOfOid(info.protocol);
    if (!pace) return pace;
    TRY(pace->version, smallInteger(info.required));
    if (info.optional.empty()) return pace;
    TRY(pace->parameterId, smallInteger(info.optional));
    return pace;
}

bool isSupported(const PaceInfo& info) {
    return info.keyAgreement == PaceKeyAgreement::EllipticCurve && info.mapping == PaceMapping::Generic &&
           info.version == supportedVersion && info.parameterId.value_or(0) >= firstCurve &&
           *info.parameterId <= lastCurve;
}

// Field size in bits of parameters 8 to 18 (ICAO 9303-11 §9.5.1).
int curveBits(int parameterId) {
    constexpr std::array<int, 11> bits{192, 192, 224, 224, 256, 256, 320, 384, 384, 512, 521};
    return bits[static_cast<std::size_t>(parameterId - firstCurve)];
}

std::tuple<CipherKind, int> strength(const PaceInfo& info) { return {info.cipher, curveBits(*info.parameterId)}; }

}  // namespace

Result<std::vector<PaceInfo>> parseCardAccess(ByteView file) {
    TRY(const auto infos, parseSecurityInfos(file));
    std::vector<PaceInfo> offers;
    for (const SecurityInfo& info : infos) {
        TRY(auto offer, parseInfo(info));
        if (offer && offers.size() < maxPaceInfos) offers.push_back(*std::move(offer));
    }
    return offers;
}

const PaceInfo* choosePace(const std::vector<PaceInfo>& offers) {
    const PaceInfo* best = nullptr;
    for (const PaceInfo& offer : offers)
        if (isSupported(offer) && (best == nullptr || strength(offer) > strength(*best))) best = &offer;
    return best;
}

}  // namespace cccd_bridge::emrtd
