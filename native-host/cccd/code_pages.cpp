#include "cccd/code_pages.hpp"

#include <cstddef>
#include <string_view>

namespace cccd_bridge::cccd {
namespace {

// Bytes 80–9F (WHATWG Encoding, index-windows-1252).
constexpr std::u32string_view windows1252 =
    U"\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F"
    U"\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

// Bytes 80–FF (Unicode, MAPPINGS/VENDORS/MICSFT/PC/CP437.TXT).
constexpr std::u32string_view cp437 =
    U"\u00C7\u00FC\u00E9\u00E2\u00E4\u00E0\u00E5\u00E7\u00EA\u00EB\u00E8\u00EF\u00EE\u00EC\u00C4\u00C5"
    U"\u00C9\u00E6\u00C6\u00F4\u00F6\u00F2\u00FB\u00F9\u00FF\u00D6\u00DC\u00A2\u00A3\u00A5\u20A7\u0192"
    U"\u00E1\u00ED\u00F3\u00FA\u00F1\u00D1\u00AA\u00BA\u00BF\u2310\u00AC\u00BD\u00BC\u00A1\u00AB\u00BB"
    U"\u2591\u2592\u2593\u2502\u2524\u2561\u2562\u2556\u2555\u2563\u2551\u2557\u255D\u255C\u255B\u2510"
    U"\u2514\u2534\u252C\u251C\u2500\u253C\u255E\u255F\u255A\u2554\u2569\u2566\u2560\u2550\u256C\u2567"
    U"\u2568\u2564\u2565\u2559\u2558\u2552\u2553\u256B\u256A\u2518\u250C\u2588\u2584\u258C\u2590\u2580"
    U"\u03B1\u00DF\u0393\u03C0\u03A3\u03C3\u00B5\u03C4\u03A6\u0398\u03A9\u03B4\u221E\u03C6\u03B5\u2229"
    U"\u2261\u00B1\u2265\u2264\u2320\u2321\u00F7\u2248\u00B0\u2219\u00B7\u221A\u207F\u00B2\u25A0\u00A0";

std::optional<unsigned> indexIn(std::u32string_view page, char32_t c) {
    const auto at = page.find(c);
    return at == std::u32string_view::npos ? std::nullopt : std::optional(0x80 + static_cast<unsigned>(at));
}

std::optional<unsigned> byteOf(char32_t c, CodePage page) {
    if (c < 0x80) return c;
    switch (page) {
        case CodePage::Latin1:
            return c < 0x100 ? std::optional<unsigned>(c) : std::nullopt;
        case CodePage::Cp437:
            return indexIn(cp437, c);
        case CodePage::Windows1252:
            return c >= 0xA0 && c < 0x100 ? std::optional<unsigned>(c) : indexIn(windows1252, c);
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::string> bytesInCodePage(const Letters& text, CodePage page) {
    std::string bytes;
    bytes.reserve(text.size());
    for (const auto c : text) {
        const auto byte = byteOf(c, page);
        if (!byte) return std::nullopt;
        bytes.push_back(static_cast<char>(*byte));
    }
    return bytes;
}

bool isOemGlyph(char32_t c) { return (c < 0x20 && c != U'\t' && c != U'\n' && c != U'\r') || indexIn(cp437, c); }

}  // namespace cccd_bridge::cccd
