#include "host/picture_message.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace cccd_bridge::host {

namespace {

using Number = std::array<Byte, 4>;

// What a picture can be refused for; the number on the wire is the place here, counted from one.
constexpr std::array refusals{ErrorCode::ImageMalformed, ErrorCode::ImageTooLarge, ErrorCode::ImageUnsupported,
                              ErrorCode::PhotoFormatUnsupported};
constexpr std::size_t maximumFormat = 16;
constexpr std::size_t maximumText = 12'288;
// A control character takes six bytes of JSON, and a message stays below maximumMessage.
constexpr std::size_t maximumTextInJson = std::size_t{640} * 1024;

void append(Bytes& target, std::uint32_t number) {
    const auto bytes = std::bit_cast<Number>(number);
    target.insert(target.end(), bytes.begin(), bytes.end());
}

void append(Bytes& target, std::string_view text) {
    append(target, static_cast<std::uint32_t>(text.size()));
    target.insert(target.end(), text.begin(), text.end());
}

std::unexpected<Error> malformed() { return fail(ErrorCode::ImageMalformed, "answer of the picture helper"); }

class AnswerReader {
  public:
    explicit AnswerReader(ByteView bytes) : bytes_(bytes) {}

    Result<std::uint32_t> number() {
        Number value{};
        if (bytes_.size() < value.size()) return malformed();
        std::ranges::copy(bytes_.first(value.size()), value.begin());
        bytes_ = bytes_.subspan(value.size());
        return std::bit_cast<std::uint32_t>(value);
    }

    Result<std::string> text(std::size_t maximum) {
        TRY(const std::size_t length, number());
        if (length > maximum || length > bytes_.size()) return malformed();
        std::string value(bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(length));
        bytes_ = bytes_.subspan(length);
        return value;
    }

    ByteView rest() const { return bytes_; }
    bool atEnd() const { return bytes_.empty(); }

  private:
    ByteView bytes_;
};

bool isFormatName(std::string_view name) {
    return !name.empty() && std::ranges::all_of(name, [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    });
}

std::size_t sizeInJson(std::string_view text) {
    std::size_t size = 0;
    for (const char c : text) size += static_cast<unsigned char>(c) < 0x20 ? 6 : c == '"' || c == '\\' ? 2 : 1;
    return size;
}

Result<imaging::Symbol> readSymbol(AnswerReader& reader) {
    imaging::Symbol symbol;
    TRY(symbol.text, reader.text(maximumText));
    TRY(symbol.format, reader.text(maximumFormat));
    if (!isValidUtf8(symbol.text) || !isFormatName(symbol.format)) return malformed();
    for (imaging::Point& corner : symbol.corners) {
        TRY(const std::uint32_t x, reader.number());
        TRY(const std::uint32_t y, reader.number());
        corner = {std::bit_cast<std::int32_t>(x), std::bit_cast<std::int32_t>(y)};
    }
    return symbol;
}

Bytes refusal(const Error& error) {
    Bytes bytes;
    const auto found = std::ranges::find(refusals, error.code);
    const auto place = found == refusals.end() ? 0 : found - refusals.begin();
    append(bytes, static_cast<std::uint32_t>(place) + 1);
    return bytes;
}

// The word before every answer: zero, or why there is none.
Result<void> expectAnswer(AnswerReader& reader) {
    TRY(const std::uint32_t refusal, reader.number());
    if (refusal > refusals.size()) return malformed();
    if (refusal != 0) return fail(refusals[refusal - 1]);
    return {};
}

}  // namespace

PictureHeader pictureHeader(PictureTask task, std::size_t length, int width, int height) {
    return std::bit_cast<PictureHeader>(std::array{static_cast<std::uint32_t>(task), static_cast<std::uint32_t>(width),
                                                   static_cast<std::uint32_t>(height),
                                                   static_cast<std::uint32_t>(length)});
}

Result<Picture> readPicture(const ReadExactly& read) {
    PictureHeader header{};
    if (!read(header)) return fail(ErrorCode::ImageMalformed, "no picture");
    const auto [task, width, height, length] = std::bit_cast<std::array<std::uint32_t, 4>>(header);
    if (task > static_cast<std::uint32_t>(PictureTask::face)) return fail(ErrorCode::ImageMalformed, "task");
    if (width > imaging::maxImageSide || height > imaging::maxImageSide || length > imaging::maxImageFileBytes)
        return fail(ErrorCode::ImageTooLarge, "sides or length");
    Picture picture{.task = static_cast<PictureTask>(task),
                    .bytes = Bytes(length),
                    .width = static_cast<int>(width),
                    .height = static_cast<int>(height)};
    if (!read(picture.bytes)) return fail(ErrorCode::ImageMalformed, "picture cut off");
    return picture;
}

Bytes encodeSymbolsAnswer(const Result<Symbols>& answer) {
    if (!answer) return refusal(answer.error());
    Bytes bytes;
    append(bytes, std::uint32_t{0});
    append(bytes, static_cast<std::uint32_t>(answer->size()));
    for (const imaging::Symbol& symbol : *answer) {
        append(bytes, symbol.text);
        append(bytes, symbol.format);
        for (const imaging::Point& corner : symbol.corners) {
            append(bytes, std::bit_cast<std::uint32_t>(corner.x));
            append(bytes, std::bit_cast<std::uint32_t>(corner.y));
        }
    }
    return bytes;
}

Bytes encodeFaceAnswer(const Result<imaging::FaceImage>& answer) {
    if (!answer) return refusal(answer.error());
    Bytes bytes;
    bytes.reserve(answer->bytes.size() + 3 * sizeof(std::uint32_t));
    append(bytes, std::uint32_t{0});
    append(bytes, static_cast<std::uint32_t>(answer->width));
    append(bytes, static_cast<std::uint32_t>(answer->height));
    bytes.insert(bytes.end(), answer->bytes.begin(), answer->bytes.end());
    return bytes;
}

Result<Symbols> decodeSymbolsAnswer(ByteView answer) {
    if (answer.size() > maximumSymbolsAnswer) return malformed();
    AnswerReader reader(answer);
    TRY_VOID(expectAnswer(reader));
    TRY(const std::uint32_t count, reader.number());
    if (count > imaging::maxSymbols) return malformed();
    Symbols symbols;
    std::size_t inJson = 0;
    for (std::uint32_t i = 0; i < count; ++i) {
        TRY(imaging::Symbol symbol, readSymbol(reader));
        inJson += sizeInJson(symbol.text);
        symbols.push_back(std::move(symbol));
    }
    if (!reader.atEnd() || inJson > maximumTextInJson) return malformed();
    return symbols;
}

Result<imaging::FaceImage> decodeFaceAnswer(ByteView answer) {
    if (answer.size() > maximumFaceAnswer) return malformed();
    AnswerReader reader(answer);
    TRY_VOID(expectAnswer(reader));
    TRY(const std::uint32_t width, reader.number());
    TRY(const std::uint32_t height, reader.number());
    const ByteView image = reader.rest();
    if (width < 1 || width > imaging::maxFaceSide || height < 1 || height > imaging::maxFaceSide) return malformed();
    if (image.size() > imaging::maxFaceBytes || imaging::faceFormat(image) != imaging::FaceFormat::Jpeg)
        return malformed();
    return imaging::FaceImage{.mediaType = "image/jpeg",
                              .width = static_cast<int>(width),
                              .height = static_cast<int>(height),
                              .bytes = Bytes(image.begin(), image.end())};
}

}  // namespace cccd_bridge::host
