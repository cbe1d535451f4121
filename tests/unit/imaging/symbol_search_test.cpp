#include "imaging/symbol_search.hpp"
#include "files.hpp"
#include "imaging/image_operations.hpp"
#include "imaging/qr_passes.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iterator>
#include <set>
#include <string>

using namespace cccd_bridge;
using namespace cccd_bridge::imaging;
using cccd_bridge::test::picture;
using std::chrono::milliseconds;

namespace {

LumaImage card() {
    auto image = decodeLuma(picture("card.png"));
    REQUIRE(image);
    return *std::move(image);
}

std::string textOf(const std::string& name) {
    const auto bytes = picture(name);
    return {bytes.begin(), bytes.end()};
}

}  // namespace

TEST_CASE("corners are those of the original, whatever size was looked at") {
    const LumaImage small = card();
    const auto expected = findSymbols(small);
    REQUIRE(expected.size() == 1);
    const LumaImage large = resize(small, small.width * 6, small.height * 6);
    std::set<PassSource> sources;
    for (const QrPass& pass : qrPasses) {
        CAPTURE(pass.name);
        const auto found = searchSymbols(large, std::span(&pass, 1), milliseconds(20000));
        if (found.empty()) continue;
        REQUIRE(found.size() == 1);
        CHECK(found[0].text == textOf("card.txt"));
        for (std::size_t corner = 0; corner < 4; ++corner) {
            CHECK(std::abs(found[0].corners[corner].x - 6 * expected[0].corners[corner].x) <= 18);
            CHECK(std::abs(found[0].corners[corner].y - 6 * expected[0].corners[corner].y) <= 18);
        }
        sources.insert(pass.source);
    }
    CHECK(sources.contains(PassSource::whole));
    CHECK(sources.contains(PassSource::marks));
    CHECK(sources.contains(PassSource::flat));
}

TEST_CASE("what the library alone may miss is read: inverted, faint, in a deep shadow") {
    const LumaImage plain = card();
    LumaImage faint = plain;
    for (Byte& pixel : faint.pixels) pixel = static_cast<Byte>(120 + pixel / 32);
    LumaImage shadow = resize(plain, plain.width * 3, plain.height * 3);
    for (std::size_t at = 0; at < shadow.pixels.size(); ++at)
        shadow.pixels[at] = static_cast<Byte>(shadow.pixels[at] / (1 + 12 * (at % 441) / 441) + 3);
    for (const LumaImage& image : {invert(plain), faint, shadow}) {
        const auto found = findSymbols(image);
        REQUIRE(found.size() == 1);
        CHECK(found[0].text == textOf("card.txt"));
    }
}

TEST_CASE("behind a card every other code is read, in a frame as far as the first two passes see it") {
    const LumaImage one = card();
    // Two cards, the second one so large that the first look from afar sees no marks of it.
    const LumaImage large = resize(one, one.width * 8, one.height * 8);
    LumaImage both{large.width + one.width * 3, large.height, {}};
    const LumaImage small = resize(one, one.width * 3, one.height * 3);
    for (int y = 0; y < large.height; ++y) {
        both.pixels.insert(both.pixels.end(), large.pixels.begin() + y * large.width,
                           large.pixels.begin() + (y + 1) * large.width);
        for (int x = 0; x < small.width; ++x)
            both.pixels.push_back(y < small.height ? small.pixels[static_cast<std::size_t>(y * small.width + x)] : 255);
    }
    CHECK(searchSymbols(both, qrPasses, milliseconds(20000), Extent::picture).size() == 2);
    const auto fromAfar = std::ranges::find(qrPasses, std::string_view("around marks seen from afar"), &QrPass::name);
    // Half size shows the large one, whatever the time.
    CHECK(searchSymbols(both, qrPasses, milliseconds(0), Extent::frame).size() == 2);
    CHECK(searchSymbols(both, std::span(fromAfar, 1), milliseconds(20000), Extent::frame).size() == 1);
}

TEST_CASE("in a frame with a card only the first two passes are due, though they saw another place") {
    const LumaImage dark = resize(card(), card().width * 2, card().height * 2);
    LumaImage both{2 * dark.width, dark.height, {}};
    for (int y = 0; y < dark.height; ++y) {
        const auto row = dark.pixels.begin() + y * dark.width;
        both.pixels.insert(both.pixels.end(), row, row + dark.width);
        // Too light for a fixed threshold.
        std::transform(row, row + dark.width, std::back_inserter(both.pixels),
                       [](Byte pixel) { return static_cast<Byte>(190 + pixel / 4); });
    }
    QrPass later = *std::ranges::find(qrPasses, std::string_view("around marks seen from afar"), &QrPass::name);
    QrPass first = later;
    first.binarizer = Binarizer::FixedThreshold;
    const std::array passes{first, first, later};
    CHECK(searchSymbols(both, passes, milliseconds(20000), Extent::picture).size() == 2);
    CHECK(searchSymbols(both, passes, milliseconds(20000), Extent::frame).size() == 1);
}

TEST_CASE("the first pass needs no time, and where nothing is the search ends") {
    const auto half = std::ranges::find(qrPasses, std::string_view("as it is, quick"), &QrPass::name);
    CHECK(searchSymbols(card(), std::span(half, qrPasses.end()), milliseconds(0)).size() == 1);
    const LumaImage nothing{300, 300, Bytes(90000, 200)};
    CHECK(findSymbols(nothing).empty());
    CHECK(searchSymbols(nothing, {}, milliseconds(1000)).empty());
}
