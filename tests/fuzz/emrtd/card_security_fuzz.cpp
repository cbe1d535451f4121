// EF.CardSecurity with its keys against a fixed proof, and what it holds against EF.CardAccess.
#include "emrtd/card_security.hpp"
#include "emrtd/downgrade.hpp"

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;

extern "C" int LLVMFuzzerTestOneInput(const Byte* data, std::size_t size) {
    const ByteView input(data, size);
    const ChipMappingData mapping{13, Bytes(65, 0x04), SecretBytes(32, 0x5A)};
    const auto proof = judgeChipMapping(mapping, Bytes(input.begin(), input.end()));
    if (!proof || proof->cardSecurity.size() != size) __builtin_trap();
    if (const auto parsed = parseCardSecurity(input)) {
        const auto same = checkCardAccess(parsed->securityInfos, parsed->securityInfos);
        if (same && *same == CardAccessCheck::Contradicted) __builtin_trap();
    }
    const std::size_t half = size / 2;
    static_cast<void>(checkCardAccess(input.first(half), input.subspan(half)));
    return 0;
}
