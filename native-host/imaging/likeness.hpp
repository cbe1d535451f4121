// Corner marks (ISO/IEC 18004, 6.3.3) by their likeness to one, through blur, grain and modules of two pixels, where
// their runs can no longer be counted. extension/decode/likeness.ts has the same, number for number. Internal to this
// module.
#pragma once

#include "imaging/finders.hpp"

namespace cccd_bridge::imaging {

/// Places and lengths of marks found by likeness are in parts of a pixel.
inline constexpr int markParts = 16;

/// Marks, the likest first, at most 24; `seen` grows with the likeness as it does with the lines of a mark.
std::vector<Finder> findMarksAlike(const LumaImage& image);

}  // namespace cccd_bridge::imaging
