#include "imaging/qr_image.hpp"

#include <cstdlib>

using namespace cccd_bridge::imaging;

// Pictures of a size that a fuzzer can decode often; the decoders are run in full, the symbol search on small ones.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const auto image = decodeLuma({data, size});
    if (!image) return 0;
    if (image->pixels.size() != static_cast<std::size_t>(image->width) * static_cast<std::size_t>(image->height))
        std::abort();
    if (image->pixels.size() > maxImagePixels) std::abort();
    if (image->pixels.size() <= 256U * 256U && findSymbols(*image).size() > maxSymbols) std::abort();
    return 0;
}
