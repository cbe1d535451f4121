// Was EF.CardAccess, which nobody signs, changed on its way to make the terminal use less? (ICAO 9303-11 §9.2.11)
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace cccd_bridge::emrtd {

/// What the way into a card was chosen from.
struct ChannelOrigin {
    enum class Source {
        CardAccess,  ///< EF.CardAccess as the card gave it
        Assumed,     ///< what such cards usually offer, because the card did not give its EF.CardAccess
        Nothing,     ///< nothing was offered or assumed, so the way in was BAC
    };
    Source source = Source::Nothing;
    Bytes offers{};  ///< a SET OF SecurityInfo; empty for Nothing
};

enum class CardAccessCheck {
    Confirmed,      ///< the signed copy offers the same PACE, and the same chip authentication where both name it
    Contradicted,   ///< the signed copy offers PACE that EF.CardAccess hides, or lacks what EF.CardAccess offers
    NotComparable,  ///< the signed copy says nothing of PACE, as on many older cards
};

/// Compares the PACEInfos, PACEDomainParameterInfos and ChipAuthenticationInfos of EF.CardAccess with those of a signed
/// SET OF SecurityInfo, of EF.DG14 or EF.CardSecurity. Means something only once that file is authenticated. The order
/// of the infos does not matter; an offer of chip authentication mapping may be missing in the signed copy, because its
/// own copy is in EF.CardSecurity and naming it in vain weakens nothing. Errors: CardFileMalformed.
Result<CardAccessCheck> checkCardAccess(ByteView cardAccess, ByteView signedInfos);

/// The same for a channel, however it was opened: without EF.CardAccess a signed copy that names PACE contradicts BAC
/// (§4.2: PACE goes first), and assumed offers of PACE unless it names the same. Errors: CardFileMalformed.
Result<CardAccessCheck> checkChannel(const ChannelOrigin& origin, ByteView signedInfos);

}  // namespace cccd_bridge::emrtd
