#include "host/picture_message.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace cccd_bridge;
using namespace cccd_bridge::host;

namespace {

imaging::Symbol symbol(std::string text, std::string format = "QRCode") {
    return {.text = std::move(text), .format = std::move(format), .corners = {{{-1, 2}, {3, 4}, {5, 6}, {7, 8}}}};
}

ErrorCode codeOf(ByteView answer) {
    const auto read = decodePictureAnswer(answer);
    REQUIRE_FALSE(read);
    return read.error().code;
}

ReadExactly from(Bytes bytes) {
    return [bytes = std::move(bytes), at = std::size_t{0}](std::span<Byte> target) mutable {
        if (bytes.size() - at < target.size()) return false;
        std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(at), target.size(), target.begin());
        at += target.size();
        return true;
    };
}

}  // namespace

TEST_CASE("a picture arrives as it was sent, or is refused") {
    const Picture sent{.bytes = {1, 2, 3, 4, 5, 6}, .width = 3, .height = 2};
    Bytes wire = pictureHeader(sent);
    CHECK(wire.size() == pictureHeaderSize);
    wire.insert(wire.end(), sent.bytes.begin(), sent.bytes.end());
    const auto read = readPicture(from(wire));
    REQUIRE(read);
    CHECK(read->bytes == sent.bytes);
    CHECK(read->width == 3);
    CHECK(read->height == 2);
    wire.pop_back();
    CHECK(readPicture(from(wire)).error().code == ErrorCode::ImageMalformed);
    CHECK(readPicture(from({})).error().code == ErrorCode::ImageMalformed);
    CHECK(readPicture(from(Bytes(pictureHeaderSize, 0xFF))).error().code == ErrorCode::ImageTooLarge);
}

TEST_CASE("an answer says symbols or why there are none") {
    const auto read = decodePictureAnswer(encodePictureAnswer(Symbols{symbol("Nguyễn"), symbol("", "MicroQRCode")}));
    REQUIRE(read);
    REQUIRE(read->size() == 2);
    CHECK(read->front().text == "Nguyễn");
    CHECK(read->front().corners == symbol("").corners);
    CHECK(read->back().format == "MicroQRCode");
    CHECK(decodePictureAnswer(encodePictureAnswer(Symbols{}))->empty());
    for (const ErrorCode code : {ErrorCode::ImageMalformed, ErrorCode::ImageTooLarge, ErrorCode::ImageUnsupported})
        CHECK(codeOf(encodePictureAnswer(fail(code))) == code);
    CHECK(codeOf(encodePictureAnswer(fail(ErrorCode::CardNone))) == ErrorCode::ImageMalformed);
}

TEST_CASE("an answer that is not one is a damaged picture") {
    const Bytes whole = encodePictureAnswer(Symbols{symbol("text"), symbol("more")});
    for (std::size_t length = 0; length < whole.size(); ++length)
        CHECK(codeOf(ByteView(whole).first(length)) == ErrorCode::ImageMalformed);
    Bytes longer = whole;
    longer.push_back(0);
    CHECK(codeOf(longer) == ErrorCode::ImageMalformed);
    // Any one byte changed: another answer or none, never more than was sent.
    for (std::size_t at = 0; at < whole.size(); ++at) {
        Bytes changed = whole;
        changed[at] ^= 0xFF;
        const auto read = decodePictureAnswer(changed);
        if (read) CHECK(read->size() == 2);
    }
    CHECK(codeOf(encodePictureAnswer(Symbols{symbol("\xC3\x28")})) == ErrorCode::ImageMalformed);
    CHECK(codeOf(encodePictureAnswer(Symbols{symbol("x", "QR\"Code")})) == ErrorCode::ImageMalformed);
    CHECK(codeOf(encodePictureAnswer(Symbols{symbol("x", "")})) == ErrorCode::ImageMalformed);
    CHECK(codeOf(encodePictureAnswer(Symbols{symbol(std::string(20'000, 'x'))})) == ErrorCode::ImageMalformed);
    CHECK(codeOf(encodePictureAnswer(Symbols(33, symbol("x")))) == ErrorCode::ImageMalformed);
    CHECK(codeOf(Bytes(maximumPictureAnswer + 1)) == ErrorCode::ImageMalformed);
    // Every code within its length, all together too much for one message.
    CHECK(codeOf(encodePictureAnswer(Symbols(32, symbol(std::string(4'000, '\x01'))))) == ErrorCode::ImageMalformed);
    CHECK(decodePictureAnswer(encodePictureAnswer(Symbols(32, symbol(std::string(2'953, '\x01'))))));
}
