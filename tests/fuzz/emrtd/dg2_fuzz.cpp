#include "emrtd/lds/dg2.hpp"

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;

extern "C" int LLVMFuzzerTestOneInput(const Byte* data, std::size_t size) {
    // The image must lie inside the file.
    if (const auto face = parseDataGroup2({data, size}); face && !face->image.empty())
        if (face->image.data() < data || face->image.data() + face->image.size() > data + size) __builtin_trap();
    return 0;
}
