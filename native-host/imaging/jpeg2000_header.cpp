#include "imaging/jpeg2000_header.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

namespace cccd_bridge::imaging {
namespace {

constexpr std::array<Byte, 12> fileSignature{0, 0, 0, 0x0C, 'j', 'P', ' ', ' ', 0x0D, 0x0A, 0x87, 0x0A};
constexpr std::array<Byte, 4> streamSignature{0xFF, 0x4F, 0xFF, 0x51};  // SOC, SIZ

constexpr std::uint32_t boxHeader = 0x6A703268;      // jp2h
constexpr std::uint32_t boxPalette = 0x70636C72;     // pclr
constexpr std::uint32_t boxCodeStream = 0x6A703263;  // jp2c
constexpr int maxBoxes = 64;

constexpr std::size_t sizFixedLength = 38;  // Lsiz without the components
constexpr std::size_t sizComponentLength = 3;

std::unexpected<Error> malformed(const char* what) { return fail(ErrorCode::ImageMalformed, what); }

bool startsWith(ByteView bytes, ByteView prefix) {
    return bytes.size() >= prefix.size() && std::ranges::equal(bytes.first(prefix.size()), prefix);
}

std::uint64_t number(ByteView bytes, std::size_t at, std::size_t length) {
    std::uint64_t value = 0;
    for (const Byte byte : bytes.subspan(at, length)) value = value << 8 | byte;
    return value;
}

struct Box {
    std::uint32_t type = 0;
    ByteView content;
};

// Takes one box off the front (annex I.4): a length of 0 reaches to the end, of 1 is followed by a longer one.
std::optional<Box> takeBox(ByteView& rest) {
    if (rest.size() < 8) return std::nullopt;
    std::size_t header = 8;
    std::uint64_t length = number(rest, 0, 4);
    const auto type = static_cast<std::uint32_t>(number(rest, 4, 4));
    if (length == 1) {
        header = 16;
        if (rest.size() < header) return std::nullopt;
        length = number(rest, 8, 8);
    } else if (length == 0) {
        length = rest.size();
    }
    if (length < header) return std::nullopt;
    // A code stream that is cut off is for the decoder to judge.
    const auto taken = static_cast<std::size_t>(std::min<std::uint64_t>(length, rest.size()));
    const Box box{type, rest.subspan(header, taken - header)};
    rest = rest.subspan(taken);
    return box;
}

// A palette makes one component into as many as it has columns.
Result<void> checkPalette(ByteView header) {
    for (int i = 0; i < maxBoxes && !header.empty(); ++i) {
        const auto box = takeBox(header);
        if (!box) return malformed("JP2 header box");
        if (box->type != boxPalette) continue;
        if (box->content.size() < 3) return malformed("JP2 palette");
        if (box->content[2] > maxJpeg2000Components) return fail(ErrorCode::ImageUnsupported, "JP2 palette");
    }
    return {};
}

Result<ByteView> findCodeStream(ByteView file) {
    for (int i = 0; i < maxBoxes && !file.empty(); ++i) {
        const auto box = takeBox(file);
        if (!box) return malformed("JP2 box");
        if (box->type == boxCodeStream) return box->content;
        if (box->type == boxHeader) TRY_VOID(checkPalette(box->content));
    }
    return malformed("JP2 without code stream");
}

long long ceilDivide(long long value, long long divisor) { return (value + divisor - 1) / divisor; }

// Positions on the reference grid (annex B.2).
struct Grid {
    long long x1, y1, x0, y0, tileWidth, tileHeight, tileX, tileY;

    bool valid() const {
        return x0 < x1 && y0 < y1 && tileWidth > 0 && tileHeight > 0 && tileX <= x0 && tileY <= y0 &&
               tileX + tileWidth > x0 && tileY + tileHeight > y0;
    }
    long long tiles() const { return ceilDivide(x1 - tileX, tileWidth) * ceilDivide(y1 - tileY, tileHeight); }
};

Result<Grid> readGrid(ByteView siz, int maxSide) {
    const auto at = [&](std::size_t place) { return static_cast<long long>(number(siz, 4 + 4 * place, 4)); };
    const Grid grid{at(0), at(1), at(2), at(3), at(4), at(5), at(6), at(7)};
    if (!grid.valid()) return malformed("JPEG 2000 grid");
    if (grid.x1 - grid.x0 > maxSide || grid.y1 - grid.y0 > maxSide) return fail(ErrorCode::ImageTooLarge, "sides");
    if (grid.tiles() > maxJpeg2000Tiles) return fail(ErrorCode::ImageTooLarge, "tiles");
    return grid;
}

Result<long long> countSamples(ByteView components, const Grid& grid) {
    long long samples = 0;
    while (!components.empty()) {
        const int precision = (components[0] & 0x7F) + 1;
        const long long stepX = components[1], stepY = components[2];
        if (stepX == 0 || stepY == 0) return malformed("JPEG 2000 subsampling");
        if (precision > maxJpeg2000Precision) return fail(ErrorCode::ImageUnsupported, "bits a sample");
        const long long width = ceilDivide(grid.x1, stepX) - ceilDivide(grid.x0, stepX);
        const long long height = ceilDivide(grid.y1, stepY) - ceilDivide(grid.y0, stepY);
        if (width < 1 || height < 1) return malformed("JPEG 2000 component without samples");
        samples += width * height;
        components = components.subspan(sizComponentLength);
    }
    return samples;
}

}  // namespace

bool isJpeg2000(ByteView file) { return startsWith(file, fileSignature) || startsWith(file, streamSignature); }

Result<Jpeg2000Header> readJpeg2000Header(ByteView file, int maxSide) {
    Jpeg2000Header header{.isFile = startsWith(file, fileSignature)};
    ByteView stream = file;
    if (header.isFile) {
        TRY(stream, findCodeStream(file));
    }
    if (!startsWith(stream, streamSignature)) return malformed("JPEG 2000 code stream");
    const ByteView siz = stream.subspan(4);
    if (siz.size() < sizFixedLength) return malformed("SIZ");
    const auto components = static_cast<std::size_t>(number(siz, 36, 2));
    if (components == 0 || number(siz, 0, 2) != sizFixedLength + components * sizComponentLength)
        return malformed("SIZ length");
    if (components > maxJpeg2000Components) return fail(ErrorCode::ImageUnsupported, "components");
    if (siz.size() < sizFixedLength + components * sizComponentLength) return malformed("SIZ");
    TRY(const Grid grid, readGrid(siz, maxSide));
    TRY(header.samples, countSamples(siz.subspan(sizFixedLength, components * sizComponentLength), grid));
    if (header.samples > maxJpeg2000Samples) return fail(ErrorCode::ImageTooLarge, "samples");
    header.width = static_cast<int>(grid.x1 - grid.x0);
    header.height = static_cast<int>(grid.y1 - grid.y0);
    header.components = static_cast<int>(components);
    return header;
}

}  // namespace cccd_bridge::imaging
