// Planes, bent ones and marks by their own; extension/tests/decode/plane.test.ts expects the same numbers.
#include "imaging/plane.hpp"
#include "bowed_code.hpp"
#include "files.hpp"
#include "imaging/bow.hpp"
#include "imaging/image_operations.hpp"
#include "imaging/likeness.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <sstream>
#include <string>
#include <vector>

using namespace cccd_bridge;
using namespace cccd_bridge::imaging;

namespace {

constexpr std::array<Place, 3> squareMarks(double side) { return {{{0, 0}, {side, 0}, {0, side}}}; }

std::string expectedOf(const char* name) {
    const auto bytes = test::picture(name);
    return {bytes.begin(), bytes.end()};
}

std::size_t indexOf(int x, int y, int width) {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x);
}

int sixteenths(double value) { return static_cast<int>(std::floor(value * 16 + 0.5)); }

// Two alignment patterns, one before and one behind its flat place, of a code of so many modules in a square of 42
// pixels; no timing patterns.
LumaImage twoAlignmentPatterns(int size) {
    constexpr int side = 80;
    LumaImage image{side, side, Bytes(std::size_t{side} * side, 200)};
    const double module = 42.0 / (size - 7);
    const double flat = size - 6.5;
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const double u = (x + 0.5 - 20) / module + 3.5;
            const double v = (y + 0.5 - 20) / module + 3.5;
            for (const double middle : {flat + 2.5, flat - 3}) {
                const double ring = std::max(std::abs(u - middle), std::abs(v - flat));
                if (ring < 2.5 && (ring < 0.5 || ring > 1.5)) image.pixels[indexOf(x, y, side)] = 60;
            }
        }
    return image;
}

struct DrawnMark {
    double x;
    double y;
    double module;
    double cos;
    double sin;
    int ink;
};

// Marks of many sizes, turned, one of them faint.
LumaImage manyMarks() {
    constexpr int width = 480;
    constexpr int height = 360;
    constexpr std::array<DrawnMark, 7> marks{{{60, 60, 1.8, 1, 0, 60},
                                              {140, 60, 2.2, 0.8, 0.6, 60},
                                              {240, 70, 3.3, 0.96, 0.28, 90},
                                              {380, 90, 5.6, 0.6, 0.8, 60},
                                              {80, 180, 2.7, 12.0 / 13, 5.0 / 13, 120},
                                              {220, 220, 4.6, 1, 0, 60},
                                              {370, 260, 3, 0.8, 0.6, 170}}};
    LumaImage image{width, height, Bytes(std::size_t{width} * height, 190)};
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            for (const auto& [atX, atY, module, cos, sin, ink] : marks) {
                const double u = ((x + 0.5 - atX) * cos + (y + 0.5 - atY) * sin) / module;
                const double v = ((y + 0.5 - atY) * cos - (x + 0.5 - atX) * sin) / module;
                const double ring = std::max(std::abs(u), std::abs(v));
                if (ring < 3.5 && (ring < 1.5 || ring > 2.5))
                    image.pixels[indexOf(x, y, width)] = static_cast<Byte>(ink);
            }
    return image;
}

}  // namespace

TEST_CASE("the numbers of modules that marks allow lie around their distance, within what is looked for") {
    CHECK(likelySizes(squareMarks(102), 21) == std::vector{33, 37, 41, 45, 49});
    CHECK(likelySizes(squareMarks(42), 21) == std::vector{21, 25, 29});
    CHECK(likelySizes(squareMarks(3000), 21) == std::vector<int>{});
}

TEST_CASE("a plane goes through the alignment pattern it is given, but not when that would be too steep") {
    const Plane tilted = planeThrough(squareMarks(102), 41, Place{97, 96});
    const Place there = inPlane(tilted, 34.5, 34.5);
    CHECK(std::abs(there.x - 97) < 1e-9);
    CHECK(std::abs(there.y - 96) < 1e-9);
    CHECK(planeThrough(squareMarks(102), 41, Place{70, 70}).tiltRight == 0);
    // On one line with the far marks.
    CHECK(planeThrough(squareMarks(102), 41, Place{51, 51}).tiltDown == 0);
}

TEST_CASE("what lies behind the eye is not turned over") {
    const Plane plane{.origin = {100, 100}, .right = {3, 0}, .down = {0, 3}, .tiltRight = -0.05, .size = 41};
    const Place place = inPlane(plane, 43.5, 3.5);
    CHECK(std::abs(place.x - 2200) < 1e-6);
    CHECK(std::abs(place.y - 1000) < 1e-6);
}

TEST_CASE("the best places are good ones, and none lies near a better one") {
    const auto likeness = [](double x, double y) {
        if (y == 0 && x == 5) return 0.8;
        if (y == 0 && x == 5.5) return 0.75;
        if (y == 2 && x == -5) return 0.7;
        return 0.5;
    };
    const auto places = bestPlaces(3, likeness);
    REQUIRE(places.size() == 2);
    CHECK(places[0].x == 5);
    CHECK(places[1].x == -5);
    CHECK(bestPlaces(1, likeness).size() == 1);
}

TEST_CASE("each of two alignment patterns gives a plane; the smallest code has none") {
    const std::array<Place, 3> marks{{{20, 20}, {62, 20}, {20, 62}}};
    const auto planesOf = [&marks](int size) {
        std::ostringstream text;
        for (const Plane& plane : planesThrough(twoAlignmentPatterns(size), marks, 21))
            text << plane.size << (plane.tiltRight == 0 && plane.tiltDown == 0 ? " flat;" : " tilted;");
        return text.str();
    };
    CHECK(planesOf(25) == "21 flat;25 flat;25 tilted;25 tilted;");
    CHECK_FALSE(planesOf(21).contains("21 tilted"));
}

TEST_CASE("bent planes are the extension's") {
    const std::array<Place, 3> marks{{{71, 81}, {173, 81}, {71, 183}}};
    std::ostringstream text;
    for (const double along : {0.0, 1.0})
        for (const double sevenModules : {21.0, 51.0})
            for (const Plane& plane : bentPlanes(test::bowedCode(along), marks, sevenModules)) {
                text << plane.size;
                for (const Place& place : {plane.bow->above, plane.bow->left, plane.bow->far})
                    text << ' ' << sixteenths(place.x) << ' ' << sixteenths(place.y);
                text << '\n';
            }
    CHECK(text.str() == expectedOf("bent-planes.txt"));
}

TEST_CASE("marks of many sizes, turned and faint, are found as in the extension") {
    std::ostringstream text;
    for (const Finder& mark : findMarksAlike(manyMarks()))
        text << mark.x << ' ' << mark.y << ' ' << mark.sevenModules << ' ' << mark.seen << '\n';
    CHECK(text.str() == expectedOf("many-marks.txt"));
}

TEST_CASE("what is smaller than a module is not unblurred") {
    const LumaImage image{3, 3, Bytes{25, 75, 125, 25, 75, 125, 25, 75, 125}};
    CHECK(unblur(image, 4, 18).pixels == image.pixels);
}
