// Lines of pixels → JPEG. Internal to this module.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <functional>
#include <span>

namespace cccd_bridge::imaging {

struct JpegPicture {
    int width = 0;
    int height = 0;
    int channels = 3;                               ///< 1 gray, 3 RGB interleaved
    std::function<void(int, std::span<Byte>)> row;  ///< fills line y; must not throw
};

/// Baseline JPEG (ITU-T T.81) of quality 90. Errors: ImageTooLarge (no memory for it).
Result<Bytes> writeJpeg(const JpegPicture& picture);

}  // namespace cccd_bridge::imaging
