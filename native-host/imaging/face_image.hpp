// The face of DG2 as bytes a browser can show.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <string_view>

namespace cccd_bridge::imaging {

inline constexpr int maxFaceSide = 4096;
inline constexpr std::size_t maxFaceBytes = 4U * 1024 * 1024;

enum class FaceFormat { Jpeg, Jpeg2000, Other };

/// By the first bytes: JPEG (FF D8 FF), JPEG 2000 as JP2 file or bare code stream (ISO/IEC 15444-1 annexes A, I).
FaceFormat faceFormat(ByteView image);

/// A face that can be shown.
struct FaceImage {
    std::string_view mediaType;  ///< image/jpeg
    int width = 0;
    int height = 0;
    Bytes bytes;
};

/// Lets a JPEG through unchanged after reading its header (side ≤ maxFaceSide, baseline or progressive, 1 or 3
/// components, no more scans than a browser can bear) and finding its end marker; bytes behind the end marker are cut
/// off. Decodes JPEG 2000 (gray, RGB or YCC of up to 16 bits, limits of jpeg2000_header.hpp) and writes it as JPEG.
/// Belongs into the picture helper: what decodes is bounded in memory, but not in time.
/// Errors: PhotoFormatUnsupported (another format or colour), ImageTooLarge, ImageMalformed.
Result<FaceImage> prepareFace(ByteView image);

}  // namespace cccd_bridge::imaging
