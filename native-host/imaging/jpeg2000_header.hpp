// What a JPEG 2000 picture asks for, read before the decoder takes memory for it. Internal to this module.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace cccd_bridge::imaging {

inline constexpr int maxJpeg2000Components = 4;
inline constexpr int maxJpeg2000Precision = 16;
/// All components together; the decoder holds each sample in four bytes, twice when there are several tiles.
inline constexpr long long maxJpeg2000Samples = 16LL * 1024 * 1024;
/// The decoder keeps some kilobytes a tile before it has seen one.
inline constexpr long long maxJpeg2000Tiles = 1024;

struct Jpeg2000Header {
    bool isFile = false;  ///< a JP2 file (ISO/IEC 15444-1 annex I); otherwise a bare code stream (annex A)
    int width = 0;
    int height = 0;
    int components = 0;
    long long samples = 0;
};

/// Whether the bytes begin as a JP2 file or as a code stream.
bool isJpeg2000(ByteView file);

/// Walks the boxes to the code stream, reads its SIZ segment (annex A.5.1) and the palette's shape (annex I.5.3.4).
/// Errors: ImageMalformed; ImageTooLarge beyond a limit above or `maxSide`; ImageUnsupported for more components or
/// bits.
Result<Jpeg2000Header> readJpeg2000Header(ByteView file, int maxSide);

}  // namespace cccd_bridge::imaging
