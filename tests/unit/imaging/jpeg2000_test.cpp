#include "files.hpp"
#include "imaging/face_image.hpp"
#include "imaging/face_pixels.hpp"
#include "imaging/jpeg2000_header.hpp"
#include "imaging/jpeg_reader.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <functional>
#include <string>

using namespace cccd_bridge;
using namespace cccd_bridge::imaging;
using cccd_bridge::test::picture;

namespace {

constexpr int width = 24;
constexpr int height = 16;
constexpr std::size_t colourSpaceInRgb = 0x49;  // EnumCS of the only colr box of rgb.jp2
constexpr std::size_t codeStreamInRgb = 0x55;

using Colour = std::array<int, 3>;
int gray(int x, int y) { return (x * 9 + y * 5) & 255; }
Colour rgb(int x, int y) { return {gray(x, y), 255 - gray(x, y), (x * y) & 255}; }

FacePixels pixelsOf(const Bytes& file) {
    auto image = decodeJpeg2000(file, maxFaceSide);
    REQUIRE(image);
    auto pixels = FacePixels::of(*std::move(image));
    REQUIRE(pixels);
    CHECK(pixels->width() == width);
    CHECK(pixels->height() == height);
    return *std::move(pixels);
}

// How far the worst sample is from what it should be.
int worst(const FacePixels& pixels, const std::function<Colour(int, int)>& wanted) {
    int result = 0;
    const auto channels = static_cast<std::size_t>(pixels.channels());
    Bytes line(width * channels);
    for (int y = 0; y < height; ++y) {
        pixels.row(y, line);
        for (int x = 0; x < width; ++x)
            for (std::size_t channel = 0; channel < channels; ++channel)
                result = std::max(
                    result, std::abs(line[static_cast<std::size_t>(x) * channels + channel] - wanted(x, y)[channel]));
    }
    return result;
}

Colour grayColour(int x, int y) { return {gray(x, y), 0, 0}; }

void put32(Bytes& file, std::size_t at, std::uint32_t value) {
    for (std::size_t i = 0; i < 4; ++i) file[at + i] = static_cast<Byte>(value >> (24 - 8 * i));
}

ErrorCode codeOf(const Bytes& file) {
    const auto face = prepareFace(file);
    REQUIRE_FALSE(face);
    return face.error().code;
}

}  // namespace

TEST_CASE("gray of every depth and sign, whole and in tiles") {
    for (const std::string name : {"gray8.j2k", "gray16.jp2", "signed8.j2k", "tiles.j2k"}) {
        CAPTURE(name);
        const auto pixels = pixelsOf(picture(name));
        CHECK(pixels.channels() == 1);
        CHECK(worst(pixels, grayColour) == 0);
    }
    CHECK(worst(pixelsOf(picture("gray4.j2k")), [](int x, int y) { return Colour{(gray(x, y) >> 4) * 17, 0, 0}; }) ==
          0);
}

TEST_CASE("colours: RGB, RGB with transparency, a palette, brightness and chroma of a quarter of the size") {
    CHECK(worst(pixelsOf(picture("rgb.jp2")), rgb) == 0);
    CHECK(worst(pixelsOf(picture("rgba.j2k")), rgb) == 0);
    constexpr std::array<Colour, 4> palette{{{255, 0, 0}, {0, 255, 0}, {0, 0, 255}, {17, 34, 51}}};
    CHECK(worst(pixelsOf(picture("palette.jp2")),
                [&](int x, int y) { return palette[static_cast<std::size_t>((x + y) & 3)]; }) == 0);
    const auto ycc = [](int x, int y) {
        const double blue = (x < 12 ? 90 : 160) - 128, red = (y < 8 ? 200 : 70) - 128;
        const auto limited = [](double value) { return static_cast<int>(std::clamp(value, 0.0, 255.0) + 0.5); };
        return Colour{limited(gray(x, y) + 1.402 * red), limited(gray(x, y) - 0.344136 * blue - 0.714136 * red),
                      limited(gray(x, y) + 1.772 * blue)};
    };
    CHECK(worst(pixelsOf(picture("ycc420.jp2")), ycc) <= 1);
}

TEST_CASE("a face of JPEG 2000 becomes a JPEG of the same sides and nearly the same pixels") {
    const auto face = prepareFace(picture("gray8.j2k"));
    REQUIRE(face);
    CHECK(face->mediaType == "image/jpeg");
    CHECK(face->width == width);
    CHECK(face->height == height);
    Bytes luma(static_cast<std::size_t>(width * height));
    REQUIRE(decodeJpegLuma(face->bytes, luma));
    double difference = 0;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            difference += std::abs(luma[static_cast<std::size_t>(y * width + x)] - gray(x, y));
    CHECK(difference / (width * height) < 4);
    const auto coloured = prepareFace(picture("rgb.jp2"));
    REQUIRE(coloured);
    CHECK(readJpegHeader(coloured->bytes)->components == 3);
    CHECK(faceFormat(coloured->bytes) == FaceFormat::Jpeg);
}

TEST_CASE("colours that are not shown are another format") {
    for (const std::uint32_t space : {12U, 14U, 24U, 17U, 99U}) {
        CAPTURE(space);
        Bytes file = picture("rgb.jp2");
        put32(file, colourSpaceInRgb, space);
        CHECK(codeOf(file) == ErrorCode::PhotoFormatUnsupported);
    }
}

TEST_CASE("sides, tiles, components and bits are refused before anything is decoded") {
    const auto changed = [](std::size_t offset, std::uint32_t value) {
        Bytes file = picture("rgb.jp2");
        put32(file, codeStreamInRgb + offset, value);
        return codeOf(file);
    };
    // SOC, SIZ, Lsiz, Rsiz; then Xsiz, Ysiz, XOsiz, YOsiz, XTsiz, YTsiz, XTOsiz, YTOsiz.
    CHECK(changed(8, 4097) == ErrorCode::ImageTooLarge);
    CHECK(changed(12, 0xFFFFFFFF) == ErrorCode::ImageTooLarge);
    CHECK(changed(12, 0) == ErrorCode::ImageMalformed);
    CHECK(changed(16, 24) == ErrorCode::ImageMalformed);
    CHECK(changed(24, 0) == ErrorCode::ImageMalformed);
    CHECK(changed(32, 1) == ErrorCode::ImageMalformed);
    Bytes tiles = picture("rgb.jp2");
    for (const auto& [at, value] : {std::pair{8U, 4096U}, {12U, 64U}, {24U, 1U}, {28U, 1U}})
        put32(tiles, codeStreamInRgb + at, value);
    CHECK(codeOf(tiles) == ErrorCode::ImageTooLarge);
    Bytes whole = picture("rgb.jp2");
    for (const auto& [at, value] : {std::pair{8U, 4096U}, {12U, 4096U}, {24U, 4096U}, {28U, 4096U}})
        put32(whole, codeStreamInRgb + at, value);
    CHECK(codeOf(whole) == ErrorCode::ImageTooLarge);
    Bytes deep = picture("gray8.j2k");
    deep[42] = 37;
    CHECK(codeOf(deep) == ErrorCode::PhotoFormatUnsupported);
    Bytes many = picture("palette.jp2");
    const std::array<Byte, 4> name{'p', 'c', 'l', 'r'};
    const auto palette = std::ranges::search(many, name).begin();
    palette[6] = 200;
    CHECK(codeOf(many) == ErrorCode::PhotoFormatUnsupported);
}

TEST_CASE("cut anywhere or with any byte changed: a typed error or a picture within the limits") {
    for (const std::string name : {"gray8.j2k", "rgb.jp2", "palette.jp2", "tiles.j2k"}) {
        CAPTURE(name);
        const Bytes whole = picture(name);
        for (std::size_t length = 13; length < whole.size(); ++length)
            static_cast<void>(prepareFace(ByteView(whole).first(length)));
        for (std::size_t at = 0; at < whole.size(); ++at) {
            Bytes changed = whole;
            changed[at] ^= 0x81;
            const auto face = prepareFace(changed);
            if (face) CHECK(face->width <= maxFaceSide);
        }
    }
    const Bytes file = picture("rgb.jp2");
    CHECK_FALSE(prepareFace(ByteView(file).first(codeStreamInRgb + 60)));
}
