// The corner marks of QR codes (ISO/IEC 18004, 6.3.3): dark, light, dark, light, dark in the proportions 1 1 3 1 1 in
// every direction. extension/decode/finders.ts has the same, number for number. Internal to this module.
#pragma once

#include "imaging/qr_image.hpp"

#include <vector>

namespace cccd_bridge::imaging {

/// A corner mark: its middle in pixels, seven times the side of a module, and on how many lines it was seen.
struct Finder {
    int x = 0;
    int y = 0;
    int sevenModules = 0;
    int seen = 0;
};

/// Three marks that can be one code's: the one at the right angle, then the others clockwise.
struct Triple {
    Finder corner;
    Finder right;
    Finder below;
    int deviation = 0;  ///< how far from a square, in thousandths
};

/// Marks of a picture of two values, 0 and 255; those seen on most lines first, at most 24.
std::vector<Finder> findFinders(const LumaImage& image);

/// Marks that can be one code's, the least doubtful first, at most six, each mark in at most two of them.
std::vector<Triple> findTriples(const std::vector<Finder>& finders);

}  // namespace cccd_bridge::imaging
