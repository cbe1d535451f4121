#include "imaging/face_pixels.hpp"

#include "imaging/clamped.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace cccd_bridge::imaging {
namespace {

constexpr int eightBits = 255;

int toEightBits(int value, int maximum) {
    return maximum == eightBits ? value : (value * eightBits + maximum / 2) / maximum;
}

// sYCC with its zero of chroma in the middle (IEC 61966-2-1 amendment 1), coefficients in thousandths.
std::array<Byte, 3> rgbOf(int y, int cb, int cr) {
    constexpr int middle = 128;
    const int blue = cb - middle, red = cr - middle;
    return {clamped(y + 1402 * red / 1000), clamped(y - (344 * blue + 714 * red) / 1000),
            clamped(y + 1772 * blue / 1000)};
}

// Colours beside transparency: one is gray, three are colour; two and four without a word on it have it last.
std::vector<Jpeg2000Plane> opaquePlanes(const Jpeg2000Image& image) {
    std::vector<Jpeg2000Plane> planes;
    std::ranges::copy_if(image.planes, std::back_inserter(planes),
                         [](const Jpeg2000Plane& plane) { return !plane.isAlpha; });
    if (planes.size() == image.planes.size() && (planes.size() == 2 || planes.size() == 4)) planes.pop_back();
    return planes;
}

bool colourFits(Jpeg2000Colour colour, std::size_t planes) {
    switch (colour) {
        case Jpeg2000Colour::Unspecified:
            return planes == 1 || planes == 3;
        case Jpeg2000Colour::Gray:
            return planes == 1;
        case Jpeg2000Colour::Rgb:
        case Jpeg2000Colour::Ycc:
            return planes == 3;
        case Jpeg2000Colour::Other:
            break;
    }
    return false;
}

}  // namespace

int FacePixels::Sampling::at(int x, int y) const {
    const int column = std::clamp((originX + x) / stepX - plane.x0, 0, plane.width - 1);
    const int line = std::clamp((originY + y) / stepY - plane.y0, 0, plane.height - 1);
    const auto place =
        static_cast<std::size_t>(line) * static_cast<std::size_t>(plane.width) + static_cast<std::size_t>(column);
    const long long value = plane.samples[place] + (plane.isSigned ? (1LL << (plane.precision - 1)) : 0LL);
    return toEightBits(static_cast<int>(std::clamp<long long>(value, 0, maximum)), maximum);
}

FacePixels::Sampling FacePixels::samplingOf(const Jpeg2000Plane& plane, const Jpeg2000Plane& finest,
                                            const Jpeg2000Image& image) {
    Sampling sampling{.plane = plane, .maximum = (1 << plane.precision) - 1};
    const bool alike = plane.stepX == finest.stepX && plane.stepY == finest.stepY;
    // Planes of one grid go sample by sample whatever its step.
    if (alike) {
        sampling.originX = plane.x0;
        sampling.originY = plane.y0;
    } else {
        sampling.originX = image.x0;
        sampling.originY = image.y0;
        sampling.stepX = plane.stepX;
        sampling.stepY = plane.stepY;
    }
    return sampling;
}

Result<FacePixels> FacePixels::of(Jpeg2000Image image) {
    const auto planes = opaquePlanes(image);
    if (!colourFits(image.colour, planes.size())) return fail(ErrorCode::ImageUnsupported, "colour space");
    const Jpeg2000Plane& finest = planes.front();
    FacePixels pixels(std::move(image));
    pixels.width_ = finest.width;
    pixels.height_ = finest.height;
    for (const Jpeg2000Plane& plane : planes) {
        const bool alike = plane.stepX == finest.stepX && plane.stepY == finest.stepY;
        if (alike && (plane.width != finest.width || plane.height != finest.height))
            return fail(ErrorCode::ImageMalformed, "planes of different sides");
        if (!alike && (finest.stepX != 1 || finest.stepY != 1))
            return fail(ErrorCode::ImageUnsupported, "subsampled first component");
        // Only brightness and chroma are kept at different resolutions.
        pixels.ycc_ = pixels.ycc_ || !alike;
        pixels.planes_.push_back(samplingOf(plane, finest, pixels.image_));
    }
    pixels.ycc_ = pixels.ycc_ || pixels.image_.colour == Jpeg2000Colour::Ycc;
    return pixels;
}

void FacePixels::row(int y, std::span<Byte> target) const {
    std::size_t out = 0;
    for (int x = 0; x < width_; ++x) {
        if (planes_.size() == 1) {
            target[out++] = static_cast<Byte>(planes_[0].at(x, y));
            continue;
        }
        const int first = planes_[0].at(x, y), second = planes_[1].at(x, y), third = planes_[2].at(x, y);
        const std::array<Byte, 3> rgb =
            ycc_ ? rgbOf(first, second, third)
                 : std::array{static_cast<Byte>(first), static_cast<Byte>(second), static_cast<Byte>(third)};
        for (const Byte channel : rgb) target[out++] = channel;
    }
}

}  // namespace cccd_bridge::imaging
