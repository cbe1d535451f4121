// A hostile scanner: its report descriptor, then its packets. The first byte is the packet size, the second the length
// of the descriptor in fours.
#include "devices/hid_pos_reader.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace cccd_bridge;
using namespace cccd_bridge::devices;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    const std::size_t packetSize = data[0];
    ByteView rest = ByteView(data, size).subspan(2);
    const ByteView descriptor = rest.first(std::min<std::size_t>(rest.size(), std::size_t{data[1]} * 4));
    rest = rest.subspan(descriptor.size());
    const auto layout = readHidPosLayout(descriptor);
    if (!layout) return 0;
    HidPosReader reader(*layout, packetSize);
    std::vector<ScanOutcome> outcomes;
    const std::size_t piece = std::max<std::size_t>(packetSize, 1);
    while (!rest.empty()) {
        const std::size_t count = std::min(piece, rest.size());
        reader.feed(rest.first(count), outcomes);
        rest = rest.subspan(count);
    }
    reader.silence(outcomes);
    for (const ScanOutcome& outcome : outcomes)
        if (outcome && (outcome->bytes.empty() || outcome->bytes.size() > maximumScanBytes)) std::abort();
    return 0;
}
