// Basic Access Control (ICAO 9303-11 §4.3).
#pragma once

#include "base/result.hpp"
#include "emrtd/access_key.hpp"
#include "emrtd/card_channel.hpp"
#include "emrtd/random_source.hpp"

namespace cccd_bridge::emrtd {

/// GET CHALLENGE (§4.3.4.1).
CommandApdu challengeCommand();

/// Authenticates with the key and gives the protected session, which the caller puts into the channel. The eMRTD
/// application must be selected. `random` is asked for RND.IFD (8 bytes), then K.IFD (16 bytes).
/// A card that declines the exact Le of 28 gets a second run with 00, which is the same attempt of the key.
/// `challenge` is one that the card gave just before; where it is empty, or no good, a new one is asked for.
/// Errors: CardWrongKey, CardAccessRefused, CardProtocolViolation, CardProtocolUnsupported for a CAN, the channel's
/// own.
Result<SecureMessaging> performBasicAccessControl(CardChannel& channel, const AccessKey& key, RandomSource& random,
                                                  SecretBytes challenge = {});

}  // namespace cccd_bridge::emrtd
