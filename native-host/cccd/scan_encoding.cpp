#include "cccd/scan_encoding.hpp"

#include "cccd/text.hpp"

#include <array>
#include <optional>

namespace cccd_bridge::cccd {

namespace {

constexpr std::string_view utf8Mark = "\xEF\xBB\xBF";
constexpr std::string_view replacement = "\xEF\xBF\xBD";

void dropControlsAtEnd(std::string& text) {
    while (!text.empty() && (static_cast<unsigned char>(text.back()) < 0x20 || text.back() == 0x7F)) text.pop_back();
}

void appendUtf8(std::string& text, char32_t point) {
    const auto add = [&](char32_t value) { text.push_back(static_cast<char>(value)); };
    if (point < 0x80) {
        add(point);
    } else if (point < 0x800) {
        add(0xC0 | (point >> 6));
        add(0x80 | (point & 0x3F));
    } else if (point < 0x10000) {
        add(0xE0 | (point >> 12));
        add(0x80 | ((point >> 6) & 0x3F));
        add(0x80 | (point & 0x3F));
    } else {
        add(0xF0 | (point >> 18));
        add(0x80 | ((point >> 12) & 0x3F));
        add(0x80 | ((point >> 6) & 0x3F));
        add(0x80 | (point & 0x3F));
    }
}

// RFC 2781 §2.2; nothing for a lone surrogate or half a character.
std::optional<std::string> decodeUtf16(ByteView bytes, bool bigEndian) {
    if (bytes.size() % 2 != 0) return std::nullopt;
    const auto unit = [&](std::size_t at) {
        const char32_t first = bytes[at];
        const char32_t second = bytes[at + 1];
        return bigEndian ? (first << 8) | second : (second << 8) | first;
    };
    std::string text;
    for (std::size_t at = 0; at < bytes.size(); at += 2) {
        char32_t point = unit(at);
        if (point >= 0xD800 && point < 0xE000) {
            if (point >= 0xDC00 || at + 2 >= bytes.size()) return std::nullopt;
            at += 2;
            const char32_t low = unit(at);
            if (low < 0xDC00 || low >= 0xE000) return std::nullopt;
            point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
        }
        appendUtf8(text, point);
    }
    return text;
}

// With a mark, or where every other byte is mostly zero, as in Latin text, and the others are not.
std::optional<std::string> readUtf16(ByteView bytes) {
    if (bytes.size() < 2) return std::nullopt;
    if (bytes[0] == 0xFF && bytes[1] == 0xFE) return decodeUtf16(bytes.subspan(2), false);
    if (bytes[0] == 0xFE && bytes[1] == 0xFF) return decodeUtf16(bytes.subspan(2), true);
    std::array<std::size_t, 2> zeros{};
    for (std::size_t at = 0; at < bytes.size(); ++at)
        if (bytes[at] == 0) ++zeros[at % 2];
    const std::size_t units = bytes.size() / 2;
    for (const bool bigEndian : {false, true})
        if (zeros[bigEndian ? 1 : 0] == 0 && zeros[bigEndian ? 0 : 1] * 2 > units) return decodeUtf16(bytes, bigEndian);
    return std::nullopt;
}

}  // namespace

std::string_view wireName(TextEncoding encoding) {
    static constexpr std::array<std::string_view, 4> names{"utf8", "utf16", "windows1258", "unknown"};
    return names[static_cast<std::size_t>(encoding)];
}

DecodedScan decodeScan(ByteView bytes) {
    DecodedScan scan;
    std::string_view plain(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (auto wide = readUtf16(bytes)) {
        scan.text = std::move(*wide);
        scan.encoding = TextEncoding::Utf16;
    } else {
        if (plain.starts_with(utf8Mark)) plain.remove_prefix(utf8Mark.size());
        scan.text = replaceInvalidUtf8(plain);
        if (scan.text != plain) scan.encoding = TextEncoding::Unknown;
    }
    dropControlsAtEnd(scan.text);
    scan.damaged = scan.text.find(replacement) != std::string::npos;
    return scan;
}

}  // namespace cccd_bridge::cccd
