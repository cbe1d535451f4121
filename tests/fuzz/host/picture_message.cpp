// What a helper that was taken over may answer, and what a host may send.
#include "host/picture_message.hpp"

#include <algorithm>
#include <cstdlib>

using namespace cccd_bridge;
using namespace cccd_bridge::host;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const ByteView bytes(data, size);
    const auto symbols = decodeSymbolsAnswer(bytes);
    if (symbols && decodeSymbolsAnswer(encodeSymbolsAnswer(*symbols))->size() != symbols->size()) std::abort();
    const auto face = decodeFaceAnswer(bytes);
    if (face && decodeFaceAnswer(encodeFaceAnswer(*face))->bytes != face->bytes) std::abort();
    ByteView rest = bytes;
    const auto picture = readPicture([&rest](std::span<Byte> target) {
        if (rest.size() < target.size()) return false;
        std::ranges::copy(rest.first(target.size()), target.begin());
        rest = rest.subspan(target.size());
        return true;
    });
    if (picture && picture->bytes.size() > imaging::maxImageFileBytes) std::abort();
    return 0;
}
