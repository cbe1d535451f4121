// The segments of a JPEG file, walked without decoding (ITU-T T.81 annex B). Internal to this module.
#pragma once

#include "base/bytes.hpp"

#include <cstddef>
#include <optional>

namespace cccd_bridge::imaging {

struct JpegExtent {
    std::size_t length = 0;  ///< bytes including the end marker
    int scans = 0;
};

/// Whether the bytes begin as a JPEG file.
bool isJpeg(ByteView file);

/// Where the picture ends; empty when a segment is broken or the end marker missing.
std::optional<JpegExtent> measureJpeg(ByteView file);

}  // namespace cccd_bridge::imaging
