#include "imaging/qr_image.hpp"
#include "files.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace cccd_bridge;
using namespace cccd_bridge::imaging;
using cccd_bridge::test::picture;

namespace {

std::string cardText() {
    const auto bytes = picture("card.txt");
    return {bytes.begin(), bytes.end()};
}

}  // namespace

TEST_CASE("every kind of picture gives the Vietnamese text as it was encoded") {
    REQUIRE_FALSE(cardText().empty());
    for (const std::string name :
         {"card.png", "gray.png", "rgba.png", "interlaced.png", "gray.jpg", "colour.jpg", "progressive.jpg"}) {
        CAPTURE(name);
        const auto symbols = decodeQrImage(picture(name));
        REQUIRE(symbols);
        REQUIRE(symbols->size() == 1);
        const auto& symbol = symbols->front();
        CHECK(symbol.text == cardText());
        CHECK(symbol.format == "QRCode");
        CHECK(symbol.corners[0].x < symbol.corners[1].x);
        CHECK(symbol.corners[0].y < symbol.corners[3].y);
        CHECK(symbol.corners[2].x > symbol.corners[3].x);
    }
}

TEST_CASE("two codes in one picture are both found") {
    const auto symbols = decodeQrImage(picture("two.png"));
    REQUIRE(symbols);
    REQUIRE(symbols->size() == 2);
    for (const auto& symbol : *symbols) CHECK(symbol.text == cardText());
    CHECK(symbols->front().corners != symbols->back().corners);
}

TEST_CASE("the spelling of the code is kept, bytes that are not UTF-8 do no harm") {
    CHECK(decodeQrImage(picture("nfd.png"))->at(0).text == "Nguye\u0302\u0303n Thi\u0323 Ma\u0302\u0303u");
    const auto symbols = decodeQrImage(picture("not_utf8.png"));
    REQUIRE(symbols);
    REQUIRE(symbols->size() == 1);
    CHECK(symbols->front().text.starts_with("Nguy"));
}

TEST_CASE("brightness from the wire") {
    const auto image = decodeLuma(picture("card.png"));
    REQUIRE(image);
    const auto same = lumaFromPixels(image->width, image->height, image->pixels);
    REQUIRE(same);
    CHECK(findSymbols(*same).at(0).text == cardText());
    const Bytes four(4);
    CHECK(findSymbols(LumaImage{2, 2, four}).empty());
    CHECK(findSymbols(LumaImage{1, 1, Bytes(1)}).empty());
}
