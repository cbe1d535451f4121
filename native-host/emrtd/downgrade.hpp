// Was EF.CardAccess, which nobody signs, changed on its way to make the terminal use less? (ICAO 9303-11 §9.2.11)
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace cccd_bridge::emrtd {

enum class CardAccessCheck {
    Confirmed,      ///< the signed copy offers the same PACE, and the same chip authentication where both name it
    Contradicted,   ///< the signed copy offers PACE that EF.CardAccess hides, or lacks what EF.CardAccess offers
    NotComparable,  ///< EF.CardAccess is missing, or the signed copy says nothing of PACE, as on many older cards
};

/// Compares the PACEInfos, PACEDomainParameterInfos and ChipAuthenticationInfos of EF.CardAccess (empty: missing) with
/// those of a signed SET OF SecurityInfo, of EF.DG14 or EF.CardSecurity. Means something only once that file is
/// authenticated. The order of the infos does not matter; an offer of chip authentication mapping may be missing in the
/// signed copy, because its own copy is in EF.CardSecurity and naming it in vain weakens nothing.
/// Errors: CardFileMalformed.
Result<CardAccessCheck> checkCardAccess(ByteView cardAccess, ByteView signedInfos);

}  // namespace cccd_bridge::emrtd
