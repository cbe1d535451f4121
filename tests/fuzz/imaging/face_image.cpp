#include "imaging/face_image.hpp"

#include <cstdlib>

using namespace cccd_bridge::imaging;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const auto face = prepareFace({data, size});
    if (!face) return 0;
    if (face->width < 1 || face->width > maxFaceSide || face->height < 1 || face->height > maxFaceSide) std::abort();
    if (face->bytes.size() > size || face->bytes[face->bytes.size() - 1] != 0xD9) std::abort();
    return 0;
}
