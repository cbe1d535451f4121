// Where codes seem to be: boxes around three corner marks that fit together. extension/decode/regions.ts has the same.
// Internal to this module.
#pragma once

#include "imaging/qr_image.hpp"
#include "imaging/shrunk_images.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace cccd_bridge::imaging {

/// Pixels, whose middles are at halves.
struct Place {
    double x = 0;
    double y = 0;
};

/// A place that seems to hold a code: its box in the original, right and bottom not included, seven times the side of a
/// module there, and the middles of its marks: the one at the right angle, then clockwise the other two.
struct Region {
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;
    int sevenModules = 0;
    std::array<Place, 3> marks{};
};

/// What a pass looks at, and where a pixel of it lies in the original.
struct View {
    LumaImage image;
    std::function<Point(Point)> inOriginal;
};

/// For a view whose pixels are `scale` pixels of the original and whose first one lies at `left`, `top`.
std::function<Point(Point)> scaledPlace(int left, int top, double scale);

/// By how much a picture is shrunk so that it keeps `maxPixels`; at least `least`.
int shrinkFactor(std::size_t pixels, std::int64_t maxPixels, int least = 1);

/// How large a picture may be in which marks are looked for.
inline constexpr std::int64_t fineSearchPixels = 2'100'000;

/// How large a region's picture may be at the size at which it is looked at.
inline constexpr std::int64_t maxRegionPixels = 1'000'000;

/// Adds what regions of a picture there are beside the known ones, the likeliest first. The picture is shrunk until it
/// has at most `maxPixels`; below fineSearchPixels it is looked at once, for codes as small as it shows, else twice,
/// or thrice where nothing is seen.
void findRegions(ShrunkImages& sizes, std::int64_t maxPixels, std::vector<Region>& known);

/// The regions whose marks are found by their likeness, the likeliest first: dearer, but through blur and down to
/// modules of two pixels.
std::vector<Region> findRegionsAlike(ShrunkImages& sizes, std::int64_t maxPixels);

/// A region at a size where a module has so many pixels; nothing when that is too small or too large to look at.
std::optional<View> regionView(const LumaImage& original, const Region& region, int modulePixels);

/// Whether a code that was read lies where the region is.
bool covers(const Symbol& symbol, const Region& region);

}  // namespace cccd_bridge::imaging
