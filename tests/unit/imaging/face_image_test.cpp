#include "imaging/face_image.hpp"
#include "files.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace cccd_bridge;
using namespace cccd_bridge::imaging;
using cccd_bridge::test::picture;

TEST_CASE("faces are told apart by their first bytes") {
    CHECK(faceFormat(picture("gray.jpg")) == FaceFormat::Jpeg);
    const Bytes jp2{0, 0, 0, 0x0C, 'j', 'P', ' ', ' ', 0x0D, 0x0A, 0x87, 0x0A, 0};
    const Bytes codeStream{0xFF, 0x4F, 0xFF, 0x51, 0};
    CHECK(faceFormat(jp2) == FaceFormat::Jpeg2000);
    CHECK(faceFormat(codeStream) == FaceFormat::Jpeg2000);
    CHECK(faceFormat(picture("card.png")) == FaceFormat::Other);
    CHECK(faceFormat({}) == FaceFormat::Other);
    for (const auto& cut : {jp2, codeStream}) CHECK(prepareFace(cut).error().code == ErrorCode::ImageMalformed);
    for (const auto& other : {picture("card.png"), Bytes{}})
        CHECK(prepareFace(other).error().code == ErrorCode::PhotoFormatUnsupported);
}

TEST_CASE("a JPEG passes unchanged, without what follows its end") {
    for (const std::string name : {"gray.jpg", "colour.jpg", "progressive.jpg"}) {
        CAPTURE(name);
        auto bytes = picture(name);
        const auto face = prepareFace(bytes);
        REQUIRE(face);
        CHECK(face->mediaType == "image/jpeg");
        CHECK(face->width == 147);
        CHECK(face->height == 147);
        CHECK(face->bytes == bytes);
        bytes.insert(bytes.end(), {0, 1, 2, 0xFF, 0xD9});
        CHECK(prepareFace(bytes)->bytes == picture(name));
    }
}

TEST_CASE("cut, oversized and odd JPEGs are typed errors") {
    const auto whole = picture("gray.jpg");
    for (std::size_t length = 3; length < whole.size(); ++length)
        CHECK(prepareFace(ByteView(whole).first(length)).error().code == ErrorCode::ImageMalformed);
    CHECK(prepareFace(picture("cmyk.jpg")).error().code == ErrorCode::PhotoFormatUnsupported);
    CHECK(prepareFace(Bytes(maxFaceBytes + 1)).error().code == ErrorCode::ImageTooLarge);
    auto wide = whole;
    for (std::size_t at = 0; at + 8 < wide.size(); ++at) {
        if (wide[at] == 0xFF && wide[at + 1] == 0xC0) wide[at + 7] = 0x10, wide[at + 8] = 0x01;
    }
    CHECK(prepareFace(wide).error().code == ErrorCode::ImageTooLarge);
    const Bytes empty{0xFF, 0xD8, 0xFF, 0xD9};
    CHECK(prepareFace(empty).error().code == ErrorCode::ImageMalformed);
}
