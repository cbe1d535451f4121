#include "imaging/face_image.hpp"
#include "imaging/jpeg2000_header.hpp"

#include <cstdlib>

using namespace cccd_bridge::imaging;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    // The picture helper's limits of time and memory are not here: only what is small is decoded.
    const auto header = readJpeg2000Header({data, size}, maxFaceSide);
    if (header && header->samples > 64LL * 1024) return 0;
    const auto face = prepareFace({data, size});
    if (!face) return 0;
    if (face->width < 1 || face->width > maxFaceSide || face->height < 1 || face->height > maxFaceSide) std::abort();
    if (face->bytes.size() < 4 || face->bytes[face->bytes.size() - 1] != 0xD9) std::abort();
    return 0;
}
