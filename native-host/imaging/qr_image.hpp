// Pictures of QR codes → their text. The pictures come from anywhere, so every limit is checked before memory is taken.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace cccd_bridge::imaging {

inline constexpr std::size_t maxImagePixels = 16U * 1024 * 1024;
inline constexpr int maxImageSide = 16384;
inline constexpr std::size_t maxImageFileBytes = 16U * 1024 * 1024;
inline constexpr std::size_t maxSymbols = 32;

/// Eight-bit brightness, row by row without padding, 0 black.
struct LumaImage {
    int width = 0;
    int height = 0;
    Bytes pixels;
};

/// Pixels; y grows downwards.
struct Point {
    int x = 0;
    int y = 0;
    bool operator==(const Point&) const = default;
};

/// One decoded code. The text is well-formed UTF-8 in the spelling of the code (not normalised).
struct Symbol {
    std::string text;
    std::string format;            ///< "QRCode" or "MicroQRCode"
    std::array<Point, 4> corners;  ///< clockwise from the symbol's top left
};

/// PNG (ISO/IEC 15948) or JPEG (ITU-T T.81) → brightness; transparency is laid on white.
/// Errors: ImageUnsupported (another format), ImageTooLarge (a limit above), ImageMalformed.
Result<LumaImage> decodeLuma(ByteView file);

/// Checks width × height against the limits and the number of bytes, as for luma that comes over the wire.
/// Errors: ImageTooLarge, ImageMalformed.
Result<LumaImage> lumaFromPixels(int width, int height, ByteView pixels);

/// Whether this build has a barcode library; without one findSymbols finds nothing.
bool canFindSymbols();

/// QR and Micro QR codes (ISO/IEC 18004) by the passes of schemas/qr-passes.json, in about five seconds at most; cards
/// first, at most maxSymbols; empty when there is none.
std::vector<Symbol> findSymbols(const LumaImage& image);

/// decodeLuma, then findSymbols. Errors: those of decodeLuma.
Result<std::vector<Symbol>> decodeQrImage(ByteView file);

}  // namespace cccd_bridge::imaging
