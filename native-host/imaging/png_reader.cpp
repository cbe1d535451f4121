#include "imaging/luma.hpp"

#include <spng.h>

#include <array>
#include <memory>

namespace cccd_bridge::imaging {
namespace {

constexpr std::size_t bytesPerPixel = 4;  // RGBA
constexpr std::size_t maxChunkBytes = 1024 * 1024;

using Decoder = std::unique_ptr<spng_ctx, decltype(&spng_ctx_free)>;

// Where the pixels of an interlace pass go (ISO/IEC 15948 §8.2).
struct Pass {
    std::size_t x, dx;
};
constexpr std::array<Pass, 7> adam7{{{0, 8}, {4, 8}, {0, 4}, {2, 4}, {0, 2}, {1, 2}, {0, 1}}};

Byte luma(const Byte* rgba) {
    const unsigned alpha = rgba[3];
    const unsigned gray = (rgba[0] * 299U + rgba[1] * 587U + rgba[2] * 114U) / 1000U;
    return static_cast<Byte>((gray * alpha + 255U * (255U - alpha)) / 255U);
}

std::unexpected<Error> malformed() { return fail(ErrorCode::ImageMalformed, "PNG damaged"); }

Result<void> readRows(spng_ctx* decoder, bool interlaced, LumaImage& image) {
    const auto width = static_cast<std::size_t>(image.width);
    Bytes row(width * bytesPerPixel);
    while (true) {
        spng_row_info info{};
        if (spng_get_row_info(decoder, &info) != 0 || info.row_num >= static_cast<std::uint32_t>(image.height) ||
            info.pass < 0)
            return malformed();
        const int status = spng_decode_scanline(decoder, row.data(), row.size());
        if (status != 0 && status != SPNG_EOI) return malformed();
        const auto pass = interlaced ? adam7[static_cast<std::size_t>(info.pass)] : Pass{0, 1};
        auto* line = image.pixels.data() + info.row_num * width;
        std::size_t source = 0;
        for (auto x = pass.x; x < width; x += pass.dx, ++source) line[x] = luma(row.data() + source * bytesPerPixel);
        if (status == SPNG_EOI) return {};
    }
}

}  // namespace

Result<LumaImage> decodePng(ByteView file) {
    const Decoder decoder(spng_ctx_new(0), &spng_ctx_free);
    if (!decoder) return fail(ErrorCode::ImageTooLarge, "no memory for a PNG decoder");
    spng_set_image_limits(decoder.get(), maxImageSide, maxImageSide);
    spng_set_chunk_limits(decoder.get(), maxChunkBytes, maxChunkBytes);
    if (spng_set_png_buffer(decoder.get(), file.data(), file.size()) != 0) return malformed();
    spng_ihdr header{};
    const int status = spng_get_ihdr(decoder.get(), &header);
    if (status == SPNG_EUSER_WIDTH || status == SPNG_EUSER_HEIGHT) return fail(ErrorCode::ImageTooLarge);
    if (status != 0) return malformed();
    TRY_VOID(checkImageSize(header.width, header.height));
    const int flags = static_cast<int>(SPNG_DECODE_TRNS) | static_cast<int>(SPNG_DECODE_PROGRESSIVE);
    if (spng_decode_image(decoder.get(), nullptr, 0, SPNG_FMT_RGBA8, flags) != 0) return malformed();
    LumaImage image{static_cast<int>(header.width), static_cast<int>(header.height),
                    Bytes(static_cast<std::size_t>(header.width) * header.height)};
    TRY_VOID(readRows(decoder.get(), header.interlace_method != 0, image));
    return image;
}

}  // namespace cccd_bridge::imaging
