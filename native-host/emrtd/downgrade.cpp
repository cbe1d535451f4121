#include "emrtd/downgrade.hpp"

#include "emrtd/protocol_identifiers.hpp"
#include "emrtd/security_infos.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <vector>

namespace cccd_bridge::emrtd {

namespace {

// id-PACE-ECDH-CAM, below id-PACE.
constexpr Byte chipAuthenticationMappingArc = 6;

bool isBelow(const SecurityInfo& info, ByteView oid) {
    return info.protocol.size() > oid.size() && std::ranges::equal(info.protocol.first(oid.size()), oid);
}

std::vector<SecurityInfo> below(const std::vector<SecurityInfo>& infos, ByteView oid) {
    std::vector<SecurityInfo> found;
    std::ranges::copy_if(infos, std::back_inserter(found),
                         [&](const SecurityInfo& info) { return isBelow(info, oid); });
    return found;
}

bool sameOffer(const SecurityInfo& left, const SecurityInfo& right) {
    return std::ranges::equal(left.protocol, right.protocol) && std::ranges::equal(left.required, right.required) &&
           std::ranges::equal(left.optional, right.optional);
}

// A key identifier may be left out where the card has one key only (§9.2.5).
bool sameChipAuthentication(const SecurityInfo& left, const SecurityInfo& right) {
    return std::ranges::equal(left.protocol, right.protocol) && std::ranges::equal(left.required, right.required) &&
           (left.optional.empty() || right.optional.empty() || std::ranges::equal(left.optional, right.optional));
}

template <class Same>
bool contains(const std::vector<SecurityInfo>& infos, const SecurityInfo& wanted, Same same) {
    return std::ranges::any_of(infos, [&](const SecurityInfo& info) { return same(info, wanted); });
}

bool isChipAuthenticationMapping(const SecurityInfo& info) {
    return info.protocol[paceOid.size()] == chipAuthenticationMappingArc;
}

bool samePace(const std::vector<SecurityInfo>& offered, const std::vector<SecurityInfo>& confirmed) {
    const auto isConfirmed = [&](const SecurityInfo& offer) {
        return isChipAuthenticationMapping(offer) || contains(confirmed, offer, sameOffer);
    };
    const auto isOffered = [&](const SecurityInfo& info) { return contains(offered, info, sameOffer); };
    return std::ranges::all_of(offered, isConfirmed) && std::ranges::all_of(confirmed, isOffered);
}

CardAccessCheck checkPace(const std::vector<SecurityInfo>& offered, const std::vector<SecurityInfo>& confirmed) {
    const auto confirmedPace = below(confirmed, paceOid);
    if (confirmedPace.empty()) return CardAccessCheck::NotComparable;
    return samePace(below(offered, paceOid), confirmedPace) ? CardAccessCheck::Confirmed
                                                            : CardAccessCheck::Contradicted;
}

bool chipAuthenticationDiffers(const std::vector<SecurityInfo>& offered, const std::vector<SecurityInfo>& confirmed) {
    if (confirmed.empty()) return false;
    return !std::ranges::all_of(
        offered, [&](const SecurityInfo& info) { return contains(confirmed, info, sameChipAuthentication); });
}

}  // namespace

Result<CardAccessCheck> checkCardAccess(ByteView cardAccess, ByteView signedInfos) {
    TRY(const auto offered, parseSecurityInfos(cardAccess));
    TRY(const auto confirmed, parseSecurityInfos(signedInfos));
    if (chipAuthenticationDiffers(below(offered, chipAuthenticationOid), below(confirmed, chipAuthenticationOid)))
        return CardAccessCheck::Contradicted;
    return checkPace(offered, confirmed);
}

Result<CardAccessCheck> checkChannel(const ChannelOrigin& origin, ByteView signedInfos) {
    if (origin.source == ChannelOrigin::Source::CardAccess) return checkCardAccess(origin.offers, signedInfos);
    TRY(const auto confirmed, parseSecurityInfos(signedInfos));
    if (origin.source == ChannelOrigin::Source::Nothing) return checkPace({}, confirmed);
    TRY(const auto offered, parseSecurityInfos(origin.offers));
    return checkPace(offered, confirmed);
}

}  // namespace cccd_bridge::emrtd
