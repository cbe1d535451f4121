#include "imaging/shrunk_images.hpp"

#include "imaging/image_operations.hpp"

namespace cccd_bridge::imaging {

const LumaImage& ShrunkImages::by(int factor) {
    if (factor <= 1) return original_;
    const auto [place, isNew] = made_.try_emplace(factor);
    if (isNew) place->second = shrink(original_, factor);
    return place->second;
}

}  // namespace cccd_bridge::imaging
