// A directory in text, in pieces of any length: the same values come out, and no more memory is held than was given.
#include "host/ldif.hpp"

#include <cstdint>
#include <string>
#include <vector>

using namespace cccd_bridge;
using namespace cccd_bridge::host;

namespace {

std::vector<Bytes> valuesOf(std::string_view text, std::size_t piece) {
    std::vector<Bytes> values;
    LdifReader reader([&](LdifValue value) { values.push_back(std::move(value.content)); });
    for (; text.size() > piece; text.remove_prefix(piece)) reader.feed(text.substr(0, piece));
    reader.feed(text);
    reader.finish();
    return values;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    const auto values = valuesOf(text, size + 1);
    if (values != valuesOf(text, 1) || values != valuesOf(text, 7)) __builtin_trap();
    return 0;
}
