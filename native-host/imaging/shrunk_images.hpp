// One picture at whole fractions of its size; extension/decode/shrunk-images.ts has the same. Internal to this module.
#pragma once

#include "imaging/qr_image.hpp"

#include <map>

namespace cccd_bridge::imaging {

/// Several passes look at the same size, which is made once: together the smaller ones take less than the original.
class ShrunkImages {
  public:
    /// The original must stay where it is.
    explicit ShrunkImages(const LumaImage& original) : original_(original) {}

    const LumaImage& original() const { return original_; }

    /// The original, each side divided by a factor of at least 1; itself where a side would vanish.
    const LumaImage& by(int factor);

  private:
    const LumaImage& original_;
    std::map<int, LumaImage> made_;
};

}  // namespace cccd_bridge::imaging
