// What the extension may set for its session (SessionStartParams of schemas/protocol.schema.json).
#pragma once

#include <chrono>

namespace cccd_bridge::host {

struct SessionSettings {
    std::chrono::milliseconds transmitTimeout{10'000};  ///< watchdog of one card command
    std::chrono::milliseconds channelOpen{30'000};      ///< how long a read card's channel is kept for the photo
    bool allowBac = true;                               ///< where a card offers no PACE
    bool allowPhoto = true;                             ///< whether DG2 may be read at all
};

}  // namespace cccd_bridge::host
