#include "imaging/symbol_search.hpp"
#include "files.hpp"
#include "imaging/image_operations.hpp"
#include "imaging/qr_passes.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstdlib>
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
    const auto found = searchSymbols(large, std::span(qrPasses).first(1), milliseconds(0));
    REQUIRE(found.size() == 1);
    CHECK(found[0].text == textOf("card.txt"));
    for (std::size_t corner = 0; corner < 4; ++corner) {
        CHECK(std::abs(found[0].corners[corner].x - 6 * expected[0].corners[corner].x) <= 12);
        CHECK(std::abs(found[0].corners[corner].y - 6 * expected[0].corners[corner].y) <= 12);
    }
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

TEST_CASE("a card ends the search, and the first pass needs no time") {
    CHECK(searchSymbols(card(), std::span(qrPasses).subspan(1), milliseconds(0)).size() == 1);
    const LumaImage nothing{300, 300, Bytes(90000, 200)};
    CHECK(findSymbols(nothing).empty());
    CHECK(searchSymbols(nothing, {}, milliseconds(1000)).empty());
}
