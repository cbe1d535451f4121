#include "imaging/finders.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>

namespace cccd_bridge::imaging {
namespace {

constexpr std::size_t maxFinders = 24;
// Grain looks like marks here and there; real ones are seen on more lines.
constexpr std::size_t maxCandidates = 512;
constexpr std::size_t maxTriples = 6;
constexpr int maxUses = 2;

using Runs = std::array<int, 5>;

int lengthOf(const Runs& runs) { return std::accumulate(runs.begin(), runs.end(), 0); }

// Whether five runs have the proportions of a mark, to half a module and a pixel.
bool isMark(const Runs& runs) {
    const int total = lengthOf(runs);
    if (total < 7) return false;
    for (std::size_t index = 0; index < runs.size(); ++index) {
        const bool middle = index == 2;
        if (std::abs(7 * runs[index] - (middle ? 3 : 1) * total) * 2 > (middle ? 2 : 1) * total + 14) return false;
    }
    return true;
}

struct Pixel {
    int x;
    int y;
};

struct Direction {
    int dx;
    int dy;
};

// The dark, light and dark run that begin at a pixel and go one way; nothing when one is longer than `limit`.
std::optional<std::array<int, 3>> runsFrom(const LumaImage& image, Pixel place, Direction way, int limit) {
    std::array<int, 3> runs{};
    for (std::size_t index = 0; index < runs.size(); ++index) {
        const Byte wanted = index == 1 ? 255 : 0;
        while (place.x >= 0 && place.y >= 0 && place.x < image.width && place.y < image.height &&
               image.pixels[static_cast<std::size_t>(place.y) * static_cast<std::size_t>(image.width) +
                            static_cast<std::size_t>(place.x)] == wanted) {
            if (++runs[index] > limit) return std::nullopt;
            place.x += way.dx;
            place.y += way.dy;
        }
        if (runs[index] == 0 && index > 0) return std::nullopt;
    }
    return runs;
}

// Where the middle of a mark lies on the line through a dark pixel, and how long the mark is there.
struct Crossing {
    int offset;
    int length;
};

std::optional<Crossing> crossing(const LumaImage& image, Pixel place, Direction way, int limit) {
    const auto forth = runsFrom(image, place, way, limit);
    const auto back = runsFrom(image, {place.x - way.dx, place.y - way.dy}, {-way.dx, -way.dy}, limit);
    if (!forth || !back) return std::nullopt;
    const Runs runs{(*back)[2], (*back)[1], (*back)[0] + (*forth)[0], (*forth)[1], (*forth)[2]};
    if (!isMark(runs)) return std::nullopt;
    return Crossing{((*forth)[0] - (*back)[0]) / 2, lengthOf(runs)};
}

// Enters a mark seen on one line, if it is one across that line, too.
void confirm(const LumaImage& image, Pixel place, int length, std::vector<Finder>& found) {
    const auto down = crossing(image, place, {0, 1}, length);
    if (!down || down->length * 3 < length || down->length > length * 3) return;
    place.y += down->offset;
    const auto across = crossing(image, place, {1, 0}, length * 2);
    if (!across) return;
    const Finder mark{place.x + across->offset, place.y, (across->length + down->length) >> 1, 1};
    const auto known = std::ranges::find_if(found, [&mark](const Finder& other) {
        return std::abs(other.x - mark.x) + std::abs(other.y - mark.y) < other.sevenModules >> 1;
    });
    if (known == found.end())
        found.push_back(mark);
    else
        ++known->seen;
}

void searchRow(const LumaImage& image, int y, std::vector<Finder>& found) {
    const Byte* row = image.pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width);
    Runs runs{};
    bool dark = false;
    for (int x = 0; x <= image.width; ++x) {
        const bool isDark = x < image.width && row[x] == 0;
        if (isDark == dark) {
            ++runs[4];
            continue;
        }
        // A run has ended at x: after a dark one the last five may be a mark.
        if (dark && isMark(runs))
            confirm(image, {x - runs[4] - runs[3] - ((runs[2] + 1) >> 1), y}, lengthOf(runs), found);
        std::shift_left(runs.begin(), runs.end(), 1);
        runs[4] = 1;
        dark = isDark;
    }
}

std::int64_t squaredDistance(const Finder& a, const Finder& b) {
    const std::int64_t x = a.x - b.x;
    const std::int64_t y = a.y - b.y;
    return x * x + y * y;
}

// Three marks with `corner` at the right angle, when they are near a right angle with equal sides.
std::optional<Triple> asTriple(const Finder& corner, const Finder& one, const Finder& other) {
    const auto first = squaredDistance(corner, one);
    const auto second = squaredDistance(corner, other);
    const auto across = squaredDistance(one, other);
    const double modules = (corner.sevenModules + one.sevenModules + other.sevenModules) / 3.0;
    const auto shorter = static_cast<double>(std::min(first, second));
    const auto longer = static_cast<double>(std::max(first, second));
    // Centres are 14 modules apart in version 1, 170 in version 40.
    if (across == 0 || shorter * 4 < modules * modules * 5 || longer > modules * modules * 900 ||
        longer * 10 > shorter * 32)
        return std::nullopt;
    const int deviation = static_cast<int>(
        std::floor(static_cast<double>(std::abs(first + second - across) * 1000) / static_cast<double>(across) +
                   (longer - shorter) * 250 / longer + 0.5));
    if (deviation > 600) return std::nullopt;
    const bool clockwise =
        std::int64_t{one.x - corner.x} * (other.y - corner.y) - std::int64_t{one.y - corner.y} * (other.x - corner.x) >
        0;
    return Triple{corner, clockwise ? one : other, clockwise ? other : one, deviation};
}

bool alike(const Finder& a, const Finder& b) {
    return a.sevenModules * 2 >= b.sevenModules && b.sevenModules * 2 >= a.sevenModules;
}

// Marks that were seen on many lines make up for some skew.
int doubt(const Triple& triple) {
    return triple.deviation - 40 * std::min({8, triple.corner.seen, triple.right.seen, triple.below.seen});
}

std::vector<Triple> allTriples(const std::vector<Finder>& finders) {
    std::vector<Triple> triples;
    for (std::size_t a = 0; a < finders.size(); ++a)
        for (std::size_t b = 0; b < finders.size(); ++b)
            for (std::size_t c = b + 1; c < finders.size(); ++c) {
                if (a == b || a == c || !alike(finders[a], finders[b]) || !alike(finders[a], finders[c]) ||
                    !alike(finders[b], finders[c]))
                    continue;
                if (const auto triple = asTriple(finders[a], finders[b], finders[c])) triples.push_back(*triple);
            }
    std::ranges::sort(triples, {}, [](const Triple& triple) {
        return std::tuple(doubt(triple), triple.corner.y, triple.corner.x, triple.right.y, triple.right.x,
                          triple.below.y, triple.below.x);
    });
    return triples;
}

}  // namespace

std::vector<Finder> findFinders(const LumaImage& image) {
    std::vector<Finder> found;
    const int step = image.height > 1000 ? 3 : 2;
    for (int y = step; y < image.height && found.size() < maxCandidates; y += step) searchRow(image, y, found);
    std::ranges::sort(found, {}, [](const Finder& finder) { return std::tuple(-finder.seen, finder.y, finder.x); });
    if (found.size() > maxFinders) found.resize(maxFinders);
    return found;
}

std::vector<Triple> findTriples(const std::vector<Finder>& finders) {
    std::vector<Triple> kept;
    std::vector<std::pair<Pixel, int>> uses;
    const auto usesOf = [&uses](const Finder& mark) -> int& {
        const auto known = std::ranges::find_if(
            uses, [&mark](const auto& use) { return use.first.x == mark.x && use.first.y == mark.y; });
        return known == uses.end() ? uses.emplace_back(Pixel{mark.x, mark.y}, 0).second : known->second;
    };
    for (const Triple& triple : allTriples(finders)) {
        const std::array marks{triple.corner, triple.right, triple.below};
        if (kept.size() == maxTriples) break;
        if (std::ranges::any_of(marks, [&](const Finder& mark) { return usesOf(mark) >= maxUses; })) continue;
        for (const Finder& mark : marks) ++usesOf(mark);
        kept.push_back(triple);
    }
    return kept;
}

}  // namespace cccd_bridge::imaging
