// One decoder for each picture format. Internal to decodeLuma() and its tests.
#pragma once

#include "imaging/qr_image.hpp"

namespace cccd_bridge::imaging {

/// Checks a picture's sides against the limits of qr_image.hpp. Errors: ImageTooLarge, ImageMalformed (not positive).
Result<void> checkImageSize(long long width, long long height);

/// PNG → brightness. Errors: ImageMalformed, ImageTooLarge.
Result<LumaImage> decodePng(ByteView file);

/// JPEG → brightness. Errors: those of jpeg_reader.hpp.
Result<LumaImage> decodeJpeg(ByteView file);

}  // namespace cccd_bridge::imaging
