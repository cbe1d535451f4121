// OpenJPEG behind an interface: the one place that speaks to it. Internal to this module.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace cccd_bridge::imaging {

/// One component as it was decoded, before any change of colour.
struct Jpeg2000Plane {
    int width = 0;
    int height = 0;
    int x0 = 0;  ///< place of its first sample, in its own steps
    int y0 = 0;
    int stepX = 1;  ///< distance of two samples on the reference grid
    int stepY = 1;
    int precision = 8;  ///< bits, 1–16
    bool isSigned = false;
    bool isAlpha = false;
    std::span<const std::int32_t> samples;  ///< row by row; a damaged stream may give values beyond the precision
};

enum class Jpeg2000Colour {
    Unspecified,  ///< a bare code stream
    Gray,
    Rgb,
    Ycc,
    Other,  ///< CMYK, CIELab, e-YCC, unknown
};

struct Jpeg2000Image {
    int x0 = 0;  ///< place of the picture on the reference grid
    int y0 = 0;
    Jpeg2000Colour colour = Jpeg2000Colour::Unspecified;
    std::vector<Jpeg2000Plane> planes;
    std::unique_ptr<void, void (*)(void*)> memory;  ///< what the planes point into
};

/// Decodes a picture whose header was read within `maxSide`; a palette is applied. An ICC profile tells gray from
/// colour and is not applied otherwise. A picture that is cut off is refused. Errors: those of readJpeg2000Header.
Result<Jpeg2000Image> decodeJpeg2000(ByteView file, int maxSide);

}  // namespace cccd_bridge::imaging
