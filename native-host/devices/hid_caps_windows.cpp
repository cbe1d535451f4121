#include "devices/hid_caps_windows.hpp"

extern "C" {  // which mingw-w64's header forgets
#include <hidsdi.h>
}

#include <algorithm>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace cccd_bridge::devices {

namespace {

constexpr USAGE barCodeScanner = 0x8C;
constexpr std::size_t longestReport = 4096;

struct FreePreparsed {
    void operator()(PHIDP_PREPARSED_DATA data) const { HidD_FreePreparsedData(data); }
};
using Preparsed = std::unique_ptr<_HIDP_PREPARSED_DATA, FreePreparsed>;

/// Finds fields by setting them: where bits appear in an empty report is where the field is, a thing no call tells.
class FieldFinder {
  public:
    FieldFinder(PHIDP_PREPARSED_DATA data, std::size_t reportSize) : data_(data), report_(reportSize) {}

    /// The field's first bit after the report's id.
    std::optional<std::size_t> ofValue(const HIDP_VALUE_CAPS& caps, USAGE usage) {
        empty(caps.ReportID);
        NTSTATUS status = HIDP_STATUS_SUCCESS;
        if (caps.ReportCount > 1) {
            std::string ones((std::size_t{caps.BitSize} * caps.ReportCount + 7) / 8, '\xFF');
            status = HidP_SetUsageValueArray(HidP_Input, caps.UsagePage, caps.LinkCollection, usage, ones.data(),
                                             static_cast<USHORT>(ones.size()), data_, report_.data(), length());
        } else {
            const ULONG ones = caps.BitSize >= 32 ? 0xFFFFFFFF : (ULONG{1} << caps.BitSize) - 1;
            status = HidP_SetUsageValue(HidP_Input, caps.UsagePage, caps.LinkCollection, usage, ones, data_,
                                        report_.data(), length());
        }
        return status == HIDP_STATUS_SUCCESS ? firstBit() : std::nullopt;
    }

    std::optional<std::size_t> ofButton(const HIDP_BUTTON_CAPS& caps, USAGE usage) {
        empty(caps.ReportID);
        ULONG count = 1;
        const NTSTATUS status = HidP_SetUsages(HidP_Input, caps.UsagePage, caps.LinkCollection, &usage, &count, data_,
                                               report_.data(), length());
        return status == HIDP_STATUS_SUCCESS ? firstBit() : std::nullopt;
    }

  private:
    ULONG length() const { return static_cast<ULONG>(report_.size()); }

    void empty(UCHAR id) {
        std::ranges::fill(report_, '\0');
        report_.front() = static_cast<char>(id);
    }

    std::optional<std::size_t> firstBit() const {
        for (std::size_t bit = 8; bit < report_.size() * 8; ++bit)
            if (((static_cast<unsigned char>(report_[bit / 8]) >> (bit % 8)) & 1U) != 0) return bit - 8;
        return std::nullopt;
    }

    PHIDP_PREPARSED_DATA data_;
    std::vector<char> report_;
};

template <class Caps>
USAGE lastUsage(const Caps& caps) {
    return caps.IsRange ? caps.Range.UsageMax : caps.NotRange.Usage;
}

/// Calls `found` with every usage of the caps, the first of a range first; ranges are bounded by the report's size.
template <class Caps, class Found>
void eachUsage(std::span<const Caps> all, const Found& found) {
    for (const Caps& caps : all)
        for (ULONG usage = caps.IsRange ? caps.Range.UsageMin : caps.NotRange.Usage; usage <= lastUsage(caps); ++usage)
            found(caps, static_cast<USAGE>(usage));
}

constexpr std::uint32_t keyOf(USAGE page, USAGE usage) { return (std::uint32_t{page} << 16) | usage; }

void placeValues(PHIDP_PREPARSED_DATA data, const HIDP_CAPS& caps, FieldFinder& finder, HidPosLayout& layout) {
    std::vector<HIDP_VALUE_CAPS> values(caps.NumberInputValueCaps);
    USHORT count = caps.NumberInputValueCaps;
    if (count == 0 || HidP_GetValueCaps(HidP_Input, values.data(), &count, data) != HIDP_STATUS_SUCCESS) return;
    values.resize(std::min<std::size_t>(count, values.size()));
    eachUsage<HIDP_VALUE_CAPS>(values, [&](const HIDP_VALUE_CAPS& value, USAGE usage) {
        layout.numbered = layout.numbered || value.ReportID != 0;
        layout.lengths[value.ReportID] = std::size_t{caps.InputReportByteLength} - 1;
        const auto offset = finder.ofValue(value, usage);
        const std::size_t elements = value.IsRange ? 1 : value.ReportCount;
        if (offset)
            placeScanField(layout.scanReports[value.ReportID], keyOf(value.UsagePage, usage),
                           {.offset = *offset, .size = value.BitSize, .count = elements});
    });
}

// A flag of one bit is a button to Windows.
void placeFlags(PHIDP_PREPARSED_DATA data, const HIDP_CAPS& caps, FieldFinder& finder, HidPosLayout& layout) {
    std::vector<HIDP_BUTTON_CAPS> flags(caps.NumberInputButtonCaps);
    USHORT count = caps.NumberInputButtonCaps;
    if (count == 0 || HidP_GetButtonCaps(HidP_Input, flags.data(), &count, data) != HIDP_STATUS_SUCCESS) return;
    flags.resize(std::min<std::size_t>(count, flags.size()));
    eachUsage<HIDP_BUTTON_CAPS>(flags, [&](const HIDP_BUTTON_CAPS& flag, USAGE usage) {
        if (!layout.scanReports.contains(flag.ReportID)) return;
        const auto offset = finder.ofButton(flag, usage);
        if (offset)
            placeScanField(layout.scanReports[flag.ReportID], keyOf(flag.UsagePage, usage),
                           {.offset = *offset, .size = 1, .count = 1});
    });
}

}  // namespace

std::optional<HidCaps> readHidCaps(HANDLE device) {
    PHIDP_PREPARSED_DATA read = nullptr;
    if (HidD_GetPreparsedData(device, &read) == FALSE) return std::nullopt;
    const Preparsed data(read);
    HIDP_CAPS caps{};
    if (HidP_GetCaps(data.get(), &caps) != HIDP_STATUS_SUCCESS) return std::nullopt;
    HidCaps found{.reportSize = caps.InputReportByteLength, .layout = std::nullopt};
    if (caps.UsagePage != barCodeScanner || found.reportSize < 2 || found.reportSize > longestReport) return found;
    HidPosLayout layout;
    FieldFinder finder(data.get(), found.reportSize);
    placeValues(data.get(), caps, finder, layout);
    placeFlags(data.get(), caps, finder, layout);
    found.layout = withScanReports(std::move(layout));
    return found;
}

}  // namespace cccd_bridge::devices
