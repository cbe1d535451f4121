#include "base/text.hpp"
#include "emrtd/lds/dg12.hpp"

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;

// Whatever the file, its text is clean.
extern "C" int LLVMFuzzerTestOneInput(const Byte* data, std::size_t size) {
    const auto details = parseDataGroup12({data, size});
    if (!details) return 0;
    if (details->issuingAuthority.size() > maxDetailBytes || !normaliseNfc(details->issuingAuthority)) __builtin_trap();
    if (!details->dateOfIssue.empty() && details->dateOfIssue.size() != 8) __builtin_trap();
    return 0;
}
