#include "base/text.hpp"
#include "emrtd/lds/dg11.hpp"

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;

// Whatever the file, its text is clean.
extern "C" int LLVMFuzzerTestOneInput(const Byte* data, std::size_t size) {
    const auto details = parseDataGroup11({data, size});
    if (!details) return 0;
    for (const std::string* text : {&details->personalNumber, &details->profession, &details->custody})
        if (text->size() > maxDetailBytes || !normaliseNfc(*text)) __builtin_trap();
    if (!details->dateOfBirth.empty() && details->dateOfBirth.size() != 8) __builtin_trap();
    return 0;
}
