#include "imaging/flat.hpp"

#include "imaging/bow.hpp"
#include "imaging/image_operations.hpp"
#include "imaging/plane.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <memory>
#include <numeric>
#include <tuple>
#include <utility>

namespace cccd_bridge::imaging {
namespace {

constexpr int quiet = 4;
constexpr int finePixels = 6;
constexpr int stride = 3;
// Modules on each side of a place that tell where the edges are.
constexpr int reach = 4;
// Fine pixels; a code that is bent more is not one.
constexpr double furthest = 60;
// Of a sheet on which dark and light alternate less than this along the timing patterns nothing would be read.
constexpr double leastFit = 0.3;

int rounded(double value) { return static_cast<int>(std::floor(value + 0.5)); }

std::size_t indexOf(int column, int row, int width) {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(width) + static_cast<std::size_t>(column);
}

// A picture of size × size modules and the light ones around, each pixel from its place in modules.
template <class InImage>
LumaImage drawn(const LumaImage& image, int size, int modulePixels, InImage inImage) {
    const int side = (size + 2 * quiet) * modulePixels;
    LumaImage result{side, side, Bytes(static_cast<std::size_t>(side) * static_cast<std::size_t>(side))};
    Byte* to = result.pixels.data();
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x)
            *to++ = static_cast<Byte>(
                rounded(sample(image, inImage((x + 0.5) / modulePixels - quiet, (y + 0.5) / modulePixels - quiet))));
    return result;
}

// Follows the edges between modules over a plane that was drawn with finePixels a module.
class GridFollower {
  public:
    GridFollower(const LumaImage& flat, int size)
        : flat_(flat),
          size_(size),
          nodes_(size / stride + 1),
          x_(static_cast<std::size_t>(nodes_ * nodes_)),
          y_(x_.size()),
          known_(x_.size()) {}

    Bend follow() {
        for (const int node : order()) {
            const int column = node % nodes_;
            const int row = node / nodes_;
            const double guessX = guess(x_, column, row);
            const double guessY = guess(y_, column, row);
            const int atX = (column * stride + quiet) * finePixels;
            const int atY = (row * stride + quiet) * finePixels;
            const auto at = static_cast<std::size_t>(node);
            x_[at] = strongest(atX, atY + rounded(guessY), guessX, {1, flat_.width});
            y_[at] = strongest(atY, atX + rounded(guessX), guessY, {flat_.width, 1});
            known_[at] = 1;
        }
        return {.nodes = nodes_, .x = smoothed(x_), .y = smoothed(y_)};
    }

  private:
    // Distance of one pixel to the next in memory, across the edges that are looked for and along them.
    struct Steps {
        std::ptrdiff_t across;
        std::ptrdiff_t along;
    };

    // The nodes from those at the marks outwards.
    std::vector<int> order() const {
        const double far = size_ - 3.5;
        const auto distance = [&](int node) {
            const int column = node % nodes_;
            const int row = node / nodes_;
            const double x = column * stride;
            const double y = row * stride;
            const auto squared = [&](double markX, double markY) {
                return (x - markX) * (x - markX) + (y - markY) * (y - markY);
            };
            return std::min({squared(3.5, 3.5), squared(far, 3.5), squared(3.5, far)});
        };
        std::vector<int> nodes(x_.size());
        std::iota(nodes.begin(), nodes.end(), 0);
        std::ranges::sort(nodes, {}, [&](int node) { return std::tuple(distance(node), node); });
        return nodes;
    }

    bool isNode(int column, int row) const { return column >= 0 && row >= 0 && column < nodes_ && row < nodes_; }
    bool isKnown(int column, int row) const { return isNode(column, row) && known_[indexOf(column, row, nodes_)] != 0; }

    // What the neighbours that are known say about a place, drawn on a little in their direction: more of it would add
    // up their errors.
    double guess(const std::vector<double>& values, int column, int row) const {
        static constexpr std::array<std::pair<int, int>, 8> around{
            {{-1, 0}, {1, 0}, {0, -1}, {0, 1}, {-1, -1}, {1, -1}, {-1, 1}, {1, 1}}};
        double sum = 0;
        int count = 0;
        for (const auto& [dx, dy] : around) {
            if (!isKnown(column + dx, row + dy)) continue;
            const double near = values[indexOf(column + dx, row + dy, nodes_)];
            const bool beyond = isKnown(column + 2 * dx, row + 2 * dy);
            sum += beyond ? near + (near - values[indexOf(column + 2 * dx, row + 2 * dy, nodes_)]) * 0.25 : near;
            ++count;
        }
        return count == 0 ? 0 : std::clamp(sum / count, -furthest, furthest);
    }

    // How strong the edges between modules are around a place.
    int edges(int across, int along, Steps steps) const {
        const int first = std::max(0, along - reach * finePixels);
        const int last = std::min(flat_.width - 1, along + reach * finePixels);
        int sum = 0;
        for (int edge = -reach; edge <= reach; ++edge) {
            const int from = across + edge * finePixels;
            if (from < 2 || from > flat_.width - 2) continue;
            for (int line = first; line <= last; line += 2) {
                const Byte* pixel = flat_.pixels.data() + line * steps.along;
                sum += std::abs(pixel[(from + 1) * steps.across] - pixel[(from - 2) * steps.across]);
            }
        }
        return sum;
    }

    // The shift within half a module of the guess at which the edges are strongest; the guess where none stands out.
    double strongest(int across, int along, double guess, Steps steps) const {
        const int middle = rounded(guess);
        double best = guess;
        double most = 0;
        double all = 0;
        for (int shift = middle - finePixels / 2; shift <= middle + finePixels / 2; ++shift) {
            const double apart = shift - guess;
            const double strength = edges(across + shift, along, steps) * (1 - 0.03 * apart * apart);
            all += strength;
            if (strength <= most) continue;
            best = shift;
            most = strength;
        }
        return most * 7 > all * 1.15 ? best : guess;
    }

    // The mean with the neighbours, which count half.
    std::vector<double> smoothed(const std::vector<double>& values) const {
        static constexpr std::array<std::pair<int, int>, 4> beside{{{-1, 0}, {1, 0}, {0, -1}, {0, 1}}};
        std::vector<double> result(values.size());
        for (int row = 0; row < nodes_; ++row)
            for (int column = 0; column < nodes_; ++column) {
                double sum = 2 * values[indexOf(column, row, nodes_)];
                int weight = 2;
                for (const auto& [dx, dy] : beside) {
                    if (!isNode(column + dx, row + dy)) continue;
                    sum += values[indexOf(column + dx, row + dy, nodes_)];
                    ++weight;
                }
                result[indexOf(column, row, nodes_)] = sum / weight;
            }
        return result;
    }

    const LumaImage& flat_;
    int size_;
    int nodes_;
    std::vector<double> x_;
    std::vector<double> y_;
    std::vector<char> known_;
};

// A value of the bend between its nodes.
double between(const std::vector<double>& values, int nodes, double u, double v) {
    const double across = std::clamp(u / stride, 0.0, nodes - 1.0);
    const double down = std::clamp(v / stride, 0.0, nodes - 1.0);
    const int column = std::min(static_cast<int>(across), nodes - 2);
    const int row = std::min(static_cast<int>(down), nodes - 2);
    const std::size_t at = indexOf(column, row, nodes);
    const std::size_t below = at + static_cast<std::size_t>(nodes);
    return mixed({values[at], values[at + 1], values[below], values[below + 1]}, across - column, down - row);
}

Place inPart(const Plane& plane, const Bend& bend, double u, double v) {
    const double bentU = u + between(bend.x, bend.nodes, u, v) / finePixels;
    const double bentV = v + between(bend.y, bend.nodes, u, v) / finePixels;
    return inPlane(plane, bentU, bentV);
}

}  // namespace

std::optional<Sheet> findSheet(const LumaImage& original, const Region& region) {
    const auto& [left, top, right, bottom, sevenModules, marks] = region;
    const int factor = std::max(1, sevenModules / 28);
    const std::int64_t width = (right - left) / factor;
    const std::int64_t height = (bottom - top) / factor;
    if (width < 8 || height < 8 || width * height > maxRegionPixels) return std::nullopt;
    Sheet sheet{
        .part = shrink(crop(original, left, top, right, bottom), factor), .factor = factor, .plane = {}, .bend = {}};
    std::array<Place, 3> places{};
    std::ranges::transform(marks, places.begin(),
                           [&](Place mark) { return Place{(mark.x - left) / factor, (mark.y - top) / factor}; });
    const double length = static_cast<double>(sevenModules) / factor;
    std::vector<Plane> planes = planesThrough(sheet.part, places, length);
    std::ranges::copy(bentPlanes(sheet.part, places, length), std::back_inserter(planes));
    double most = 0;
    for (const Plane& plane : planes) {
        const LumaImage flat =
            drawn(sheet.part, plane.size, finePixels, [&](double u, double v) { return inPlane(plane, u, v); });
        Bend bend = GridFollower(flat, plane.size).follow();
        const auto inImage = [&](double u, double v) { return inPart(plane, bend, u, v); };
        if (alternation(sheet.part, plane.size, inImage, 0) < leastFit) continue;
        const double fit = clarity(sheet.part, plane.size, inImage);
        if (fit <= most) continue;
        most = fit;
        sheet.plane = plane;
        sheet.bend = std::move(bend);
    }
    if (sheet.plane.size == 0) return std::nullopt;
    return sheet;
}

View sheetView(const Sheet& sheet, const Region& region, int modulePixels) {
    LumaImage image = drawn(sheet.part, sheet.plane.size, modulePixels,
                            [&sheet](double u, double v) { return inPart(sheet.plane, sheet.bend, u, v); });
    return {.image = std::move(image), .inOriginal = [&sheet, &region, modulePixels](Point point) -> Point {
                const auto modules = [modulePixels](int pixels) {
                    return static_cast<double>(pixels) / modulePixels - quiet;
                };
                const Place place = inPart(sheet.plane, sheet.bend, modules(point.x), modules(point.y));
                return {region.left + rounded(place.x * sheet.factor), region.top + rounded(place.y * sheet.factor)};
            }};
}

}  // namespace cccd_bridge::imaging
