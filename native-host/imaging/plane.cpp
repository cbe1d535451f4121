#include "imaging/plane.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <iterator>
#include <optional>
#include <tuple>
#include <utility>

namespace cccd_bridge::imaging {
namespace {

constexpr double mark = 3.5;
constexpr int smallestSize = 21;
constexpr int largestSize = 97;
constexpr std::size_t maxSizes = 2;
constexpr std::size_t maxAlignments = 2;
// Modules by which perspective may move the alignment pattern, and how far apart two places for it are.
constexpr int furthestAlignment = 6;
constexpr double apart = 1.5;
// Correlation with an alignment pattern: a random place has seldom more.
constexpr double leastAlike = 0.6;

// A far mark half as near or half as far again as the corner's: seen at a steeper angle no code is read.
constexpr double steepest = 0.5;

int rounded(double value) { return static_cast<int>(std::floor(value + 0.5)); }

// Depths of the two far marks against the corner's, so that the place `share` of the way along both sides is at
// `across`.
std::pair<double, double> depthsFor(const std::array<Place, 3>& marks, Place across, double share) {
    const auto& [a, b, c] = marks;
    const Place toOne{share * (across.x - b.x), share * (across.y - b.y)};
    const Place toOther{share * (across.x - c.x), share * (across.y - c.y)};
    const Place missing{(1 - 2 * share) * a.x + share * b.x + share * c.x - across.x,
                        (1 - 2 * share) * a.y + share * b.y + share * c.y - across.y};
    const double area = toOne.x * toOther.y - toOne.y * toOther.x;
    if (area == 0) return {0, 0};
    const double one = (missing.x * toOther.y - missing.y * toOther.x) / area;
    const double other = (toOne.x * missing.y - toOne.y * missing.x) / area;
    return std::max(std::abs(one), std::abs(other)) > steepest ? std::pair{0.0, 0.0} : std::pair{one, other};
}

// Where the alignment pattern across from the corner mark may lie, the likeliest first.
std::vector<Place> alignmentsIn(const LumaImage& image, const Plane& plane) {
    if (plane.size < 25) return {};
    const double at = plane.size - 6.5;
    std::vector<Place> places =
        bestPlaces(maxAlignments, [&](double x, double y) { return alignmentLikeness(image, plane, at + x, at + y); });
    for (Place& place : places) place = inPlane(plane, at + place.x, at + place.y);
    return places;
}

// A mark's length along rows and columns grows as the code turns.
double modulesBetween(Place from, Place to, double sevenModules) {
    const double x = to.x - from.x;
    const double y = to.y - from.y;
    const double longer = std::max(std::abs(x), std::abs(y));
    return longer == 0 ? 0 : ((x * x + y * y) * 7) / (sevenModules * longer);
}

// Flat planes through the marks with the likely numbers of modules, those first that fit the timing patterns best.
std::vector<Plane> flatPlanes(const LumaImage& image, const std::array<Place, 3>& marks, double sevenModules) {
    std::vector<std::pair<double, Plane>> fits;
    for (const int size : likelySizes(marks, sevenModules)) {
        const Plane plane = planeThrough(marks, size);
        double best = -1;
        for (const double off : {-0.8, -0.4, 0.0, 0.4, 0.8})
            best =
                std::max(best, alternation(image, size, [&](double u, double v) { return inPlane(plane, u, v); }, off));
        fits.emplace_back(best, plane);
    }
    std::ranges::sort(fits, {}, [](const auto& fit) { return std::tuple(-fit.first, fit.second.size); });
    if (fits.size() > maxSizes) fits.resize(maxSizes);
    std::vector<Plane> planes;
    std::ranges::transform(fits, std::back_inserter(planes), &std::pair<double, Plane>::second);
    return planes;
}

// Modules from the corner mark's middle to a place of a bent sheet; at the three marks nothing is off.
Place bowed(const Bow& bow, int size, double p, double q) {
    const double side = size - 2 * mark;
    const double s = p / side;
    const double t = q / side;
    const double byAbove = 4 * s * (1 - s);
    const double byLeft = 4 * t * (1 - t);
    const double byFar = s * t;
    return {p + byAbove * bow.above.x + byLeft * bow.left.x + byFar * bow.far.x,
            q + byAbove * bow.above.y + byLeft * bow.left.y + byFar * bow.far.y};
}

}  // namespace

Place inPlane(const Plane& plane, double u, double v) {
    const auto [p, q] = plane.bow ? bowed(*plane.bow, plane.size, u - mark, v - mark) : Place{u - mark, v - mark};
    // A plane that is seen from its edge is none; it is kept from turning over.
    const double depth = std::max(0.1, 1 + p * plane.tiltRight + q * plane.tiltDown);
    return {(plane.origin.x + p * plane.right.x + q * plane.down.x) / depth,
            (plane.origin.y + p * plane.right.y + q * plane.down.y) / depth};
}

Plane planeThrough(const std::array<Place, 3>& marks, int size, std::optional<Place> alignment) {
    const double side = size - 2 * mark;
    const auto [one, other] = alignment ? depthsFor(marks, *alignment, (side - 3) / side) : std::pair{0.0, 0.0};
    const auto& [a, b, c] = marks;
    return {.origin = a,
            .right = {(b.x * (1 + one) - a.x) / side, (b.y * (1 + one) - a.y) / side},
            .down = {(c.x * (1 + other) - a.x) / side, (c.y * (1 + other) - a.y) / side},
            .tiltRight = one / side,
            .tiltDown = other / side,
            .size = size};
}

double alignmentLikeness(const LumaImage& image, const Plane& plane, double u, double v) {
    double sum = 0;
    double squares = 0;
    double ring = 0;
    for (int dy = -2; dy <= 2; ++dy)
        for (int dx = -2; dx <= 2; ++dx) {
            const double value = sample(image, inPlane(plane, u + dx, v + dy));
            sum += value;
            squares += value * value;
            if (std::max(std::abs(dx), std::abs(dy)) == 1) ring += value;
        }
    const double spread = squares * 25 - sum * sum;
    return spread <= 0 ? 0 : (25 * ring - 8 * sum) / std::sqrt(spread * 8 * 17);
}

std::vector<Place> bestPlaces(std::size_t most, const std::function<double(double, double)>& likeness) {
    std::vector<std::pair<double, Place>> places;
    for (int row = -2 * furthestAlignment; row <= 2 * furthestAlignment; ++row)
        for (int column = -2 * furthestAlignment; column <= 2 * furthestAlignment; ++column) {
            const Place place{column * 0.5, row * 0.5};
            const double alike = likeness(place.x, place.y);
            if (alike >= leastAlike) places.emplace_back(alike, place);
        }
    std::ranges::sort(places, {},
                      [](const auto& place) { return std::tuple(-place.first, place.second.y, place.second.x); });
    std::vector<Place> kept;
    for (const auto& [alike, place] : places) {
        if (kept.size() == most) break;
        if (std::ranges::all_of(kept, [&place](const Place& other) {
                return std::max(std::abs(other.x - place.x), std::abs(other.y - place.y)) >= apart;
            }))
            kept.push_back(place);
    }
    return kept;
}

std::vector<int> likelySizes(const std::array<Place, 3>& marks, double sevenModules) {
    const double modules =
        (modulesBetween(marks[0], marks[1], sevenModules) + modulesBetween(marks[0], marks[2], sevenModules)) / 2;
    const int estimate = 17 + 4 * rounded(std::min(modules - 10, 2.0 * largestSize) / 4);
    std::vector<int> sizes;
    for (int size = std::max(smallestSize, estimate - 8); size <= std::min(largestSize, estimate + 8); size += 4)
        sizes.push_back(size);
    return sizes;
}

double mixed(const std::array<double, 4>& values, double across, double down) {
    const double first = values[0] * (1 - across) + values[1] * across;
    const double second = values[2] * (1 - across) + values[3] * across;
    return first * (1 - down) + second * down;
}

double sample(const LumaImage& image, Place place) {
    const double across = std::clamp(place.x - 0.5, 0.0, image.width - 1.0);
    const double down = std::clamp(place.y - 0.5, 0.0, image.height - 1.0);
    const int left = static_cast<int>(across);
    const int top = static_cast<int>(down);
    const int right = std::min(left + 1, image.width - 1);
    const int below = std::min(top + 1, image.height - 1);
    const auto at = [&image](int x, int y) {
        return static_cast<double>(image.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) +
                                                static_cast<std::size_t>(x)]);
    };
    return mixed({at(left, top), at(right, top), at(left, below), at(right, below)}, across - left, down - top);
}

Peaks timingPeaks(const LumaImage& image, int size, const ModuleMap& inImage, bool isRow, double off) {
    std::vector<double> values(static_cast<std::size_t>(size - 12));
    for (std::size_t at = 0; at < values.size(); ++at) {
        const double along = static_cast<double>(at) + 6.5;
        const double line = 6.5 + off;
        values[at] = sample(image, isRow ? inImage(along, line) : inImage(line, along));
    }
    Peaks peaks;
    for (std::size_t at = 1; at + 1 < values.size(); ++at) {
        const double peak = 2 * values[at] - values[at - 1] - values[at + 1];
        peaks.sum += at % 2 == 1 ? peak : -peak;
        peaks.all += std::abs(peak);
    }
    return peaks;
}

double alternation(const LumaImage& image, int size, const ModuleMap& inImage, double off) {
    const Peaks row = timingPeaks(image, size, inImage, true, off);
    const Peaks column = timingPeaks(image, size, inImage, false, off);
    const double all = row.all + column.all;
    return all == 0 ? 0 : (row.sum + column.sum) / all;
}

double clarity(const LumaImage& image, int size, const ModuleMap& inImage) {
    const auto differences = [&](double off) {
        double sum = 0;
        for (int v = 0; v < size - 1; ++v) {
            double before = 0;
            for (int u = 0; u < size - 1; ++u) {
                const double value = sample(image, inImage(u + off, v + off));
                if (u > 0) sum += std::abs(value - before);
                before = value;
            }
        }
        return sum;
    };
    return differences(0.5) / std::max(1.0, differences(1));
}

std::vector<Plane> planesThrough(const LumaImage& image, const std::array<Place, 3>& marks, double sevenModules) {
    std::vector<Plane> planes;
    for (const Plane& plane : flatPlanes(image, marks, sevenModules)) {
        planes.push_back(plane);
        for (const Place& place : alignmentsIn(image, plane)) planes.push_back(planeThrough(marks, plane.size, place));
    }
    return planes;
}

}  // namespace cccd_bridge::imaging
