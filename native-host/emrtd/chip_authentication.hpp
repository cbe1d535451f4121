// Chip authentication, version 1: a key agreement with the chip's static key of DG14 (ICAO 9303-11 §6.2).
#pragma once

#include "base/result.hpp"
#include "emrtd/card_channel.hpp"
#include "emrtd/lds/dg14.hpp"

#include <functional>
#include <optional>

namespace cccd_bridge::emrtd {

enum class ChipAuthenticationResult {
    Proven,    ///< the chip answered under the new keys, so it holds the private key
    Failed,    ///< it took our key, but did not answer under the new keys, or said itself that it failed
    Declined,  ///< it does not carry out the protocol that DG14 offers
};

/// Sends what comes next anyway over the same channel; its own outcome is kept by whoever made it.
using NextStep = std::function<Result<void>()>;

/// Agrees on new keys and changes the channel over to them, then sends one protected command that proves them: the
/// first one of `next`, or where that is empty one that does nothing else. After Failed the channel is not to be used
/// any more. `extendedLength`: whether card and reader take extended length fields, as far as that is known. Errors:
/// CardFileMalformed and CardProtocolUnsupported for a key that cannot be used, before anything was sent; those of the
/// channel and of `next`.
Result<ChipAuthenticationResult> performChipAuthentication(CardChannel& channel, const ChipAuthenticationOffer& offer,
                                                           std::optional<bool> extendedLength,
                                                           const NextStep& next = {});

}  // namespace cccd_bridge::emrtd
