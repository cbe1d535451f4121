#include "host/picture_message.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <utility>

using namespace cccd_bridge;
using namespace cccd_bridge::host;

namespace {

imaging::Symbol symbol(std::string text, std::string format = "QRCode") {
    return {.text = std::move(text), .format = std::move(format), .corners = {{{-1, 2}, {3, 4}, {5, 6}, {7, 8}}}};
}

ErrorCode codeOf(ByteView answer) {
    const auto read = decodeSymbolsAnswer(answer);
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
    const Bytes sent{1, 2, 3, 4, 5, 6};
    const auto wireOf = [&](PictureTask task, int width, int height) {
        const PictureHeader header = pictureHeader(task, sent.size(), width, height);
        Bytes wire(header.begin(), header.end());
        wire.insert(wire.end(), sent.begin(), sent.end());
        return wire;
    };
    Bytes wire = wireOf(PictureTask::symbols, 3, 2);
    const auto read = readPicture(from(wire));
    REQUIRE(read);
    CHECK(read->task == PictureTask::symbols);
    CHECK(read->bytes == sent);
    CHECK(read->width == 3);
    CHECK(read->height == 2);
    CHECK(readPicture(from(wireOf(PictureTask::face, 0, 0)))->task == PictureTask::face);
    CHECK(readPicture(from(wireOf(static_cast<PictureTask>(2), 0, 0))).error().code == ErrorCode::ImageMalformed);
    wire.pop_back();
    CHECK(readPicture(from(wire)).error().code == ErrorCode::ImageMalformed);
    CHECK(readPicture(from({})).error().code == ErrorCode::ImageMalformed);
    Bytes large(pictureHeaderSize, 0xFF);
    std::fill_n(large.begin(), 4, Byte{0});
    CHECK(readPicture(from(large)).error().code == ErrorCode::ImageTooLarge);
}

TEST_CASE("a face arrives as the helper gave it, or with its refusal") {
    const imaging::FaceImage face{
        .mediaType = "image/jpeg", .width = 300, .height = 400, .bytes = {0xFF, 0xD8, 0xFF, 0xE0, 0xFF, 0xD9}};
    const Bytes whole = encodeFaceAnswer(face);
    const auto read = decodeFaceAnswer(whole);
    REQUIRE(read);
    CHECK(read->mediaType == "image/jpeg");
    CHECK(read->width == 300);
    CHECK(read->height == 400);
    CHECK(read->bytes == face.bytes);
    for (const ErrorCode code :
         {ErrorCode::ImageMalformed, ErrorCode::ImageTooLarge, ErrorCode::PhotoFormatUnsupported})
        CHECK(decodeFaceAnswer(encodeFaceAnswer(fail(code))).error().code == code);
}

TEST_CASE("a face answer that is not one is a damaged picture") {
    const auto codeOfFace = [](const Bytes& answer) {
        const auto read = decodeFaceAnswer(answer);
        return read ? ErrorCode::ProtocolInternal : read.error().code;
    };
    const imaging::FaceImage face{.mediaType = "image/jpeg", .width = 3, .height = 4, .bytes = {0xFF, 0xD8, 0xFF}};
    const Bytes whole = encodeFaceAnswer(face);
    for (std::size_t length = 0; length < whole.size(); ++length)
        CHECK(codeOfFace(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length))) ==
              ErrorCode::ImageMalformed);
    for (const auto& [width, height] : {std::pair{0, 4}, {3, 0}, {4097, 4}, {3, 4097}, {-1, 4}}) {
        imaging::FaceImage wrong = face;
        wrong.width = width;
        wrong.height = height;
        CHECK(codeOfFace(encodeFaceAnswer(wrong)) == ErrorCode::ImageMalformed);
    }
    imaging::FaceImage other = face;
    other.bytes = {'<', 's', 'v', 'g'};
    CHECK(codeOfFace(encodeFaceAnswer(other)) == ErrorCode::ImageMalformed);
    other.bytes.assign(imaging::maxFaceBytes + 1, 0xFF);
    CHECK(codeOfFace(encodeFaceAnswer(other)) == ErrorCode::ImageMalformed);
    CHECK(codeOfFace(Bytes(maximumFaceAnswer + 1)) == ErrorCode::ImageMalformed);
}

TEST_CASE("an answer says symbols or why there are none") {
    const auto read = decodeSymbolsAnswer(encodeSymbolsAnswer(Symbols{symbol("Nguyễn"), symbol("", "MicroQRCode")}));
    REQUIRE(read);
    REQUIRE(read->size() == 2);
    CHECK(read->front().text == "Nguyễn");
    CHECK(read->front().corners == symbol("").corners);
    CHECK(read->back().format == "MicroQRCode");
    CHECK(decodeSymbolsAnswer(encodeSymbolsAnswer(Symbols{}))->empty());
    for (const ErrorCode code : {ErrorCode::ImageMalformed, ErrorCode::ImageTooLarge, ErrorCode::ImageUnsupported})
        CHECK(codeOf(encodeSymbolsAnswer(fail(code))) == code);
    CHECK(codeOf(encodeSymbolsAnswer(fail(ErrorCode::CardNone))) == ErrorCode::ImageMalformed);
}

TEST_CASE("an answer that is not one is a damaged picture") {
    const Bytes whole = encodeSymbolsAnswer(Symbols{symbol("text"), symbol("more")});
    for (std::size_t length = 0; length < whole.size(); ++length)
        CHECK(codeOf(ByteView(whole).first(length)) == ErrorCode::ImageMalformed);
    Bytes longer = whole;
    longer.push_back(0);
    CHECK(codeOf(longer) == ErrorCode::ImageMalformed);
    // Any one byte changed: another answer or none, never more than was sent.
    for (std::size_t at = 0; at < whole.size(); ++at) {
        Bytes changed = whole;
        changed[at] ^= 0xFF;
        const auto read = decodeSymbolsAnswer(changed);
        if (read) CHECK(read->size() == 2);
    }
    CHECK(codeOf(encodeSymbolsAnswer(Symbols{symbol("\xC3\x28")})) == ErrorCode::ImageMalformed);
    CHECK(codeOf(encodeSymbolsAnswer(Symbols{symbol("x", "QR\"Code")})) == ErrorCode::ImageMalformed);
    CHECK(codeOf(encodeSymbolsAnswer(Symbols{symbol("x", "")})) == ErrorCode::ImageMalformed);
    CHECK(codeOf(encodeSymbolsAnswer(Symbols{symbol(std::string(20'000, 'x'))})) == ErrorCode::ImageMalformed);
    CHECK(codeOf(encodeSymbolsAnswer(Symbols(33, symbol("x")))) == ErrorCode::ImageMalformed);
    CHECK(codeOf(Bytes(maximumSymbolsAnswer + 1)) == ErrorCode::ImageMalformed);
    // Every code within its length, all together too much for one message.
    CHECK(codeOf(encodeSymbolsAnswer(Symbols(32, symbol(std::string(4'000, '\x01'))))) == ErrorCode::ImageMalformed);
    CHECK(decodeSymbolsAnswer(encodeSymbolsAnswer(Symbols(32, symbol(std::string(2'953, '\x01'))))));
}
