// Password Authenticated Connection Establishment with generic mapping over elliptic curves (ICAO 9303-11 §4.4).
#pragma once

#include "base/result.hpp"
#include "emrtd/access_key.hpp"
#include "emrtd/card_channel.hpp"
#include "emrtd/random_source.hpp"
#include "emrtd/pace_info.hpp"

namespace cccd_bridge::emrtd {

/// What PACE is run with.
struct PaceParameters {
    const PaceInfo* info = nullptr;  ///< one that choosePace() gave
    /// The card offers several domain parameters, so the wanted ones are named (§4.4.4.1, DO 84).
    bool nameDomainParameters = false;
};

/// Runs PACE and gives the protected session, which the caller puts into the channel. `random` is asked for the mapping
/// key, then for the ephemeral key, each as many bytes as the curve's order has.
/// Errors: CardWrongKey; CardAccessRefused when the password is blocked; CardProtocolUnsupported when the card refuses
/// the protocol or the parameters; CardProtocolViolation; the channel's own.
Result<SecureMessaging> performPace(CardChannel& channel, const PaceParameters& parameters, const AccessKey& key,
                                    RandomSource& random);

}  // namespace cccd_bridge::emrtd
