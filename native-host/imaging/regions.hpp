// Where codes seem to be: boxes around three corner marks that fit together. extension/decode/regions.ts has the same.
// Internal to this module.
#pragma once

#include "imaging/qr_image.hpp"

#include <optional>
#include <vector>

namespace cccd_bridge::imaging {

/// A place that seems to hold a code: its box in the original, right and bottom not included, and seven times the side
/// of a module there.
struct Region {
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;
    int sevenModules = 0;
};

/// A part of the original at another size: a pixel here is `scale` pixels there, the first one lies at `left`, `top`.
struct View {
    LumaImage image;
    int left = 0;
    int top = 0;
    double scale = 1;
};

/// By how much a picture is shrunk so that it keeps `maxPixels`; at least `least`.
int shrinkFactor(std::size_t pixels, std::int64_t maxPixels, int least = 1);

/// Regions of a picture, the likeliest first.
std::vector<Region> findRegions(const LumaImage& original);

/// A region at a size where a module has so many pixels; nothing when that is too small or too large to look at.
std::optional<View> regionView(const LumaImage& original, const Region& region, int modulePixels);

/// Whether a code that was read lies where the region is.
bool covers(const Symbol& symbol, const Region& region);

}  // namespace cccd_bridge::imaging
