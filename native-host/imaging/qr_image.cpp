#include "imaging/qr_image.hpp"

#include "imaging/jpeg_markers.hpp"
#include "imaging/jpeg_reader.hpp"
#include "imaging/luma.hpp"
#include "imaging/qr_passes.hpp"
#include "imaging/symbol_reader.hpp"
#include "imaging/symbol_search.hpp"

#include <algorithm>
#include <array>
#include <chrono>

namespace cccd_bridge::imaging {
namespace {

// Half of what a helper has.
constexpr std::chrono::milliseconds searchTime{5000};

constexpr std::array<Byte, 8> pngSignature{0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A};

bool startsWith(ByteView file, ByteView signature) {
    return file.size() >= signature.size() && std::ranges::equal(file.first(signature.size()), signature);
}

}  // namespace

Result<void> checkImageSize(long long width, long long height) {
    if (width < 1 || height < 1) return fail(ErrorCode::ImageMalformed, "picture without pixels");
    if (width > maxImageSide || height > maxImageSide || width * height > static_cast<long long>(maxImagePixels))
        return fail(ErrorCode::ImageTooLarge, "picture has too many pixels");
    return {};
}

Result<LumaImage> decodeJpeg(ByteView file) {
    TRY(const JpegHeader header, readJpegHeader(file));
    TRY_VOID(checkImageSize(header.width, header.height));
    LumaImage image{header.width, header.height,
                    Bytes(static_cast<std::size_t>(header.width) * static_cast<std::size_t>(header.height))};
    TRY_VOID(decodeJpegLuma(file, image.pixels));
    return image;
}

Result<LumaImage> decodeLuma(ByteView file) {
    if (file.size() > maxImageFileBytes) return fail(ErrorCode::ImageTooLarge, "picture file too large");
    if (startsWith(file, pngSignature)) return decodePng(file);
    if (isJpeg(file)) return decodeJpeg(file);
    return fail(ErrorCode::ImageUnsupported, "neither PNG nor JPEG");
}

Result<LumaImage> lumaFromPixels(int width, int height, ByteView pixels) {
    TRY_VOID(checkImageSize(width, height));
    if (pixels.size() != static_cast<std::size_t>(width) * static_cast<std::size_t>(height))
        return fail(ErrorCode::ImageMalformed, "number of pixels does not fit the sides");
    return LumaImage{width, height, Bytes(pixels.begin(), pixels.end())};
}

bool canFindSymbols() { return canReadSymbols(); }

std::vector<Symbol> findSymbols(const LumaImage& image) { return searchSymbols(image, qrPasses, searchTime); }

Result<std::vector<Symbol>> decodeQrImage(ByteView file) {
    TRY(const LumaImage image, decodeLuma(file));
    return findSymbols(image);
}

}  // namespace cccd_bridge::imaging
