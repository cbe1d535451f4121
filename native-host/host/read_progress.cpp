#include "host/read_progress.hpp"

#include <array>

namespace cccd_bridge::host {

namespace {

// Between two notices of the same phase; a photo of 60 blocks need not be 60 messages.
constexpr std::chrono::milliseconds progressInterval{50};

}  // namespace

std::string_view wireName(ReadPhase phase) {
    static constexpr std::array<std::string_view, 8> names{
        "connecting",  "readingCardAccess", "openingChannel", "selectingApplication", "readingSecurityObject",
        "readingText", "verifying",         "readingPhoto"};
    return names[static_cast<std::size_t>(phase)];
}

void ReadProgressTeller::enter(ReadPhase phase) {
    phase_ = phase;
    lastReport_ = {};
    listener_.progress(phase, 0, 0);
}

void ReadProgressTeller::report(const emrtd::ReadProgress& progress) {
    const auto now = std::chrono::steady_clock::now();
    if (progress.bytesRead < progress.bytesTotal && now - lastReport_ < progressInterval) return;
    lastReport_ = now;
    listener_.progress(phase_, progress.bytesRead, progress.bytesTotal);
}

}  // namespace cccd_bridge::host
