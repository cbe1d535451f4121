#include "devices/hid_pos_reader.hpp"

#include "devices/scan_framing.hpp"

#include <algorithm>
#include <utility>

namespace cccd_bridge::devices {

namespace {

// The value of a field's first element; nothing when the report is too short. Bits count from the lowest (HID §8.4).
std::optional<std::uint32_t> valueOf(ByteView report, const HidField& field) {
    if (field.offset + field.size > report.size() * 8) return std::nullopt;
    std::uint32_t value = 0;
    for (std::size_t bit = 0; bit < field.size; ++bit) {
        const std::size_t at = field.offset + bit;
        const std::uint32_t set = (std::uint32_t{report[at / 8]} >> (at % 8)) & 1U;
        value |= set << bit;
    }
    return value;
}

// The part of the data field that is meant: by its count, else without the zeros that fill it up. Nothing when the
// count goes beyond what is there.
std::optional<ByteView> decodedData(ByteView report, const ScanReport& layout) {
    const std::size_t start = std::min(layout.data.offset / 8, report.size());
    ByteView data = report.subspan(start, std::min(layout.data.count, report.size() - start));
    if (layout.byteCount) {
        const auto count = valueOf(report, *layout.byteCount);
        if (!count || *count > data.size()) return std::nullopt;
        return data.first(*count);
    }
    while (!data.empty() && data.back() == 0) data = data.first(data.size() - 1);
    return data;
}

std::optional<AimIdentifier> symbologyOf(ByteView report, const ScanReport& layout) {
    AimIdentifier aim{};
    for (std::size_t at = 0; at < aim.size(); ++at) {
        const auto value = layout.symbology[at] ? valueOf(report, *layout.symbology[at]) : std::nullopt;
        if (!value || *value > 0x7E) return std::nullopt;
        aim[at] = static_cast<char>(*value);
    }
    return isAimIdentifier(aim) ? std::optional(aim) : std::nullopt;
}

}  // namespace

HidPosReader::HidPosReader(HidPosLayout layout, std::size_t packetSize)
    : layout_(std::move(layout)), packetSize_(std::max<std::size_t>(packetSize, 1)) {}

void HidPosReader::feed(ByteView packet, std::vector<ScanOutcome>& outcomes) {
    if (packet.empty()) return;
    report_.insert(report_.end(), packet.begin(), packet.end());
    const std::uint8_t id = layout_.numbered ? report_.front() : std::uint8_t{0};
    const std::size_t header = layout_.numbered ? 1 : 0;
    const auto length = layout_.lengths.find(id);
    const bool known = length != layout_.lengths.end();
    if (known && packet.size() >= packetSize_ && report_.size() < header + length->second) return;
    const SecretBytes report = std::exchange(report_, {});
    const auto scanReport = layout_.scanReports.find(id);
    if (!known || scanReport == layout_.scanReports.end()) return;
    const std::size_t size = std::min(report.size() - header, length->second);
    takeReport(ByteView(report).subspan(header, size), scanReport->second, outcomes);
}

void HidPosReader::takeReport(ByteView report, const ScanReport& layout, std::vector<ScanOutcome>& outcomes) {
    const auto data = decodedData(report, layout);
    if (!data) {
        forget();
        outcomes.push_back(fail(ErrorCode::ScannerGarbage, "byte count"));
        return;
    }
    if (scan_.bytes.empty()) scan_.symbology = symbologyOf(report, layout);
    if (!skipping_ && scan_.bytes.size() + data->size() > maximumScanBytes) {
        scan_ = RawScan();
        skipping_ = true;
        outcomes.push_back(fail(ErrorCode::ScannerDataTooLong));
    }
    if (!skipping_) scan_.bytes.insert(scan_.bytes.end(), data->begin(), data->end());
    if (layout.continued && valueOf(report, *layout.continued).value_or(0) != 0) return;
    RawScan scan = trimScan(scan_.bytes);
    if (scan_.symbology) scan.symbology = scan_.symbology;
    forget();
    if (!scan.bytes.empty()) outcomes.emplace_back(std::move(scan));
}

void HidPosReader::silence(std::vector<ScanOutcome>& outcomes) {
    if (!skipping_ && inScan()) outcomes.push_back(fail(ErrorCode::ScannerDisconnected, "no end"));
    forget();
}

void HidPosReader::forget() {
    report_.clear();
    scan_ = RawScan();
    skipping_ = false;
}

}  // namespace cccd_bridge::devices
