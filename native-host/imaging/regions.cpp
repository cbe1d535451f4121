#include "imaging/regions.hpp"

#include "imaging/finders.hpp"
#include "imaging/image_operations.hpp"
#include "imaging/likeness.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <iterator>

namespace cccd_bridge::imaging {
namespace {

// `parts` units of the triple are a pixel, of which `factor` pixels of the original became one.
Region regionOf(const Triple& triple, int factor, int parts, const LumaImage& original) {
    const auto& [corner, right, below, deviation] = triple;
    const double scale = static_cast<double>(factor) / parts;
    const auto whole = [](double value) { return static_cast<int>(std::floor(value)); };
    const int sevenModules = whole(((corner.sevenModules + right.sevenModules + below.sevenModules) * scale) / 3 + 0.5);
    const std::array across{corner.x, right.x, below.x, right.x + below.x - corner.x};
    const std::array down{corner.y, right.y, below.y, right.y + below.y - corner.y};
    // Half a mark, the quiet zone and something for perspective.
    const int margin = sevenModules;
    const auto middle = [scale, parts](const Finder& mark) {
        return Place{(mark.x + parts / 2.0) * scale, (mark.y + parts / 2.0) * scale};
    };
    return {.left = std::max(0, whole(std::ranges::min(across) * scale) - margin),
            .top = std::max(0, whole(std::ranges::min(down) * scale) - margin),
            .right = std::min(original.width, whole(std::ranges::max(across) * scale) + margin),
            .bottom = std::min(original.height, whole(std::ranges::max(down) * scale) + margin),
            .sevenModules = sevenModules,
            .marks = {middle(corner), middle(right), middle(below)}};
}

// Whether every side of one lies within a module and a half of the other's.
bool sameRegion(const Region& one, const Region& other) {
    const std::array apart{one.left - other.left, one.top - other.top, one.right - other.right,
                           one.bottom - other.bottom};
    return std::ranges::all_of(apart, [&one](int side) { return std::abs(side) * 5 <= one.sevenModules; });
}

}  // namespace

std::function<Point(Point)> scaledPlace(int left, int top, double scale) {
    return [=](Point place) -> Point {
        return {left + static_cast<int>(std::floor(place.x * scale + 0.5)),
                top + static_cast<int>(std::floor(place.y * scale + 0.5))};
    };
}

int shrinkFactor(std::size_t pixels, std::int64_t maxPixels, int least) {
    int factor = least;
    while (static_cast<std::int64_t>(pixels) > maxPixels * factor * factor) ++factor;
    return factor;
}

void findRegions(ShrunkImages& sizes, std::int64_t maxPixels, std::vector<Region>& known) {
    const LumaImage& original = sizes.original();
    const int factor = shrinkFactor(original.pixels.size(), maxPixels);
    const LumaImage& small = sizes.by(factor);
    const std::size_t before = known.size();
    const auto search = [&](const LumaImage& twoValues) {
        for (const Triple& triple : findTriples(findFinders(twoValues))) {
            const Region region = regionOf(triple, factor, 1, original);
            if (std::ranges::none_of(known, [&](const Region& other) { return sameRegion(other, region); }))
                known.push_back(region);
        }
    };
    if (maxPixels < fineSearchPixels) return search(coarseThreshold(small, 8, 94));
    // A narrow threshold that grain and shadows leave alone, then a wide one for large codes.
    search(threshold(blur(small, 1), 20, 97));
    search(threshold(small, std::max(10, std::min(small.width, small.height) >> 4), 96));
    // Blur fills the light ring of a mark whose modules are as small as two pixels.
    if (known.size() == before) search(threshold(sharpen(small, 4, 200), 20, 97));
}

std::vector<Region> findRegionsAlike(ShrunkImages& sizes, std::int64_t maxPixels) {
    const LumaImage& original = sizes.original();
    const int factor = shrinkFactor(original.pixels.size(), maxPixels);
    std::vector<Region> regions;
    std::ranges::transform(findTriples(findMarksAlike(sizes.by(factor))), std::back_inserter(regions),
                           [&](const Triple& triple) { return regionOf(triple, factor, markParts, original); });
    return regions;
}

std::optional<View> regionView(const LumaImage& original, const Region& region, int modulePixels) {
    const auto& [left, top, right, bottom, sevenModules, marks] = region;
    if (right - left < 8 || bottom - top < 8) return std::nullopt;
    // Averages keep what interpolation alone would skip.
    const int factor = std::max(1, sevenModules / (7 * modulePixels));
    const std::int64_t wanted = std::int64_t{7} * modulePixels * factor;
    if ((right - left) / factor < 1 || (bottom - top) / factor < 1) return std::nullopt;
    const std::int64_t width = (right - left) / factor * wanted / sevenModules;
    const std::int64_t height = (bottom - top) / factor * wanted / sevenModules;
    if (width < 8 || height < 8 || width * height > maxRegionPixels) return std::nullopt;
    const LumaImage part = shrink(crop(original, left, top, right, bottom), factor);
    return View{.image = resize(part, static_cast<int>(width), static_cast<int>(height)),
                .inOriginal = scaledPlace(left, top, sevenModules / (7.0 * modulePixels))};
}

bool covers(const Symbol& symbol, const Region& region) {
    int x = 0;
    int y = 0;
    for (const Point& corner : symbol.corners) {
        x += corner.x;
        y += corner.y;
    }
    return x > 4 * region.left && x < 4 * region.right && y > 4 * region.top && y < 4 * region.bottom;
}

}  // namespace cccd_bridge::imaging
