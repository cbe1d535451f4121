// A made-up code on a bent sheet, small, out of focus and grainy; extension/tests/decode/bowed-code.ts draws the same.
#pragma once

#include "imaging/image_operations.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <utility>

namespace cccd_bridge::test {

inline constexpr int bowedSize = 41;

/// Whether a module is dark: marks, timing patterns, the alignment pattern and spots.
inline bool isBowedDark(int x, int y) {
    constexpr int far = bowedSize - 7;
    if (x < 0 || y < 0 || x >= bowedSize || y >= bowedSize) return false;
    for (const auto& [left, top] : std::array{std::pair{0, 0}, std::pair{far, 0}, std::pair{0, far}}) {
        const int ring = std::max(std::abs(x - left - 3), std::abs(y - top - 3));
        if (ring <= 4) return ring != 2 && ring != 4;
    }
    if (x == 6 || y == 6) return (x + y) % 2 == 0;
    const int ring = std::max(std::abs(x - far), std::abs(y - far));
    if (ring <= 2) return ring != 1;
    return (static_cast<std::uint32_t>(x * bowedSize + y + 7) * 0x9e3779b1U >> 13) % 2 == 0;
}

/// Three pixels a module; the upper side bulges by two modules, the far corner is off by two and a half; the modules in
/// the middle of the upper side are moved along it.
inline imaging::LumaImage bowedCode(double along = 0) {
    constexpr int side = 260;
    imaging::LumaImage image{side, side, Bytes(std::size_t{side} * side)};
    std::uint32_t grain = 12345;
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const double p = (x - 60) / 3.0 - 3.5;
            const double q = (y - 70) / 3.0 - 3.5;
            const double s = p / 34;
            const double t = q / 34;
            const double u = p + 3.5 - 2.5 * s * t - 4 * along * s * (1 - s);
            const double v = q + 3.5 + 8 * s * (1 - s) - 2.5 * s * t;
            grain = grain * 1103515245U + 12345U;
            const bool isDark = isBowedDark(static_cast<int>(std::floor(u)), static_cast<int>(std::floor(v)));
            image.pixels[static_cast<std::size_t>(y * side + x)] =
                static_cast<Byte>((isDark ? 60 : 190) + static_cast<int>((grain >> 16) & 31));
        }
    return imaging::blur(image, 1);
}

}  // namespace cccd_bridge::test
