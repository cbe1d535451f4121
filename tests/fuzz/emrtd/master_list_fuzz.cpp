#include "emrtd/master_list.hpp"

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;

extern "C" int LLVMFuzzerTestOneInput(const Byte* data, std::size_t size) {
    const auto list = parseMasterList({data, size});
    if (!list) return 0;
    // Without anchors a root may be offered, never be taken as installed.
    if (const auto root = verifyMasterList(*list, {}); root && root->installed) __builtin_trap();
    return 0;
}
