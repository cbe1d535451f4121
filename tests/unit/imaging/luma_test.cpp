// What a picture's file or the wire gives, before anything is looked for in it.
#include "files.hpp"
#include "imaging/qr_image.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace cccd_bridge;
using namespace cccd_bridge::imaging;
using cccd_bridge::test::picture;

TEST_CASE("brightness from the wire that does not fit its sides, or sides without limit") {
    const Bytes four(4);
    CHECK(lumaFromPixels(2, 3, four).error().code == ErrorCode::ImageMalformed);
    CHECK(lumaFromPixels(0, 0, {}).error().code == ErrorCode::ImageMalformed);
    CHECK(lumaFromPixels(-2, -2, four).error().code == ErrorCode::ImageMalformed);
    CHECK(lumaFromPixels(16384, 16384, four).error().code == ErrorCode::ImageTooLarge);
    CHECK(lumaFromPixels(16385, 1, four).error().code == ErrorCode::ImageTooLarge);
}

TEST_CASE("other files, sizes and damage are typed errors") {
    CHECK(decodeLuma({}).error().code == ErrorCode::ImageUnsupported);
    const Bytes gif{'G', 'I', 'F', '8', '9', 'a', 1, 0, 1, 0};
    CHECK(decodeLuma(gif).error().code == ErrorCode::ImageUnsupported);
    CHECK(decodeLuma(picture("huge.png")).error().code == ErrorCode::ImageTooLarge);
    CHECK(decodeLuma(picture("cmyk.jpg")).error().code == ErrorCode::ImageUnsupported);
    CHECK(decodeLuma(Bytes(maxImageFileBytes + 1)).error().code == ErrorCode::ImageTooLarge);

    auto tall = picture("gray.jpg");  // the frame header says how large the picture is
    for (std::size_t at = 0; at + 9 < tall.size(); ++at) {
        if (tall[at] == 0xFF && tall[at + 1] == 0xC0) tall[at + 5] = tall[at + 7] = 0xFF;
    }
    CHECK(decodeLuma(tall).error().code == ErrorCode::ImageTooLarge);
}

TEST_CASE("a picture cut at any byte is refused or read, never a crash") {
    for (const std::string name : {"card.png", "interlaced.png", "gray.jpg", "progressive.jpg"}) {
        const auto whole = picture(name);
        for (std::size_t length = 0; length < whole.size(); length += 1 + whole.size() / 200) {
            const auto image = decodeLuma(ByteView(whole).first(length));
            if (image) CHECK(image->pixels.size() == 147 * 147);
        }
    }
}

TEST_CASE("a progressive picture with endless scans is refused") {
    const auto whole = picture("progressive.jpg");
    std::size_t lastScan = 0;
    for (std::size_t at = 0; at + 1 < whole.size(); ++at) {
        if (whole[at] == 0xFF && whole[at + 1] == 0xDA) lastScan = at;
    }
    Bytes bomb(whole.begin(), whole.end() - 2);
    for (std::size_t at = 0; at + 8 < bomb.size(); ++at) {
        // 2048 × 2048 pixels: within the memory limit, so that only the number of scans is too much
        if (bomb[at] == 0xFF && bomb[at + 1] == 0xC2)
            bomb[at + 5] = bomb[at + 7] = 0x08, bomb[at + 6] = bomb[at + 8] = 0;
    }
    const Bytes scan(whole.begin() + static_cast<std::ptrdiff_t>(lastScan), whole.end() - 2);
    for (int i = 0; i < 100; ++i) bomb.insert(bomb.end(), scan.begin(), scan.end());
    const auto refused = decodeLuma(bomb);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::ImageTooLarge);
    CHECK(refused.error().detail == "JPEG with too many scans");
}
