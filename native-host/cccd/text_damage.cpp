#include "cccd/text_damage.hpp"

#include "cccd/text.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cccd_bridge::cccd {
namespace {

using Letters = std::vector<char32_t>;

Letters codePoints(std::string_view utf8) {
    Letters out;
    out.reserve(utf8.size());
    while (!utf8.empty()) {
        utf8proc_int32_t value = 0;
        const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(utf8.data()),
                                             static_cast<utf8proc_ssize_t>(utf8.size()), &value);
        out.push_back(length > 0 ? static_cast<char32_t>(value) : U'\uFFFD');
        utf8.remove_prefix(length > 0 ? static_cast<std::size_t>(length) : 1);
    }
    return out;
}

bool isAsciiLetter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }
bool isDigit(char32_t c) { return c >= U'0' && c <= U'9'; }

// Letters outside ASCII of the Vietnamese alphabet, in NFC.
bool isMarkedVietnamese(char32_t c) {
    constexpr std::u32string_view others = U"ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư";
    return (c >= 0x1EA0 && c <= 0x1EF9) || others.find(c) != std::u32string_view::npos;
}

// Letters of the names of other peoples of Vietnam (Ê Đê, Gia Rai, Ba Na); the breve also stands on ê, ô, ơ, ư.
bool isMinorityLetter(char32_t c) {
    constexpr std::u32string_view others = U"ČčĔĕĬĭÑñŎŏŬŭ\u0306";
    return others.find(c) != std::u32string_view::npos;
}

bool isLetter(char32_t c) { return isAsciiLetter(c) || isMarkedVietnamese(c) || isMinorityLetter(c); }

bool isLower(char32_t c) {
    return isLetter(c) && utf8proc_category(static_cast<utf8proc_int32_t>(c)) == UTF8PROC_CATEGORY_LL;
}

bool isAllowed(char32_t c, TextRole role) {
    constexpr std::u32string_view inNames = U" '-.,\u2019\u02BC";
    constexpr std::u32string_view inAddresses = U" '-.,/\\()\":;&+_#\u2013\u2019\u2018\u201C\u201D\u02BC\t\r\n";
    if (isLetter(c)) return true;
    if (role == TextRole::Name) return inNames.find(c) != std::u32string_view::npos;
    return isDigit(c) || inAddresses.find(c) != std::u32string_view::npos;
}

// Windows-1252 code of a character (0x80–0x9F as software decodes them, C1 controls included).
std::optional<std::uint8_t> toWindows1252(char32_t c) {
    constexpr std::u32string_view high =
        U"\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F"
        U"\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";
    if (c < 0x100) return static_cast<std::uint8_t>(c);
    const auto index = high.find(c);
    if (index == std::u32string_view::npos) return std::nullopt;
    return static_cast<std::uint8_t>(0x80 + index);
}

// UTF-8 that was decoded as Windows-1252 or Latin-1: encoding it back gives UTF-8 with more than ASCII in it.
bool isMojibake(const Letters& text) {
    std::string bytes;
    bool beyondAscii = false;
    for (const auto c : text) {
        const auto code = toWindows1252(c);
        if (!code) return false;
        beyondAscii = beyondAscii || *code >= 0x80;
        bytes.push_back(static_cast<char>(*code));
    }
    return beyondAscii && isValidUtf8(bytes);
}

// Groups of four digits 0128–0255: the bytes of UTF-8 typed as Alt codes.
bool areByteNumbers(const Letters& text, std::size_t begin, std::size_t end) {
    if ((end - begin) % 4 != 0) return false;
    for (auto at = begin; at < end; at += 4) {
        const auto value = (text[at + 1] - U'0') * 100 + (text[at + 2] - U'0') * 10 + (text[at + 3] - U'0');
        if (text[at] != U'0' || value < 128 || value > 255) return false;
    }
    return true;
}

// A run of digits at [begin, end) that stands for letters: see card documentation on scanners typing Alt codes.
bool isTypedCode(const Letters& text, std::size_t begin, std::size_t end, bool asciiOnly) {
    const auto length = end - begin;
    const bool letterBefore = begin > 0 && isLetter(text[begin - 1]);
    const bool letterAfter = end < text.size() && isLetter(text[end]);
    if (length >= 4 && (letterBefore || letterAfter) && areByteNumbers(text, begin, end)) return true;
    if (!letterBefore || length < 3) return false;
    if (letterAfter && isLower(text[end])) return true;
    if (!isLower(text[begin - 1])) return false;
    const auto isVietnameseCode = [&] {
        int value = 0;
        for (auto at = begin; at < end; ++at) value = value * 10 + static_cast<int>(text[at] - U'0');
        return value >= 0x1EA0 && value <= 0x1EF9;
    };
    return (length == 4 && isVietnameseCode()) || (asciiOnly && length <= 6);
}

bool hasTypedCodes(const Letters& text) {
    const bool asciiOnly = std::ranges::all_of(text, [](char32_t c) { return c < 0x80; });
    for (std::size_t at = 0; at < text.size();) {
        if (!isDigit(text[at])) {
            ++at;
            continue;
        }
        auto end = at;
        while (end < text.size() && isDigit(text[end])) ++end;
        if (isTypedCode(text, at, end, asciiOnly)) return true;
        at = end;
    }
    return false;
}

// `&#7885;`, `&ecirc;`: an ampersand with a name or number and a semicolon directly behind it.
bool hasHtmlEscape(const Letters& text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != U'&') continue;
        auto end = at + 1;
        while (end < text.size() && end - at <= 10 &&
               (isAsciiLetter(text[end]) || isDigit(text[end]) || text[end] == U'#'))
            ++end;
        if (end > at + 2 && end < text.size() && text[end] == U';') return true;
    }
    return false;
}

// Code page 437 has `)` for ĩ and `Ñ` for ấ: a closing bracket or a capital Ñ in the middle of a word.
bool hasGlyphInsideWord(const Letters& text) {
    for (std::size_t at = 1; at < text.size(); ++at) {
        if (text[at] == U'Ñ' && isLower(text[at - 1])) return true;
        const bool between = at + 1 < text.size() && isLetter(text[at - 1]) && isLetter(text[at + 1]);
        if (text[at] == U')' && between) return true;
    }
    return std::ranges::count(text, U'(') != std::ranges::count(text, U')');
}

}  // namespace

bool isVisiblyDamaged(std::string_view nfc, TextRole role) {
    const auto text = codePoints(nfc);
    if (isMojibake(text)) return true;
    const auto isNoBreakSpace = [](char32_t c) { return c == 0xA0; };
    if (!std::ranges::all_of(text, [&](char32_t c) { return isAllowed(c, role) || isNoBreakSpace(c); })) return true;
    if (std::ranges::none_of(text, isLetter)) return true;
    return hasTypedCodes(text) || hasHtmlEscape(text) || hasGlyphInsideWord(text);
}

bool provesUnicode(std::string_view nfc) {
    return std::ranges::any_of(codePoints(nfc), [](char32_t c) { return c >= 0x100 && isMarkedVietnamese(c); });
}

}  // namespace cccd_bridge::cccd
