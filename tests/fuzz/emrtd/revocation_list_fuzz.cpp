#include "emrtd/crypto/revocation_list.hpp"

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;

extern "C" int LLVMFuzzerTestOneInput(const Byte* data, std::size_t size) {
    const auto list = RevocationList::parse({data, size});
    if (!list) return 0;
    static_cast<void>(list->issuer());
    static_cast<void>(list->country());
    static_cast<void>(list->lists(ByteView(data, size < 8 ? size : 8)));
    return 0;
}
