// Basic Access Control (ICAO 9303-11 §4.3).
#pragma once

#include "base/result.hpp"
#include "emrtd/access_key.hpp"
#include "emrtd/card_channel.hpp"
#include "emrtd/random_source.hpp"

namespace cccd_bridge::emrtd {

/// Authenticates with the key and gives the protected session, which the caller puts into the channel. The eMRTD
/// application must be selected. `random` is asked for RND.IFD (8 bytes), then K.IFD (16 bytes).
/// Errors: CardWrongKey, CardAccessRefused, CardProtocolViolation, CardProtocolUnsupported for a CAN, the channel's
/// own.
Result<SecureMessaging> performBasicAccessControl(CardChannel& channel, const AccessKey& key, RandomSource& random);

}  // namespace cccd_bridge::emrtd
