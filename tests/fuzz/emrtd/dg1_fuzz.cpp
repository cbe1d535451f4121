#include "emrtd/lds/dg1.hpp"

#include <string_view>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;

extern "C" int LLVMFuzzerTestOneInput(const Byte* data, std::size_t size) {
    const ByteView input(data, size);
    static_cast<void>(parseDataGroup1(input));
    static_cast<void>(parseMrz({reinterpret_cast<const char*>(data), size}));
    return 0;
}
