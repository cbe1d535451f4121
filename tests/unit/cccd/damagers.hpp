// What scanners and software do to Vietnamese text, written from the description of each kind and sharing nothing with
// the code that undoes it.
#pragma once

#include "base/text.hpp"
#include "code_page_tables.hpp"

#include <array>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace cccd_bridge::test {

inline CodePoints decoded(std::string_view utf8) {
    CodePoints out;
    for (std::size_t at = 0; at < utf8.size();) {
        const auto lead = static_cast<unsigned char>(utf8[at]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        char32_t value = length == 1 ? lead : lead & (0xFFU >> (length + 1));
        for (std::size_t part = 1; part < length; ++part)
            value = value << 6 | (static_cast<unsigned char>(utf8[at + part]) & 0x3F);
        out.push_back(value);
        at += length;
    }
    return out;
}

inline std::string encoded(char32_t c) {
    if (c < 0x80) return {static_cast<char>(c)};
    if (c < 0x800) return {static_cast<char>(0xC0 | c >> 6), static_cast<char>(0x80 | (c & 0x3F))};
    return {static_cast<char>(0xE0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 0x3F)),
            static_cast<char>(0x80 | (c & 0x3F))};
}

inline std::string formatted(const char* format, unsigned value) {
    std::array<char, 32> buffer{};
    return {buffer.data(), static_cast<std::size_t>(std::snprintf(buffer.data(), buffer.size(), format, value))};
}

inline const CodePoints cp437Controls = U"\u2400☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼";

/// What one character becomes; ASCII is never asked for.
using LetterDamager = std::function<std::string(char32_t)>;

struct Damager {
    const char* name;
    LetterDamager letter;
    bool exact;  ///< whether the damage can be undone when it is in the whole scan
    /// Whole-text damage behind the letters (percent escapes of ASCII, a second misreading); may be empty.
    std::function<std::string(const std::string&)> whole = {};
};

inline std::string misread(const std::string& bytes, const CodePoints& page) {
    std::string out;
    for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        out += value < 0x80 ? std::string(1, byte) : encoded(page[value - 0x80U]);
    }
    return out;
}

inline std::string misreadLatin1(const std::string& bytes) {
    std::string out;
    for (const char byte : bytes) out += encoded(static_cast<unsigned char>(byte));
    return out;
}

inline std::string eachByte(char32_t c, const std::function<std::string(unsigned)>& writeByte) {
    std::string out;
    for (const char byte : encoded(c)) out += writeByte(static_cast<unsigned char>(byte));
    return out;
}

inline bool survivesInWindows1252(unsigned byte) {
    return byte >= 0xA0 || byte == 0x81 || byte == 0x8D || byte == 0x8F || byte == 0x90 || byte == 0x9D;
}

/// What Alt and the number of a letter give in a code page: the number modulo 256.
inline std::string glyphModulo256(char32_t c, const CodePoints& page) {
    const auto byte = static_cast<std::size_t>(c & 0xFF);
    if (byte >= 0x80) return encoded(page[byte - 0x80]);
    return byte < 0x20 ? encoded(cp437Controls[byte]) : std::string(1, static_cast<char>(byte));
}

/// No-break spaces as a program that tidies texts leaves them.
inline std::string withPlainSpaces(std::string text) {
    const std::string noBreak = encoded(0xA0);
    for (auto at = text.find(noBreak); at != std::string::npos; at = text.find(noBreak)) text.replace(at, 2, " ");
    return text;
}

inline std::string withCapsLock(std::string text) {
    for (char& c : text) {
        const bool small = c >= 'a' && c <= 'z', capital = c >= 'A' && c <= 'Z';
        if (small || capital) c = static_cast<char>(c ^ 0x20);
    }
    return text;
}

inline std::string namedEscape(char32_t c) {
    struct Row {
        char32_t letter;
        const char* name;
    };
    static const Row rows[] = {
        {U'À', "Agrave"}, {U'Á', "Aacute"}, {U'Â', "Acirc"},  {U'Ã', "Atilde"}, {U'È', "Egrave"}, {U'É', "Eacute"},
        {U'Ê', "Ecirc"},  {U'Ì', "Igrave"}, {U'Í', "Iacute"}, {U'Ò', "Ograve"}, {U'Ó', "Oacute"}, {U'Ô', "Ocirc"},
        {U'Õ', "Otilde"}, {U'Ù', "Ugrave"}, {U'Ú', "Uacute"}, {U'Ý', "Yacute"}, {U'à', "agrave"}, {U'á', "aacute"},
        {U'â', "acirc"},  {U'ã', "atilde"}, {U'è', "egrave"}, {U'é', "eacute"}, {U'ê', "ecirc"},  {U'ì', "igrave"},
        {U'í', "iacute"}, {U'ò', "ograve"}, {U'ó', "oacute"}, {U'ô', "ocirc"},  {U'õ', "otilde"}, {U'ù', "ugrave"},
        {U'ú', "uacute"}, {U'ý', "yacute"},
    };
    for (const auto& row : rows)
        if (row.letter == c) return std::string("&") + row.name + ";";
    return formatted("&#%u;", static_cast<unsigned>(c));
}

inline std::string percentOfAscii(const std::string& text, std::string_view kept, bool plusForSpace) {
    std::string out;
    for (const char c : text) {
        const bool letterOrDigit = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        if (letterOrDigit || kept.find(c) != std::string_view::npos) {
            out += c;
        } else if (c == ' ' && plusForSpace) {
            out += '+';
        } else {
            out += formatted("%%%02X", static_cast<unsigned char>(c));
        }
    }
    return out;
}

inline std::string withoutMarks(char32_t c) {
    if (c == U'đ') return "d";
    if (c == U'Đ') return "D";
    const auto base = decoded(decomposed(encoded(c))).front();
    return base < 0x80 ? encoded(base) : std::string();
}

/// An input method in VNI mode that sees the keys of ASCII letters and digits: a digit behind a vowel becomes its mark.
inline std::string typedThroughVni(const std::string& text) {
    const std::u32string_view vowels = U"aeiouyAEIOUY", marks = U"\u0301\u0300\u0309\u0303\u0323\u0302\u031B\u0306";
    CodePoints out;
    auto vowel = CodePoints::npos;
    for (const auto c : decoded(text)) {
        if (c >= U'1' && c <= U'8' && vowel != CodePoints::npos) {
            out.insert(vowel + 1, 1, marks[c - U'1']);
            continue;
        }
        out += c;
        const bool letter = (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
        if (!letter) vowel = CodePoints::npos;
        if (vowels.find(c) != std::u32string_view::npos) vowel = out.size() - 1;
    }
    std::string utf8;
    for (const auto c : out) utf8 += encoded(c);
    return composed(utf8);
}

inline const std::vector<Damager>& damagers() {
    const auto same = [](char32_t c) { return encoded(c); };
    const auto number = [](const char* format) {
        return [format](char32_t c) { return formatted(format, static_cast<unsigned>(c)); };
    };
    static const std::vector<Damager> all{
        {"byte numbers", [](char32_t c) { return eachByte(c, [](unsigned b) { return formatted("0%03u", b); }); },
         true},
        {"mojibake 1252", [](char32_t c) { return misread(encoded(c), windows1252); }, true},
        {"mojibake Latin-1", [](char32_t c) { return misreadLatin1(encoded(c)); }, true},
        {"mojibake 437", [](char32_t c) { return misread(encoded(c), cp437); }, true},
        {"mojibake 850", [](char32_t c) { return misread(encoded(c), cp850); }, true},
        // Where every letter has bytes below A0 another code page may fit as well.
        {"mojibake 1258", [](char32_t c) { return misread(encoded(c), windows1258); }, false},
        {"mojibake 1250", [](char32_t c) { return misread(encoded(c), windows1250); }, true},
        {"mojibake 8859-15", [](char32_t c) { return misread(encoded(c), latin9); }, false},
        {"mojibake 1252 with plain spaces", [](char32_t c) { return misread(encoded(c), windows1252); }, false,
         withPlainSpaces},
        {"mojibake 1252 twice", [](char32_t c) { return misread(misread(encoded(c), windows1252), windows1252); },
         true},
        {"mojibake Latin-1 twice", [](char32_t c) { return misreadLatin1(misreadLatin1(encoded(c))); }, true},
        {"mojibake 1252, 437", [](char32_t c) { return misread(misread(encoded(c), windows1252), cp437); }, true},
        {"HTML decimal", number("&#%u;"), true},
        {"HTML hexadecimal", number("&#x%X;"), true},
        {"HTML small hexadecimal", number("&#x%x;"), true},
        {"HTML named", namedEscape, true},
        {"HTML beyond Latin-1", [](char32_t c) { return c < 0x100 ? encoded(c) : formatted("&#%u;", c); }, true},
        {"percent", [](char32_t c) { return eachByte(c, [](unsigned b) { return formatted("%%%02X", b); }); }, true},
        {"percent small", [](char32_t c) { return eachByte(c, [](unsigned b) { return formatted("%%%02x", b); }); },
         true},
        {"encodeURIComponent", same, true, [](const std::string& t) { return percentOfAscii(t, "-_.!~*'()", false); }},
        {"form", same, true, [](const std::string& t) { return percentOfAscii(t, "-_.*", true); }},
        {"NFD", [](char32_t c) { return decomposed(encoded(c)); }, true},
        {"lost bytes",
         [](char32_t c) {
             return eachByte(
                 c, [](unsigned b) { return survivesInWindows1252(b) ? formatted("0%03u", b) : std::string(); });
         },
         false},
        {"code points", number("%u"), false},
        {"JSON", number("\\u%04x"), true},
        {"escape()", [](char32_t c) { return formatted(c < 0x100 ? "%%%02X" : "%%u%04X", c); }, true},
        {"OEM glyphs", [](char32_t c) { return glyphModulo256(c, cp437); }, false},
        {"glyphs of 850", [](char32_t c) { return glyphModulo256(c, cp850); }, false},
        {"glyphs of 1250", [](char32_t c) { return glyphModulo256(c, windows1250); }, false},
        {"glyphs of 1252", [](char32_t c) { return glyphModulo256(c, windows1252); }, false},
        {"glyphs of 1258", [](char32_t c) { return glyphModulo256(c, windows1258); }, false},
        {"Caps Lock", same, false, withCapsLock},
        {"question marks", [](char32_t) { return std::string("?"); }, false},
        {"question mark a byte", [](char32_t c) { return std::string(encoded(c).size(), '?'); }, false},
        {"replacement characters", [](char32_t) { return std::string("\uFFFD"); }, false},
        {"Latin-1 with question marks", [](char32_t c) { return c < 0x100 ? encoded(c) : std::string("?"); }, false},
        {"high bytes dropped", [](char32_t c) { return encoded((c & 0xFF) < 0xA0 && c > 0xFF ? U'?' : c & 0xFF); },
         false},
        {"best fit to Windows-1252, others dropped",
         [](char32_t c) { return c < 0x100   ? encoded(c)
                                 : c < 0x200 ? withoutMarks(c)
                                             : std::string("?"); }, false},
        {"marks but of Đ dropped", [](char32_t c) { return c == U'Đ' || c == U'đ' ? encoded(c) : withoutMarks(c); },
         false},
        {"marks dropped", withoutMarks, false},
        {"letters dropped", [](char32_t) { return std::string(); }, false},
    };
    return all;
}

/// Damages the letters beyond ASCII that `chosen` picks.
inline std::string damaged(
    const Damager& damager, std::string_view text, const std::function<bool()>& chosen = [] { return true; }) {
    std::string out;
    for (const auto c : decoded(text)) out += c < 0x80 || !chosen() ? encoded(c) : damager.letter(c);
    return damager.whole ? damager.whole(out) : out;
}

}  // namespace cccd_bridge::test
