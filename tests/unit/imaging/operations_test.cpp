// The operations are the extension's, number for number: both compute the same digests (extension/tests/decode).
#include "files.hpp"
#include "imaging/finders.hpp"
#include "imaging/flat.hpp"
#include "imaging/image_operations.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <map>
#include <sstream>
#include <string>

using namespace cccd_bridge;
using namespace cccd_bridge::imaging;

namespace {

LumaImage sample(int width, int height) {
    LumaImage image{width, height, Bytes(static_cast<std::size_t>(width) * static_cast<std::size_t>(height))};
    std::uint32_t state = 12345;
    for (int at = 0; at < width * height; ++at) {
        state = state * 1103515245U + 12345U;
        const int spot = (((at % width) >> 2) ^ ((at / width) >> 2)) & 1;
        image.pixels[static_cast<std::size_t>(at)] =
            static_cast<Byte>(static_cast<int>((state >> 16) & 127) + spot * 100 + 10);
    }
    return image;
}

std::string digest(const LumaImage& image) {
    std::uint32_t hash = 0x811c9dc5;
    const auto add = [&hash](int byte) { hash = (hash ^ static_cast<std::uint32_t>(byte)) * 0x01000193U; };
    for (const int side : {image.width, image.height}) {
        add(side & 255);
        add(side >> 8);
    }
    for (const Byte pixel : image.pixels) add(pixel);
    std::ostringstream text;
    text.width(8);
    text.fill('0');
    text << std::hex << hash;
    return text.str();
}

std::string marksOf(const LumaImage& image) {
    const auto finders = findFinders(threshold(image, 12, 96));
    std::ostringstream text;
    for (const Finder& mark : finders)
        text << mark.x << ' ' << mark.y << ' ' << mark.sevenModules << ' ' << mark.seen << ' ';
    text << ';';
    for (const Triple& triple : findTriples(finders))
        text << ' ' << triple.corner.x << ' ' << triple.corner.y << ' ' << triple.right.x << ' ' << triple.below.x
             << ' ' << triple.deviation;
    return text.str();
}

// What looks like a code: marks, timing patterns and spots, bent; the same in both languages.
LumaImage bentCode() {
    constexpr int size = 29;
    constexpr int side = 220;
    LumaImage image{side, side, Bytes(std::size_t{side} * side, 200)};
    const auto isDark = [](int x, int y) {
        if (x < 0 || y < 0 || x >= size || y >= size) return false;
        for (const auto& [left, top] : {std::pair{0, 0}, std::pair{size - 7, 0}, std::pair{0, size - 7}}) {
            const int ring = std::max(std::abs(x - left - 3), std::abs(y - top - 3));
            if (ring <= 4) return ring != 2 && ring != 4;
        }
        if (x == 6 || y == 6) return (x + y) % 2 == 0;
        return ((x * 7 + y * 13 + x * y) >> 1) % 2 == 0;
    };
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x)
            if (isDark((x + ((y * y) >> 11) + 575) / 6 - 100, (y + ((x * x) >> 11) + 575) / 6 - 100))
                image.pixels[static_cast<std::size_t>(y * side + x)] = 40;
    return image;
}

std::string sheetOf(int modulePixels) {
    const LumaImage image = bentCode();
    std::vector<Region> regions;
    ShrunkImages sizes(image);
    findRegions(sizes, fineSearchPixels, regions);
    REQUIRE_FALSE(regions.empty());
    const auto sheet = findSheet(image, regions[0]);
    REQUIRE(sheet);
    const View view = sheetView(*sheet, regions[0], modulePixels);
    const Point corner = view.inOriginal({4 * modulePixels, 4 * modulePixels});
    return std::to_string(sheet->plane.size) + ' ' + std::to_string(corner.x) + ' ' + std::to_string(corner.y) + ' ' +
           digest(view.image);
}

using Work = std::function<std::string(const LumaImage&, int, int)>;

template <class Operation>
Work worked(Operation operation) {
    return
        [operation](const LumaImage& image, int first, int second) { return digest(operation(image, first, second)); };
}

const std::map<std::string, Work>& works() {
    using Image = const LumaImage&;
    static const std::map<std::string, Work> table{
        {"invert", worked([](Image image, int, int) { return invert(image); })},
        {"stretch", worked(stretch)},
        {"blur", worked([](Image image, int radius, int) { return blur(image, radius); })},
        {"sharpen", worked(sharpen)},
        {"threshold", worked(threshold)},
        {"coarseThreshold", worked(coarseThreshold)},
        {"flatten", worked([](Image image, int radius, int) { return flatten(image, radius); })},
        {"median", worked([](Image image, int, int) { return median(image); })},
        {"darken", worked([](Image image, int, int) { return darken(image); })},
        {"lighten", worked([](Image image, int, int) { return lighten(image); })},
        {"localContrast", worked(localContrast)},
        {"unblur", worked(unblur)},
        {"unblurSoft",
         worked([](Image image, int side, int percent) { return unblur(blur(image, 3), side, percent); })},
        {"shrink", worked([](Image image, int factor, int) { return shrink(image, factor); })},
        // Rows of whole words, which the extension works on four pixels at once.
        {"shrinkWords", worked([](Image image, int factor, int) {
             return shrink(crop(image, 1, 3, image.width, image.height), factor);
         })},
        {"resize", worked(resize)},
        {"crop", worked([](Image image, int left, int top) {
             return crop(image, left, top, image.width - 3, image.height - 5);
         })},
        {"marks", [](Image image, int, int) { return marksOf(image); }},
        {"sheet", [](Image, int modulePixels, int) { return sheetOf(modulePixels); }},
    };
    return table;
}

}  // namespace

TEST_CASE("each operation gives the extension's bytes") {
    const auto bytes = test::picture("operation-digests.txt");
    std::istringstream lines(std::string(bytes.begin(), bytes.end()));
    int count = 0;
    for (std::string line; std::getline(lines, line); ++count) {
        CAPTURE(line);
        std::istringstream words(line);
        std::string name;
        int first = 0;
        int second = 0;
        words >> name >> first >> second;
        std::string expected;
        std::getline(words >> std::ws, expected);
        REQUIRE(works().contains(name));
        CHECK(works().at(name)(sample(197, 131), first, second) == expected);
    }
    CHECK(count >= 16);
}

TEST_CASE("operations on the smallest pictures and with the largest radius") {
    for (const auto& [name, work] : works()) {
        // Neither a part of a fixed place nor a drawn code has a smallest picture.
        if (name == "crop" || name == "shrinkWords" || name == "sheet") continue;
        CAPTURE(name);
        for (const auto& [width, height] : {std::pair{1, 1}, std::pair{1, 40}, std::pair{40, 1}, std::pair{2, 2}})
            CHECK_FALSE(work(sample(width, height), 16, 1000).empty());
    }
}
