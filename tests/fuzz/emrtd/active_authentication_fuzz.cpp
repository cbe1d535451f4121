// EF.DG15, then the rest of the input as the chip's answer to a challenge. First two bytes: length of EF.DG15.
#include "emrtd/active_authentication.hpp"
#include "emrtd/lds/dg15.hpp"

#include <algorithm>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;

extern "C" int LLVMFuzzerTestOneInput(const Byte* data, std::size_t size) {
    if (size < 2) return 0;
    const ByteView input = ByteView(data, size).subspan(2);
    const std::size_t length = std::min(input.size(), std::size_t{data[0]} << 8U | data[1]);
    const auto key = parseDataGroup15(input.first(length));
    if (!key) return 0;
    const ByteView answer = input.subspan(length);
    const ActiveAuthenticationExchange exchange{.challenge = Bytes(activeAuthenticationChallengeLength, 0x5A),
                                                .signature = Bytes(answer.begin(), answer.end())};
    static_cast<void>(verifyActiveAuthentication(*key, {}, exchange));
    static_cast<void>(verifyActiveAuthentication(*key, HashAlgorithm::Sha256, exchange));
    return 0;
}
