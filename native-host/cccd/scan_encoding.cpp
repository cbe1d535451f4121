#include "cccd/scan_encoding.hpp"

#include "cccd/text.hpp"

#include <algorithm>
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

// Of Windows-1258 what Vietnamese is written with: letters, and the five tones, which stand behind their letter.
struct Letter1258 {
    Byte byte;
    char32_t point;
};
constexpr std::array<Letter1258, 30> letters1258{{
    {0xC0, 0xC0},  {0xC1, 0xC1}, {0xC2, 0xC2},  {0xC3, 0x102}, {0xC8, 0xC8}, {0xC9, 0xC9},
    {0xCA, 0xCA},  {0xCD, 0xCD}, {0xD0, 0x110}, {0xD3, 0xD3},  {0xD4, 0xD4}, {0xD5, 0x1A0},
    {0xD9, 0xD9},  {0xDA, 0xDA}, {0xDD, 0x1AF}, {0xE0, 0xE0},  {0xE1, 0xE1}, {0xE2, 0xE2},
    {0xE3, 0x103}, {0xE8, 0xE8}, {0xE9, 0xE9},  {0xEA, 0xEA},  {0xED, 0xED}, {0xF0, 0x111},
    {0xF3, 0xF3},  {0xF4, 0xF4}, {0xF5, 0x1A1}, {0xF9, 0xF9},  {0xFA, 0xFA}, {0xFD, 0x1B0},
}};
constexpr std::array<Letter1258, 5> tones1258{
    {{0xCC, 0x300}, {0xD2, 0x309}, {0xDE, 0x303}, {0xEC, 0x301}, {0xF2, 0x323}}};
constexpr std::string_view plainVowels = "AEIOUYaeiouy";
constexpr std::string_view markedVowels = "\xC2\xC3\xCA\xD4\xD5\xDD\xE2\xE3\xEA\xF4\xF5\xFD";  // Â Ă Ê Ô Ơ Ư

// Certain only where a tone follows â, ă, ê, ô, ơ or ư: in TCVN3, VNI, VISCII and Latin-1 such two bytes are letters
// that never stand side by side in a Vietnamese word. And nothing else may be in the text.
std::optional<std::string> readWindows1258(std::string_view bytes) {
    std::string text;
    bool certain = false;
    char before = 0;
    for (const char letter : bytes) {
        const auto byte = static_cast<Byte>(letter);
        const auto* const plain = std::ranges::find(letters1258, byte, &Letter1258::byte);
        const auto* const tone = std::ranges::find(tones1258, byte, &Letter1258::byte);
        const bool marked = before != 0 && markedVowels.find(before) != std::string_view::npos;
        if (byte < 0x80) {
            text.push_back(letter);
        } else if (plain != letters1258.end()) {
            appendUtf8(text, plain->point);
        } else if (tone != tones1258.end() &&
                   (marked || (before != 0 && plainVowels.find(before) != std::string_view::npos))) {
            appendUtf8(text, tone->point);
            certain = certain || marked;
        } else {
            return std::nullopt;
        }
        before = letter;
    }
    return certain ? std::optional(text) : std::nullopt;
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
    if (scan.encoding == TextEncoding::Unknown)
        if (auto legacy = readWindows1258(plain)) {
            scan.text = std::move(*legacy);
            scan.encoding = TextEncoding::Windows1258;
        }
    dropControlsAtEnd(scan.text);
    scan.damaged = scan.text.find(replacement) != std::string::npos;
    return scan;
}

}  // namespace cccd_bridge::cccd
