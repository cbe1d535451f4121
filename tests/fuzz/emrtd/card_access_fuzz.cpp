#include "emrtd/pace_info.hpp"

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;

extern "C" int LLVMFuzzerTestOneInput(const Byte* data, std::size_t size) {
    const ByteView input(data, size);
    if (const auto offers = parseCardAccess(input)) static_cast<void>(choosePace(*offers));
    return 0;
}
