// libjpeg behind an interface from which its jumps cannot leave. Internal to this module.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <span>

namespace cccd_bridge::imaging {

/// A progressive picture costs its whole size again for every scan (ITU-T T.81 annex G); honest ones have about ten.
inline constexpr long long maxJpegScannedPixels = 256LL * 1024 * 1024;
/// Progressive pictures are held as coefficients; more than this is refused.
inline constexpr long maxJpegMemoryBytes = 40L * 1024 * 1024;

struct JpegHeader {
    int width = 0;
    int height = 0;
    int components = 0;
};

/// Reads up to the first scan. Errors: ImageMalformed, ImageUnsupported (lossless, arithmetic or twelve-bit coding).
Result<JpegHeader> readJpegHeader(ByteView file);

/// Decodes the picture to brightness into exactly width × height bytes. A picture that is cut off or has broken data
/// behind a right header gives what can be decoded, as browsers show it. Errors: ImageMalformed, ImageUnsupported (also
/// four colours), ImageTooLarge (time or memory).
Result<void> decodeJpegLuma(ByteView file, std::span<Byte> pixels);

}  // namespace cccd_bridge::imaging
