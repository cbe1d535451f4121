#include "imaging/bow.hpp"

#include <algorithm>
#include <cstddef>
#include <tuple>

namespace cccd_bridge::imaging {
namespace {

constexpr std::size_t maxSizes = 2;
constexpr std::size_t maxFar = 3;
// Quarters of a module in the middle of a side: along it further ones would be the next dark module's, across it a code
// is seldom bent more.
constexpr int furthestAlong = 6;
constexpr int furthestAcross = 12;
// A bow costs this share for each square module.
constexpr double stiffness = 0.01;

struct SideFit {
    Place bow;
    double fit = 0;
};

// The bow of one side under which its timing pattern alternates best.
SideFit bowOf(const LumaImage& image, const Plane& plane, bool isRow) {
    SideFit best;
    double most = 0;
    Plane bent = plane;
    for (int quarterAlong = -furthestAlong; quarterAlong <= furthestAlong; ++quarterAlong)
        for (int quarterAcross = -furthestAcross; quarterAcross <= furthestAcross; ++quarterAcross) {
            const double along = quarterAlong * 0.25;
            const double across = quarterAcross * 0.25;
            const Place bow = isRow ? Place{along, across} : Place{across, along};
            bent.bow = isRow ? Bow{.above = bow, .left = {}, .far = {}} : Bow{.above = {}, .left = bow, .far = {}};
            const Peaks peaks =
                timingPeaks(image, plane.size, [&bent](double u, double v) { return inPlane(bent, u, v); }, isRow, 0);
            // Beside its middle the pattern still alternates, but fainter.
            const double score = peaks.sum * (1 - stiffness * (along * along + across * across));
            if (score <= most) continue;
            most = score;
            best = {.bow = bow, .fit = peaks.sum / peaks.all};
        }
    return best;
}

// With the bow at the far corner that brings something like an alignment pattern to its place, the likeliest first.
void addWithFar(const LumaImage& image, const Plane& plane, std::vector<Plane>& planes) {
    if (plane.size < 25) return;
    const double at = plane.size - 6.5;
    // The pattern lies three modules before the far mark's place on both sides.
    const double part = (plane.size - 10.0) / (plane.size - 7.0);
    const double share = part * part;
    const auto bent = [&](double x, double y) {
        Plane result = plane;
        result.bow->far = {x / share, y / share};
        return result;
    };
    const auto likeness = [&](double x, double y) { return alignmentLikeness(image, bent(x, y), at, at); };
    for (const Place& place : bestPlaces(maxFar, likeness)) planes.push_back(bent(place.x, place.y));
}

}  // namespace

std::vector<Plane> bentPlanes(const LumaImage& image, const std::array<Place, 3>& marks, double sevenModules) {
    std::vector<std::pair<double, Plane>> fits;
    for (const int size : likelySizes(marks, sevenModules)) {
        Plane plane = planeThrough(marks, size);
        const SideFit above = bowOf(image, plane, true);
        const SideFit left = bowOf(image, plane, false);
        plane.bow = Bow{.above = above.bow, .left = left.bow, .far = {}};
        fits.emplace_back(above.fit + left.fit, plane);
    }
    std::ranges::sort(fits, {}, [](const auto& fit) { return std::tuple(-fit.first, fit.second.size); });
    if (fits.size() > maxSizes) fits.resize(maxSizes);
    std::vector<Plane> planes;
    for (const auto& [fit, plane] : fits) {
        planes.push_back(plane);
        addWithFar(image, plane, planes);
    }
    return planes;
}

}  // namespace cccd_bridge::imaging
