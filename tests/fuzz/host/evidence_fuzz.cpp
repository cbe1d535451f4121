// Saved evidence comes from anywhere: reading it, judging it, and writing what was read again.
#include "host/evidence_verify.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace cccd_bridge;
using namespace cccd_bridge::host;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto value = parseJson({reinterpret_cast<const char*>(data), size}, wireParseMemory);
    if (!value || !value->is_object()) return 0;
    const auto evidence = evidenceFromJson(value->get_object());
    if (!evidence) return 0;
    const auto again = evidenceFromJson(toJson(*evidence));
    if (!again || toJson(*again) != toJson(*evidence)) std::abort();
    const InspectOptions options{
        .include = {}, .anchors = std::make_shared<const AnchorSet>(), .now = std::chrono::sys_seconds{}};
    const EvidenceReport report = verifyEvidence(*evidence, options);
    // Nobody is trusted here, so nothing may be.
    const bool trusted = report.verdicts.data.status() == emrtd::VerdictStatus::Yes ||
                         report.verdicts.chip.status() == emrtd::VerdictStatus::Yes;
    if (trusted) std::abort();
    return 0;
}
