#include "devices/hid_report_descriptor.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace cccd_bridge::devices {

namespace {

// HID 1.11 §6.2.2: tag and type of a short item, without its size.
enum class Item : std::uint8_t {
    input = 0x80,
    output = 0x90,
    feature = 0xB0,
    collection = 0xA0,
    endCollection = 0xC0,
    usagePage = 0x04,
    reportSize = 0x74,
    reportId = 0x84,
    reportCount = 0x94,
    push = 0xA4,
    pop = 0xB4,
    usage = 0x08,
    usageMinimum = 0x18,
    usageMaximum = 0x28,
};

constexpr Byte longItem = 0xFE;
constexpr std::uint32_t constantBit = 1;
constexpr std::uint32_t variableBit = 2;
constexpr std::uint32_t applicationCollection = 1;
constexpr std::size_t deepestStack = 8;
constexpr std::size_t deepestCollection = 32;
constexpr std::size_t mostUsages = 256;
constexpr std::size_t mostReports = 64;
constexpr std::size_t longestReportBits = std::size_t{4096} * 8;

constexpr std::uint32_t usage(std::uint32_t page, std::uint32_t id) { return (page << 16) | id; }
constexpr std::uint32_t genericDesktop = 0x01;
constexpr std::uint32_t barCodeScanner = 0x8C;
constexpr std::uint32_t byteCount = usage(genericDesktop, 0x3B);
constexpr std::uint32_t firstSymbology = usage(barCodeScanner, 0xFB);
constexpr std::uint32_t decodedDataUsage = usage(barCodeScanner, 0xFE);
constexpr std::uint32_t decodeContinued = usage(barCodeScanner, 0xFF);

struct Globals {
    std::uint32_t usagePage = 0;
    std::uint32_t reportSize = 0;
    std::uint32_t reportCount = 0;
    std::uint8_t reportId = 0;
};

/// Goes through the items one by one; false ends it: the descriptor is broken, or none of ours.
class DescriptorReader {
  public:
    bool read(ByteView rest) {
        while (!rest.empty()) {
            if (rest[0] == longItem) {
                if (rest.size() < 2 || rest.size() < std::size_t{3} + rest[1]) return false;
                rest = rest.subspan(std::size_t{3} + rest[1]);
                continue;
            }
            const std::size_t code = rest[0] & 3U;
            const std::size_t size = code == 3 ? 4 : code;
            if (rest.size() < 1 + size) return false;
            std::uint32_t value = 0;
            for (std::size_t at = size; at > 0; --at) value = (value << 8) | rest[at];
            if (!take(static_cast<Item>(rest[0] & 0xFC), value, size)) return false;
            rest = rest.subspan(1 + size);
        }
        return isScanner_;
    }

    std::optional<HidPosLayout> layout() {
        for (const auto& [id, bits] : bits_) layout_.lengths[id] = (bits + 7) / 8;
        return withScanReports(std::move(layout_));
    }

  private:
    bool take(Item item, std::uint32_t value, std::size_t size) {
        switch (item) {
            case Item::usagePage:
                globals_.usagePage = value & 0xFFFF;
                return true;
            case Item::reportSize:
                globals_.reportSize = value;
                return value <= longestReportBits;
            case Item::reportCount:
                globals_.reportCount = value;
                return value <= longestReportBits;
            case Item::reportId:
                globals_.reportId = static_cast<std::uint8_t>(value);
                layout_.numbered = true;
                return value > 0 && value < 256;
            case Item::push:
                stack_.push_back(globals_);
                return stack_.size() <= deepestStack;
            case Item::pop:
                if (stack_.empty()) return false;
                globals_ = stack_.back();
                stack_.pop_back();
                return true;
            case Item::usage:
                usages_.push_back(size == 4 ? value : usage(globals_.usagePage, value));
                return usages_.size() <= mostUsages;
            case Item::usageMinimum:
                minimum_ = value & 0xFFFF;
                return true;
            case Item::usageMaximum:
                return addRange(value & 0xFFFF);
            default:
                return takeMain(item, value);
        }
    }

    bool addRange(std::uint32_t maximum) {
        if (maximum < minimum_ || maximum - minimum_ >= mostUsages) return true;
        for (std::uint32_t id = minimum_; id <= maximum; ++id) usages_.push_back(usage(globals_.usagePage, id));
        return usages_.size() <= mostUsages;
    }

    bool takeMain(Item item, std::uint32_t value) {
        bool fine = true;
        if (item == Item::collection) {
            ++depth_;
            fine = depth_ <= deepestCollection && (depth_ > 1 || value != applicationCollection || enterApplication());
        } else if (item == Item::endCollection) {
            fine = depth_ > 0;
            depth_ -= fine ? 1 : 0;
        } else if (item == Item::input) {
            fine = addInput(value);
        } else if (item != Item::output && item != Item::feature) {
            return true;  // logical and physical limits, units, strings
        }
        usages_.clear();
        minimum_ = 0;
        return fine;
    }

    // An interface that is also a keyboard or a mouse is left to the system.
    bool enterApplication() {
        if (usages_.empty()) return true;
        const std::uint32_t page = usages_.front() >> 16;
        const std::uint32_t id = usages_.front() & 0xFFFF;
        isScanner_ = isScanner_ || page == barCodeScanner;
        return page != genericDesktop || (id != 0x02 && id != 0x06 && id != 0x07);
    }

    bool addInput(std::uint32_t flags) {
        std::size_t& bits = bits_[globals_.reportId];
        const std::size_t added = std::size_t{globals_.reportSize} * globals_.reportCount;
        if (bits_.size() > mostReports || bits + added > longestReportBits) return false;
        if ((flags & constantBit) == 0 && (flags & variableBit) != 0) placeFields(bits);
        bits += added;
        return true;
    }

    // The last usage is that of all elements that are left (HID 1.11 §6.2.2.8).
    void placeFields(std::size_t offset) {
        const std::size_t count = globals_.reportCount;
        const std::size_t named = std::min(usages_.size(), count);
        for (std::size_t at = 0; at < named; ++at) {
            const std::size_t covers = at + 1 == named ? count - at : 1;
            placeScanField(layout_.scanReports[globals_.reportId], usages_[at],
                           {.offset = offset + at * globals_.reportSize, .size = globals_.reportSize, .count = covers});
        }
    }

    Globals globals_;
    std::vector<Globals> stack_;
    std::vector<std::uint32_t> usages_;
    std::uint32_t minimum_ = 0;
    std::size_t depth_ = 0;
    bool isScanner_ = false;
    std::map<std::uint8_t, std::size_t> bits_;
    HidPosLayout layout_;
};

}  // namespace

void placeScanField(ScanReport& report, std::uint32_t what, const HidField& field) {
    if (field.size == 0 || field.size > 32) return;
    if (what == decodedDataUsage && report.data.count == 0) report.data = field;
    if (what == byteCount) report.byteCount = field;
    if (what == decodeContinued) report.continued = field;
    if (what >= firstSymbology && what < decodedDataUsage) report.symbology[what - firstSymbology] = field;
}

std::optional<HidPosLayout> withScanReports(HidPosLayout layout) {
    std::erase_if(layout.scanReports, [](const auto& entry) {
        const HidField& data = entry.second.data;
        return data.count == 0 || data.size != 8 || data.offset % 8 != 0;
    });
    if (layout.scanReports.empty()) return std::nullopt;
    return layout;
}

std::optional<HidPosLayout> readHidPosLayout(ByteView descriptor) {
    if (descriptor.size() > maximumReportDescriptor) return std::nullopt;
    DescriptorReader reader;
    if (!reader.read(descriptor)) return std::nullopt;
    return reader.layout();
}

}  // namespace cccd_bridge::devices
