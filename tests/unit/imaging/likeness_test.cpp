// Marks by likeness and bent sheets; extension/tests/decode/likeness.test.ts expects the same numbers.
#include "imaging/likeness.hpp"
#include "bowed_code.hpp"
#include "files.hpp"
#include "imaging/flat.hpp"
#include "imaging/plane.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <sstream>
#include <string>

using namespace cccd_bridge;
using namespace cccd_bridge::imaging;

namespace {

// Modules of the laid-flat code, as unblurred, that are not as drawn.
int wrongModules(const Sheet& sheet, const Region& region) {
    const LumaImage modules = shrink(unblur(sheetView(sheet, region, 4).image, 4, 18), 4);
    int wrong = 0;
    for (int y = 0; y < test::bowedSize; ++y)
        for (int x = 0; x < test::bowedSize; ++x) {
            const auto at = static_cast<std::size_t>(y + 4) * static_cast<std::size_t>(modules.width) +
                            static_cast<std::size_t>(x + 4);
            if ((modules.pixels[at] == 0) != test::isBowedDark(x, y)) ++wrong;
        }
    return wrong;
}

}  // namespace

TEST_CASE("marks of a small bent code out of focus are found by likeness, as in the extension") {
    std::ostringstream text;
    for (const Finder& mark : findMarksAlike(test::bowedCode()))
        text << mark.x << ' ' << mark.y << ' ' << mark.sevenModules << ' ' << mark.seen << '\n';
    const auto expected = test::picture("marks-alike.txt");
    CHECK(text.str() == std::string(expected.begin(), expected.end()));
}

TEST_CASE("of a bent code every module comes out right") {
    const LumaImage image = test::bowedCode();
    ShrunkImages sizes(image);
    const auto regions = findRegionsAlike(sizes, fineSearchPixels);
    REQUIRE(regions.size() == 1);
    const auto sheet = findSheet(image, regions[0]);
    REQUIRE(sheet);
    CHECK(sheet->plane.size == test::bowedSize);
    CHECK(wrongModules(*sheet, regions[0]) == 0);
}

TEST_CASE("marks by likeness: pictures of all sizes are borne, and where nothing is nothing is found") {
    for (const auto& [width, height] : std::array{std::pair{1, 1}, std::pair{1, 50'000}, std::pair{300, 300}}) {
        const LumaImage image{width, height,
                              Bytes(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 90)};
        CHECK(findMarksAlike(image).empty());
        ShrunkImages sizes(image);
        CHECK(findRegionsAlike(sizes, fineSearchPixels).empty());
    }
}

TEST_CASE("the planes that a code's marks and alignment pattern may lie in are the extension's") {
    const std::array<Place, 3> marks{{{71, 81}, {173, 81}, {71, 183}}};
    std::ostringstream text;
    for (const Plane& plane : planesThrough(test::bowedCode(), marks, 21)) {
        const Place far = inPlane(plane, plane.size, plane.size);
        text << plane.size << ' ' << std::floor(far.x * 16 + 0.5) << ' ' << std::floor(far.y * 16 + 0.5) << '\n';
    }
    const auto expected = test::picture("planes.txt");
    CHECK(text.str() == std::string(expected.begin(), expected.end()));
}
