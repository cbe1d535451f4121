// Decoded planes of any depth, sign, sampling and colour as lines of eight-bit gray or RGB. Internal to this module.
#pragma once

#include "imaging/jpeg2000_reader.hpp"

#include <utility>

namespace cccd_bridge::imaging {

class FacePixels {
  public:
    /// Transparency is dropped. Errors: ImageUnsupported for colours that are neither gray, RGB nor YCC, and for
    /// planes of which the first is not the finest; ImageMalformed for planes that do not fit together.
    static Result<FacePixels> of(Jpeg2000Image image);

    int width() const { return width_; }
    int height() const { return height_; }
    int channels() const { return static_cast<int>(planes_.size()); }  ///< 1 gray, 3 RGB

    /// Writes line `y`, channels interleaved, into exactly width × channels bytes.
    void row(int y, std::span<Byte> target) const;

  private:
    // Nearest sample of a plane for every column and line of the picture.
    struct Sampling {
        Jpeg2000Plane plane;
        int maximum = 0;
        int originX = 0;
        int originY = 0;
        int stepX = 1;
        int stepY = 1;

        int at(int x, int y) const;
    };

    explicit FacePixels(Jpeg2000Image image) : image_(std::move(image)) {}
    static Sampling samplingOf(const Jpeg2000Plane& plane, const Jpeg2000Plane& finest, const Jpeg2000Image& image);

    Jpeg2000Image image_;
    int width_ = 0;
    int height_ = 0;
    bool ycc_ = false;
    std::vector<Sampling> planes_;
};

}  // namespace cccd_bridge::imaging
