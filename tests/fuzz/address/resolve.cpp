#include "address/resolve.hpp"
#include "base/text.hpp"

#include <cstdlib>

using namespace cccd_bridge;
using namespace cccd_bridge::address;

namespace {

void require(bool condition) {
    if (!condition) std::abort();
}

}  // namespace

// The first byte is the era, the rest the text: every answer keeps the promises of the wire schema.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data + 1), size - 1);
    const auto resolution = resolve(text, static_cast<Era>(data[0] % 3));
    require(resolution.has_value() == normaliseNfc(text).has_value());
    if (!resolution) return 0;
    require(isValidUtf8(resolution->detail));
    require(resolution->commune.has_value() == (resolution->status == Status::Exact));
    require(resolution->status != Status::Exact || resolution->province.has_value());
    require(resolution->candidates.empty() == (resolution->status != Status::Ambiguous));
    require(resolution->candidates.size() <= maxCandidates);
    const std::string composedText = normaliseNfc(text).value();
    require(composedText.find(resolution->detail) != std::string::npos);
    return 0;
}
