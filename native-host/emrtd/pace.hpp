// Password Authenticated Connection Establishment, every mapping over curves and fields (ICAO 9303-11 §4.4).
#pragma once

#include "base/result.hpp"
#include "emrtd/access_key.hpp"
#include "emrtd/card_channel.hpp"
#include "emrtd/chip_mapping.hpp"
#include "emrtd/pace_info.hpp"
#include "emrtd/random_source.hpp"

#include <optional>

namespace cccd_bridge::emrtd {

/// What PACE is run with.
struct PaceParameters {
    const PaceInfo* info = nullptr;  ///< one that choosePace() gave
    /// The card offers several domain parameters, so the wanted ones are named (§4.4.4.1, DO 84).
    bool nameDomainParameters = false;
};

/// What PACE gives.
struct PaceSession {
    SecureMessaging secureMessaging;
    std::optional<ChipMappingData> chipMapping{};  ///< present after chip authentication mapping
};

/// Runs PACE and gives the protected session, which the caller puts into the channel. `random` is asked for the mapping
/// key (or the nonce t of integrated mapping, as long as a key), then for the ephemeral key; a key takes as many bytes
/// as the group's order has.
/// Errors: CardWrongKey; CardAccessRefused when the password is blocked; CardProtocolUnsupported when the card refuses
/// the protocol or the parameters; CardProtocolViolation; the channel's own.
Result<PaceSession> performPace(CardChannel& channel, const PaceParameters& parameters, const AccessKey& key,
                                RandomSource& random);

}  // namespace cccd_bridge::emrtd
