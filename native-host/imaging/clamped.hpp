// Arithmetic on eight-bit pixels. Internal to imaging.
#pragma once

#include "base/bytes.hpp"

#include <algorithm>
#include <limits>

namespace cccd_bridge::imaging {

/// The nearest value a pixel can have.
constexpr Byte clamped(int value) {
    return static_cast<Byte>(std::clamp<int>(value, 0, std::numeric_limits<Byte>::max()));
}

}  // namespace cccd_bridge::imaging
