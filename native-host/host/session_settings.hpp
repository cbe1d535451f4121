// What the extension may set for its session (SessionStartParams of schemas/protocol.schema.json).
#pragma once

#include "emrtd/passive_authentication.hpp"

#include <chrono>

namespace cccd_bridge::host {

struct SessionSettings {
    std::chrono::milliseconds transmitTimeout{10'000};  ///< watchdog of one card command
    std::chrono::milliseconds readTimeout{180'000};     ///< limit of a whole read, looked at before each command
    std::chrono::milliseconds channelOpen{30'000};      ///< how long a read card's channel is kept for the photo
    bool allowBac = true;                               ///< where a card offers no PACE
    bool allowPhoto = true;                             ///< whether DG2 may be read at all
    emrtd::WeakAlgorithms weakAlgorithms = emrtd::WeakAlgorithms::Accept;  ///< SHA-1 and short keys
};

}  // namespace cccd_bridge::host
