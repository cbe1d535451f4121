#include "imaging/qr_image.hpp"
#include "imaging/qr_passes.hpp"
#include "imaging/symbol_search.hpp"

#include <cstdlib>

using namespace cccd_bridge::imaging;

// Pictures of a size that a fuzzer can decode often; the decoders are run in full, every pass on small ones.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const auto image = decodeLuma({data, size});
    if (!image) return 0;
    if (image->pixels.size() != static_cast<std::size_t>(image->width) * static_cast<std::size_t>(image->height))
        std::abort();
    if (image->pixels.size() > maxImagePixels) std::abort();
    if (image->pixels.size() > 256U * 256U) return 0;
    // A small picture stands for a large one: no pass leaves it out for its size.
    static const auto passes = [] {
        auto all = qrPasses;
        for (QrPass& pass : all) pass.minPixels = 0;
        return all;
    }();
    if (searchSymbols(*image, passes, std::chrono::milliseconds(2000)).size() > maxSymbols) std::abort();
    return 0;
}
