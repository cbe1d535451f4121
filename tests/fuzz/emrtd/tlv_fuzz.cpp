#include "emrtd/tlv.hpp"

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;

namespace {

void walk(TlvReader reader) {
    while (!reader.atEnd()) {
        const auto object = reader.next();
        if (!object) return;
        if (!object->constructed) continue;
        if (const auto children = reader.children(*object)) walk(*children);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const Byte* data, std::size_t size) {
    const ByteView input(data, size);
    walk(TlvReader(input));
    if (const auto header = parseTlvHeader(input); header && header->headerLength > size) __builtin_trap();
    return 0;
}
