// Takes from each module of a code laid flat what blur mixed into it from its neighbours, in whole numbers: the
// equation is approached step by step, no module brighter or darker than what lies around (Jansson, Deconvolution,
// 1984).
#include "imaging/image_operations.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>
#include <vector>

namespace cccd_bridge::imaging {
namespace {

constexpr int rounds = 12;
// Modules to each side among which the darkest and the brightest are ink and paper.
constexpr int reach = 4;
// Light modules around the code, and modules from a mark's edge to its middle.
constexpr int quiet = 4;
constexpr int markMiddle = 3;
// Parts of a grey step.
constexpr int parts = 16;

// A value for each module, row by row.
struct Modules {
    int columns;
    int rows;
    std::vector<int> values;
};

std::size_t indexOf(int column, int row, int width) {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(width) + static_cast<std::size_t>(column);
}

// The mean of the middle of each square of `side` pixels, in parts of a grey step.
Modules modulesOf(const LumaImage& image, int side) {
    Modules result{.columns = image.width / side, .rows = image.height / side, .values = {}};
    const int border = side >> 2;
    const int inner = side - 2 * border;
    for (int row = 0; row < result.rows; ++row)
        for (int column = 0; column < result.columns; ++column) {
            int sum = 0;
            for (int y = 0; y < inner; ++y)
                for (int x = 0; x < inner; ++x)
                    sum += image.pixels[indexOf(column * side + border + x, row * side + border + y, image.width)];
            result.values.push_back(sum * parts / (inner * inner));
        }
    return result;
}

// Along rows and then columns each value and those around it, as far as there are any, as one.
template <class Merged>
Modules alongBoth(const Modules& modules, Merged merged) {
    Modules across = modules;
    for (int row = 0; row < modules.rows; ++row)
        for (int column = 0; column < modules.columns; ++column)
            across.values[indexOf(column, row, modules.columns)] = merged([&](int offset) {
                return modules
                    .values[indexOf(std::clamp(column + offset, 0, modules.columns - 1), row, modules.columns)];
            });
    Modules both = across;
    for (int row = 0; row < modules.rows; ++row)
        for (int column = 0; column < modules.columns; ++column)
            both.values[indexOf(column, row, modules.columns)] = merged([&](int offset) {
                return across.values[indexOf(column, std::clamp(row + offset, 0, modules.rows - 1), modules.columns)];
            });
    return both;
}

// The extreme of the squares around each value.
template <class Better>
Modules extremes(const Modules& modules, Better better) {
    return alongBoth(modules, [&](auto line) {
        int best = line(0);
        for (int offset = -reach; offset <= reach; ++offset) best = better(best, line(offset));
        return best;
    });
}

// Whether a module is dark; those of the three corner marks and around them are as ISO/IEC 18004, 6.3.3 has them.
bool isDark(int column, int row, const Modules& modules, bool seemsDark) {
    const int near = quiet + markMiddle;
    const int right = modules.columns - near - 1;
    const int bottom = modules.rows - near - 1;
    for (const auto& [x, y] : {std::pair{near, near}, std::pair{right, near}, std::pair{near, bottom}}) {
        const int ring = std::max(std::abs(column - x), std::abs(row - y));
        if (ring <= 4) return ring != 2 && ring != 4;
    }
    return seemsDark;
}

}  // namespace

LumaImage unblur(const LumaImage& image, int side, int percent) {
    if (image.width < side || image.height < side) return image;
    const Modules seen = modulesOf(image, side);
    const Modules darkest = extremes(seen, [](int a, int b) { return std::min(a, b); });
    const Modules brightest = extremes(seen, [](int a, int b) { return std::max(a, b); });
    Modules modules = seen;
    for (int round = 0; round < rounds; ++round) {
        const Modules blurred = alongBoth(modules, [percent](auto line) {
            return ((line(-1) + line(1)) * percent + line(0) * (100 - 2 * percent)) / 100;
        });
        for (std::size_t at = 0; at < modules.values.size(); ++at)
            modules.values[at] = std::clamp(modules.values[at] + (seen.values[at] - blurred.values[at]) * 6 / 5,
                                            darkest.values[at], brightest.values[at]);
    }
    LumaImage result{modules.columns * side, modules.rows * side, {}};
    result.pixels.reserve(indexOf(0, result.height, result.width));
    for (int y = 0; y < result.height; ++y)
        for (int x = 0; x < result.width; ++x) {
            const std::size_t at = indexOf(x / side, y / side, modules.columns);
            const bool seemsDark = 2 * modules.values[at] < darkest.values[at] + brightest.values[at];
            result.pixels.push_back(isDark(x / side, y / side, modules, seemsDark) ? 0 : 255);
        }
    return result;
}

}  // namespace cccd_bridge::imaging
