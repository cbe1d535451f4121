#include "devices/scan_framing.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace cccd_bridge::devices {

namespace {

using std::chrono::milliseconds;

// Bridges hold bytes back for up to 16 ms, and a busy system reads late.
constexpr milliseconds smallestGap{50};
constexpr milliseconds terminatorPatience{1000};
constexpr unsigned gapBytes = 20;
constexpr unsigned bitsPerByte = 10;
constexpr Byte etx = 0x03;
constexpr std::string_view linesOfItsOwn = "BEGIN:";

bool isControl(Byte byte) { return byte < 0x20 || byte == 0x7F; }

std::string_view textOf(ByteView bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

// A byte order mark, or two Latin letters or digits in either byte order. A lone zero is noise of the line.
bool isWide(ByteView bytes) {
    if (bytes.size() < 2) return false;
    if ((bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF)) return true;
    const auto isZero = [&](std::size_t at) { return bytes[at] == 0; };
    return bytes.size() >= 4 && isZero(0) != isZero(1) && isZero(2) == isZero(0) && isZero(3) == isZero(1);
}

}  // namespace

bool isAimIdentifier(const AimIdentifier& aim) {
    const auto isLetter = [](char one) { return (one >= 'A' && one <= 'Z') || (one >= 'a' && one <= 'z'); };
    return aim[0] == ']' && isLetter(aim[1]) && (isLetter(aim[2]) || (aim[2] >= '0' && aim[2] <= '9'));
}

RawScan trimScan(ByteView bytes, std::string_view prefix, std::string_view suffix) {
    if (!isWide(bytes)) {
        while (!bytes.empty() && isControl(bytes.back())) bytes = bytes.first(bytes.size() - 1);
        while (!bytes.empty() && isControl(bytes.front())) bytes = bytes.subspan(1);
    }
    if (textOf(bytes).starts_with(prefix)) bytes = bytes.subspan(prefix.size());
    if (textOf(bytes).ends_with(suffix)) bytes = bytes.first(bytes.size() - suffix.size());
    RawScan scan;
    AimIdentifier aim{};
    if (bytes.size() >= aim.size()) std::copy_n(bytes.begin(), aim.size(), aim.begin());
    if (isAimIdentifier(aim)) {
        scan.symbology = aim;
        bytes = bytes.subspan(aim.size());
    }
    scan.bytes.assign(bytes.begin(), bytes.end());
    return scan;
}

milliseconds idleGap(unsigned baudRate) {
    const unsigned rate = std::max(baudRate, 1U);
    return smallestGap + milliseconds(gapBytes * bitsPerByte * 1000 / rate);
}

ScanFraming::ScanFraming(std::string prefix, std::string suffix)
    : prefix_(std::move(prefix)), suffix_(std::move(suffix)) {
    pending_.reserve(maximumScanBytes);
}

bool ScanFraming::endsAt(Byte byte) const {
    if (byte != '\r' && byte != '\n' && byte != '\t' && byte != etx) return false;
    return !hasOwnLines();
}

bool ScanFraming::hasOwnLines() const { return isWide(pending_) || textOf(pending_).starts_with(linesOfItsOwn); }

milliseconds ScanFraming::patience(milliseconds gap) const {
    return terminates_ && !hasOwnLines() ? std::max(gap, terminatorPatience) : gap;
}

void ScanFraming::feed(ByteView bytes, std::vector<ScanOutcome>& outcomes) {
    for (const Byte byte : bytes) {
        if (endsAt(byte)) {
            finish(outcomes, true);
        } else if (skipping_ || (pending_.empty() && isControl(byte) && byte != 0)) {
            continue;
        } else if (pending_.size() == maximumScanBytes) {
            pending_.clear();
            skipping_ = true;
            outcomes.push_back(fail(ErrorCode::ScannerDataTooLong));
        } else {
            pending_.push_back(byte);
        }
    }
}

void ScanFraming::silence(std::vector<ScanOutcome>& outcomes) { finish(outcomes, false); }

void ScanFraming::finish(std::vector<ScanOutcome>& outcomes, bool terminated) {
    skipping_ = false;
    RawScan scan = trimScan(pending_, prefix_, suffix_);
    pending_.clear();
    // The second half of CR LF, or nothing but what surrounds a scan.
    if (scan.bytes.empty()) return;
    terminates_ = terminated;
    outcomes.emplace_back(std::move(scan));
}

}  // namespace cccd_bridge::devices
