// Any bytes of a serial line, in pieces of any length, give the same scans within the limits.
#include "devices/scan_framing.hpp"
#include "devices/scan_intake.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

using namespace cccd_bridge;
using namespace cccd_bridge::devices;

namespace {

std::string scansOf(ByteView bytes, std::size_t piece) {
    ScanFraming framing;
    std::vector<ScanOutcome> outcomes;
    for (; !bytes.empty(); bytes = bytes.subspan(std::min(piece, bytes.size())))
        framing.feed(bytes.first(std::min(piece, bytes.size())), outcomes);
    framing.silence(outcomes);
    if (framing.inScan()) std::abort();
    ScanIntake intake;
    std::string text;
    for (ScanOutcome& outcome : outcomes) {
        if (outcome && (outcome->bytes.empty() || outcome->bytes.size() > maximumScanBytes)) std::abort();
        text += std::to_string(static_cast<int>(intake.judge(outcome, {})));
        if (outcome) text.append(outcome->bytes.begin(), outcome->bytes.end());
    }
    return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView bytes(data, size);
    if (scansOf(bytes, size + 1) != scansOf(bytes, 1)) std::abort();
    return 0;
}
