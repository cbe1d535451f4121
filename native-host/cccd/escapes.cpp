#include "cccd/escapes.hpp"

#include "base/text.hpp"
#include "cccd/vietnamese_letters.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

namespace cccd_bridge::cccd {
namespace {

struct NamedLetter {
    std::string_view name;
    char32_t letter;
};
constexpr std::array<NamedLetter, 49> namedLetters{{
    {"amp", U'&'},    {"lt", U'<'},     {"gt", U'>'},     {"quot", U'"'},   {"apos", U'\''},  {"nbsp", U'\u00A0'},
    {"rsquo", U'’'},  {"lsquo", U'‘'},  {"Agrave", U'À'}, {"Aacute", U'Á'}, {"Acirc", U'Â'},  {"Atilde", U'Ã'},
    {"Egrave", U'È'}, {"Eacute", U'É'}, {"Ecirc", U'Ê'},  {"Igrave", U'Ì'}, {"Iacute", U'Í'}, {"Ograve", U'Ò'},
    {"Oacute", U'Ó'}, {"Ocirc", U'Ô'},  {"Otilde", U'Õ'}, {"Ugrave", U'Ù'}, {"Uacute", U'Ú'}, {"Yacute", U'Ý'},
    {"agrave", U'à'}, {"aacute", U'á'}, {"acirc", U'â'},  {"atilde", U'ã'}, {"egrave", U'è'}, {"eacute", U'é'},
    {"ecirc", U'ê'},  {"igrave", U'ì'}, {"iacute", U'í'}, {"ograve", U'ò'}, {"oacute", U'ó'}, {"ocirc", U'ô'},
    {"otilde", U'õ'}, {"ugrave", U'ù'}, {"uacute", U'ú'}, {"yacute", U'ý'}, {"Abreve", U'Ă'}, {"abreve", U'ă'},
    {"Dstrok", U'Đ'}, {"dstrok", U'đ'}, {"ndash", U'–'},  {"Itilde", U'Ĩ'}, {"itilde", U'ĩ'}, {"Utilde", U'Ũ'},
    {"utilde", U'ũ'},
}};

// How one character was written, and whether one spelling served for it throughout.
class Spellings {
  public:
    // False when the character was written in another way before.
    bool add(char32_t letter, std::string_view spelling) {
        const auto [at, isNew] = seen_.try_emplace(letter, spelling);
        return isNew || at->second == spelling;
    }

    // Whether the characters beyond ASCII, or those beyond Latin-1, are just the ones that were escaped.
    bool coverWholeRange() const {
        const auto rawIn = [&](char32_t low, char32_t high) {
            return std::ranges::any_of(seen_, [&](const auto& entry) {
                const auto& [letter, spelling] = entry;
                return letter >= low && letter < high && static_cast<unsigned char>(spelling.front()) >= 0x80;
            });
        };
        const auto escapedIn = [&](char32_t low, char32_t high) {
            return std::ranges::any_of(seen_, [&](const auto& entry) {
                const auto& [letter, spelling] = entry;
                return letter >= low && letter < high && static_cast<unsigned char>(spelling.front()) < 0x80;
            });
        };
        if (rawIn(0x100, 0x110000)) return false;
        return !rawIn(0x80, 0x100) || !escapedIn(0x80, 0x100);
    }

  private:
    std::map<char32_t, std::string_view> seen_;
};

struct HtmlEscape {
    char32_t letter = 0;
    std::size_t length = 0;  // with `&` and `;`
    char style = 0;  // 'd' decimal, 'x' hexadecimal in small letters, 'X' in capitals, 'h' without letters, 'n' name
};

// The whole of `digits` as a number.
std::optional<std::uint32_t> wholeNumber(std::string_view digits, int base) {
    std::uint32_t value = 0;
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    const bool whole = parsed.ec == std::errc{} && parsed.ptr == digits.data() + digits.size();
    return whole ? std::optional(value) : std::nullopt;
}

std::optional<char32_t> numbered(std::string_view digits, int base) {
    if (digits.starts_with('0')) return std::nullopt;
    const auto value = wholeNumber(digits, base);
    if (!value || *value < 0x20 || *value > 0x10FFFF) return std::nullopt;
    if (*value >= 0xD800 && *value < 0xE000) return std::nullopt;  // half a character, which appends nothing
    return *value;
}

char hexadecimalStyle(std::string_view digits) {
    const bool small = std::ranges::any_of(digits, [](char c) { return c >= 'a' && c <= 'f'; });
    const bool capital = std::ranges::any_of(digits, [](char c) { return c >= 'A' && c <= 'F'; });
    return small == capital ? 'h' : small ? 'x' : 'X';
}

// The escape that `text` begins with.
std::optional<HtmlEscape> htmlEscapeAt(std::string_view text) {
    const auto end = text.substr(0, 12).find(';');
    if (!text.starts_with('&') || end == std::string_view::npos || end < 3) return std::nullopt;
    const auto inside = text.substr(1, end - 1);
    if (inside.starts_with("#x") || inside.starts_with("#X")) {
        const auto letter = numbered(inside.substr(2), 16);
        return letter ? std::optional(HtmlEscape{*letter, end + 1, hexadecimalStyle(inside.substr(2))}) : std::nullopt;
    }
    if (inside.starts_with('#')) {
        const auto letter = numbered(inside.substr(1), 10);
        return letter ? std::optional(HtmlEscape{*letter, end + 1, 'd'}) : std::nullopt;
    }
    const auto* named = std::ranges::find(namedLetters, inside, &NamedLetter::name);
    return named == namedLetters.end() ? std::nullopt : std::optional(HtmlEscape{named->letter, end + 1, 'n'});
}

// Decimal and hexadecimal are not mixed, nor their cases.
bool sameStyle(char& common, char style) {
    if (style == 'n') return true;
    if (common == 0 || (common == 'h' && style != 'd')) common = style;
    return common == style || (style == 'h' && common != 'd');
}

std::size_t lengthOfFirst(std::string_view utf8) {
    std::size_t length = 1;
    while (length < utf8.size() && (static_cast<unsigned char>(utf8[length]) & 0xC0) == 0x80) ++length;
    return length;
}

std::optional<std::string> unescapedOnce(std::string_view damaged) {
    std::string out;
    Spellings spellings;
    char style = 0;
    while (!damaged.empty()) {
        const auto escape = htmlEscapeAt(damaged);
        const auto length = escape ? escape->length : lengthOfFirst(damaged);
        const auto spelling = damaged.substr(0, length);
        const auto letter = escape ? escape->letter : codePoints(spelling).front();
        if ((escape && !sameStyle(style, escape->style)) || !spellings.add(letter, spelling)) return std::nullopt;
        appendUtf8(out, letter);
        damaged.remove_prefix(length);
    }
    return spellings.coverWholeRange() ? std::optional(std::move(out)) : std::nullopt;
}

bool isBetweenDigits(std::string_view text, std::size_t at) {
    const auto isDigitAt = [&](std::size_t index) {
        return index < text.size() && text[index] >= '0' && text[index] <= '9';
    };
    return at > 0 && isDigitAt(at - 1) && isDigitAt(at + 1);
}

// A text with `+` and no space is a form's, unless each `+` stands between digits: then it cannot be said.
std::optional<std::string> unescapedPercent(std::string_view damaged, bool plusIsSpace) {
    std::string out;
    std::array<bool, 128> raw{}, escaped{};
    bool small = false, capital = false, joinsWords = false;
    for (std::size_t at = 0; at < damaged.size();) {
        const char c = damaged[at];
        if (static_cast<unsigned char>(c) >= 0x80) return std::nullopt;
        if (c != '%') {
            const char meant = plusIsSpace && c == '+' ? ' ' : c;
            raw[static_cast<unsigned char>(c)] = true;
            joinsWords = joinsWords || (c == '+' && !isBetweenDigits(damaged, at));
            out.push_back(meant);
            ++at;
            continue;
        }
        const auto digits = damaged.substr(at + 1, 2);
        const auto value = wholeNumber(digits, 16);
        if (digits.size() != 2 || !value) return std::nullopt;
        const char style = hexadecimalStyle(digits);
        small = small || style == 'x';
        capital = capital || style == 'X';
        if (*value < 0x80) escaped[*value] = true;
        out.push_back(static_cast<char>(*value));
        at += 3;
    }
    if (small && capital) return std::nullopt;
    const bool spaces = raw[' '] || escaped[' '];
    if (plusIsSpace != (raw['+'] && !spaces) || (plusIsSpace && !joinsWords)) return std::nullopt;
    for (std::size_t c = 0; c < raw.size(); ++c)
        if (raw[c] && escaped[c] && !(plusIsSpace && c == '+')) return std::nullopt;
    return isValidUtf8(out) ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace

std::optional<std::string> undoHtmlEscapes(std::string_view damaged) {
    auto once = unescapedOnce(damaged);
    if (!once || *once == damaged) return once;
    // `&amp;#7885;`: escaped by two programs.
    const auto twice = unescapedOnce(*once);
    return twice ? twice : once;
}

std::optional<std::string> undoPercentEscapes(std::string_view damaged) { return unescapedPercent(damaged, false); }

std::optional<std::string> undoFormEscapes(std::string_view damaged) { return unescapedPercent(damaged, true); }

}  // namespace cccd_bridge::cccd
