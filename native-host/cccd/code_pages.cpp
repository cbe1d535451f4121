#include "cccd/code_pages.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace cccd_bridge::cccd {
namespace {

// Bytes 80–9F (WHATWG Encoding, index-windows-1252).
constexpr std::u32string_view windows1252 =
    U"\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F"
    U"\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

// Bytes 80–FF (WHATWG Encoding, index-windows-1258); letters of which UTF-8 of Vietnamese shows parts.
constexpr std::u32string_view windows1258 =
    U"\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u008A\u2039\u0152\u008D\u008E\u008F"
    U"\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u009A\u203A\u0153\u009D\u009E\u0178"
    U"\u00A0\u00A1\u00A2\u00A3\u00A4\u00A5\u00A6\u00A7\u00A8\u00A9\u00AA\u00AB\u00AC\u00AD\u00AE\u00AF"
    U"\u00B0\u00B1\u00B2\u00B3\u00B4\u00B5\u00B6\u00B7\u00B8\u00B9\u00BA\u00BB\u00BC\u00BD\u00BE\u00BF"
    U"\u00C0\u00C1\u00C2\u0102\u00C4\u00C5\u00C6\u00C7\u00C8\u00C9\u00CA\u00CB\u0300\u00CD\u00CE\u00CF"
    U"\u0110\u00D1\u0309\u00D3\u00D4\u01A0\u00D6\u00D7\u00D8\u00D9\u00DA\u00DB\u00DC\u01AF\u0303\u00DF"
    U"\u00E0\u00E1\u00E2\u0103\u00E4\u00E5\u00E6\u00E7\u00E8\u00E9\u00EA\u00EB\u0301\u00ED\u00EE\u00EF"
    U"\u0111\u00F1\u0323\u00F3\u00F4\u01A1\u00F6\u00F7\u00F8\u00F9\u00FA\u00FB\u00FC\u01B0\u20AB\u00FF";

// Bytes 80–FF (WHATWG Encoding, index-windows-1250).
constexpr std::u32string_view windows1250 =
    U"\u20AC\u0081\u201A\u0083\u201E\u2026\u2020\u2021\u0088\u2030\u0160\u2039\u015A\u0164\u017D\u0179"
    U"\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u0098\u2122\u0161\u203A\u015B\u0165\u017E\u017A"
    U"\u00A0\u02C7\u02D8\u0141\u00A4\u0104\u00A6\u00A7\u00A8\u00A9\u015E\u00AB\u00AC\u00AD\u00AE\u017B"
    U"\u00B0\u00B1\u02DB\u0142\u00B4\u00B5\u00B6\u00B7\u00B8\u0105\u015F\u00BB\u013D\u02DD\u013E\u017C"
    U"\u0154\u00C1\u00C2\u0102\u00C4\u0139\u0106\u00C7\u010C\u00C9\u0118\u00CB\u011A\u00CD\u00CE\u010E"
    U"\u0110\u0143\u0147\u00D3\u00D4\u0150\u00D6\u00D7\u0158\u016E\u00DA\u0170\u00DC\u00DD\u0162\u00DF"
    U"\u0155\u00E1\u00E2\u0103\u00E4\u013A\u0107\u00E7\u010D\u00E9\u0119\u00EB\u011B\u00ED\u00EE\u010F"
    U"\u0111\u0144\u0148\u00F3\u00F4\u0151\u00F6\u00F7\u0159\u016F\u00FA\u0171\u00FC\u00FD\u0163\u02D9";

// Where ISO 8859-15 differs from ISO 8859-1 (Unicode, MAPPINGS/ISO8859/8859-15.TXT).
constexpr std::u32string_view latin9Letters = U"\u20AC\u0160\u0161\u017D\u017E\u0152\u0153\u0178";
constexpr std::array<unsigned, 8> latin9Bytes{0xA4, 0xA6, 0xA8, 0xB4, 0xB8, 0xBC, 0xBD, 0xBE};

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

// Bytes 80–FF (Unicode, MAPPINGS/VENDORS/MICSFT/PC/CP850.TXT).
constexpr std::u32string_view cp850 =
    U"\u00C7\u00FC\u00E9\u00E2\u00E4\u00E0\u00E5\u00E7\u00EA\u00EB\u00E8\u00EF\u00EE\u00EC\u00C4\u00C5"
    U"\u00C9\u00E6\u00C6\u00F4\u00F6\u00F2\u00FB\u00F9\u00FF\u00D6\u00DC\u00F8\u00A3\u00D8\u00D7\u0192"
    U"\u00E1\u00ED\u00F3\u00FA\u00F1\u00D1\u00AA\u00BA\u00BF\u00AE\u00AC\u00BD\u00BC\u00A1\u00AB\u00BB"
    U"\u2591\u2592\u2593\u2502\u2524\u00C1\u00C2\u00C0\u00A9\u2563\u2551\u2557\u255D\u00A2\u00A5\u2510"
    U"\u2514\u2534\u252C\u251C\u2500\u253C\u00E3\u00C3\u255A\u2554\u2569\u2566\u2560\u2550\u256C\u00A4"
    U"\u00F0\u00D0\u00CA\u00CB\u00C8\u0131\u00CD\u00CE\u00CF\u2518\u250C\u2588\u2584\u00A6\u00CC\u2580"
    U"\u00D3\u00DF\u00D4\u00D2\u00F5\u00D5\u00B5\u00FE\u00DE\u00DA\u00DB\u00D9\u00FD\u00DD\u00AF\u00B4"
    U"\u00AD\u00B1\u2017\u00BE\u00B6\u00A7\u00F7\u00B8\u00B0\u00A8\u00B7\u00B9\u00B3\u00B2\u25A0\u00A0";

std::optional<unsigned> indexIn(std::u32string_view page, char32_t c) {
    const auto at = page.find(c);
    return at == std::u32string_view::npos ? std::nullopt : std::optional(0x80 + static_cast<unsigned>(at));
}

std::optional<unsigned> latin9Byte(char32_t c) {
    const auto at = latin9Letters.find(c);
    if (at != std::u32string_view::npos) return latin9Bytes[at];
    return c < 0x100 && std::ranges::find(latin9Bytes, c) == latin9Bytes.end() ? std::optional<unsigned>(c)
                                                                               : std::nullopt;
}

std::optional<unsigned> byteOf(char32_t c, CodePage page) {
    if (c < 0x80) return c;
    switch (page) {
        case CodePage::Latin1:
            return c < 0x100 ? std::optional<unsigned>(c) : std::nullopt;
        case CodePage::Cp437:
            return indexIn(cp437, c);
        case CodePage::Cp850:
            return indexIn(cp850, c);
        case CodePage::Latin9:
            return latin9Byte(c);
        case CodePage::Windows1250:
            return indexIn(windows1250, c);
        case CodePage::Windows1258:
            return indexIn(windows1258, c);
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
