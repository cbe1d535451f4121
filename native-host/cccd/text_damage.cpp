#include "cccd/text_damage.hpp"

#include "cccd/code_pages.hpp"
#include "cccd/text.hpp"
#include "cccd/vietnamese_letters.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

namespace cccd_bridge::cccd {
namespace {

bool isAllowed(char32_t c, TextRole role) {
    constexpr std::u32string_view inNames = U" '-.,\u2019\u02BC";
    constexpr std::u32string_view inAddresses = U" '-.,/\\()\":;&+_#\u2013\u2019\u2018\u201C\u201D\u02BC\t\r\n";
    if (isNameLetter(c)) return true;
    if (role == TextRole::Name) return inNames.find(c) != std::u32string_view::npos;
    return isAsciiDigit(c) || inAddresses.find(c) != std::u32string_view::npos;
}

// UTF-8 that was read as Windows-1252 or Latin-1: encoding it back gives UTF-8 with more than ASCII in it.
bool isMojibake(const Letters& text) {
    if (std::ranges::all_of(text, [](char32_t c) { return c < 0x80; })) return false;
    return std::ranges::any_of(std::array{CodePage::Windows1252, CodePage::Latin1}, [&](CodePage page) {
        const auto bytes = bytesInCodePage(text, page);
        return bytes && isValidUtf8(*bytes);
    });
}

// The first byte of À–ý is shown as Ã, in Central European and Vietnamese code pages as Ă: before a mark of punctuation
// or a no-break space it is one of those letters misread, wherever the rest of the text came from.
bool hasMisreadLetter(const Letters& text) {
    constexpr std::u32string_view firstBytes = U"ÃĂ", secondBytes = U"\u00A0\u2018\u2019\u201C\u201D\u2013";
    const auto misread = [&](char32_t first, char32_t second) {
        return firstBytes.find(first) != std::u32string_view::npos &&
               secondBytes.find(second) != std::u32string_view::npos;
    };
    return std::ranges::adjacent_find(text, misread) != text.end();
}

// `HÃ`, `Phan HÃ Long`: à misread, of which the no-break space was made a space. Texts all in capitals have words such
// as `XÃ`.
bool hasMisreadLetterAtWordEnd(const Letters& text) {
    const auto lastOfWord = [&](std::size_t at) {
        return (text[at] == U'Ã' || text[at] == U'Ă') && (at + 1 == text.size() || !isNameLetter(text[at + 1]));
    };
    const bool capitalsOnly = text.size() > 2 && std::ranges::none_of(text, isLowerNameLetter);
    for (std::size_t at = 0; at < text.size() && !capitalsOnly; ++at)
        if (lastOfWord(at)) return true;
    return false;
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

// At most four digits as the number of a code point.
char32_t codeOf(const Letters& text, std::size_t begin, std::size_t end) {
    char32_t value = 0;
    for (auto at = begin; at < std::min(end, begin + 4); ++at) value = value * 10 + (text[at] - U'0');
    return value;
}

// `ng245`: two consonants or more, the last a small letter, that have no vowel but the number.
bool isConsonantsBefore(const Letters& text, std::size_t end) {
    auto begin = end;
    while (begin > 0 && isNameLetter(text[begin - 1])) --begin;
    const auto word = std::u32string_view(text.data() + begin, end - begin);
    return word.size() >= 2 && isLowerNameLetter(word.back()) && std::ranges::none_of(word, isVowel);
}

// A run of digits at [begin, end) that stands for letters: see card documentation on scanners typing Alt codes.
bool isTypedCode(const Letters& text, std::size_t begin, std::size_t end, bool asciiOnly) {
    const auto length = end - begin;
    const bool letterBefore = begin > 0 && isNameLetter(text[begin - 1]);
    const bool letterAfter = end < text.size() && isNameLetter(text[end]);
    const bool smallAfter = letterAfter && isLowerNameLetter(text[end]);
    if (length >= 4 && (length >= 8 || letterBefore || letterAfter) && areByteNumbers(text, begin, end)) return true;
    const auto code = codeOf(text, begin, end);
    const bool isTall = length == 4 && code >= 0x1EA0 && code <= 0x1EF9;  // 7840–7929, too large for a house
    if (isTall && (letterBefore || smallAfter)) return true;
    const bool twoLettersAfter = smallAfter && end + 1 < text.size() && isNameLetter(text[end + 1]);
    const bool vowelMissing = letterBefore && isConsonantsBefore(text, begin);
    if (length == 3 && (twoLettersAfter || vowelMissing) && isMarkedVietnamese(code)) return true;
    if (!letterBefore || length < 3) return false;
    return smallAfter || (isLowerNameLetter(text[begin - 1]) && asciiOnly && length <= 6);
}

// `V297 Thượng`, `2727855k`: codes of letters at [begin, end) in a word, where the rest of the text is intact. A flat's
// number is followed by a comma or a number.
bool isLetterCodeInName(const Letters& text, std::size_t begin, std::size_t end) {
    const auto length = end - begin;
    const bool smallAfter = end < text.size() && isLowerNameLetter(text[end]);
    if (smallAfter && length == 7)
        return (isMarkedVietnamese(codeOf(text, begin, begin + 3)) &&
                isMarkedVietnamese(codeOf(text, begin + 3, end))) ||
               (isMarkedVietnamese(codeOf(text, begin, begin + 4)) && isMarkedVietnamese(codeOf(text, begin + 4, end)));
    const bool capitalBefore = begin > 0 && isUpperNameLetter(text[begin - 1]);
    const bool wordAfter = end + 2 < text.size() && text[end] == U' ' && isUpperNameLetter(text[end + 1]) &&
                           isLowerNameLetter(text[end + 2]);
    return length == 3 && capitalBefore && wordAfter && isMarkedVietnamese(codeOf(text, begin, end));
}

bool hasTypedCodes(const Letters& text) {
    const bool asciiOnly = std::ranges::all_of(text, [](char32_t c) { return c < 0x80; });
    for (std::size_t at = 0; at < text.size();) {
        if (!isAsciiDigit(text[at])) {
            ++at;
            continue;
        }
        auto end = at;
        while (end < text.size() && isAsciiDigit(text[end])) ++end;
        if (isTypedCode(text, at, end, asciiOnly) || isLetterCodeInName(text, at, end)) return true;
        at = end;
    }
    return false;
}

// `&#242`, `&#xF2`, `&ograve`: the beginning of a letter's escape, whose semicolon was lost or cut off.
bool beginsLetterEscape(std::u32string_view behind) {
    constexpr std::array<std::u32string_view, 6> marks{U"grave", U"acute", U"circ", U"tilde", U"breve", U"strok"};
    if (behind.size() < 2) return false;
    if (behind[0] == U'#') return isAsciiDigit(behind[1]) || behind[1] == U'x' || behind[1] == U'X';
    return isAsciiLetter(behind[0]) &&
           std::ranges::any_of(marks, [&](auto mark) { return behind.substr(1).starts_with(mark); });
}

// `&#7885;`, `&ecirc;`: an ampersand with a name or number and a semicolon directly behind it, or the beginning of such
// an escape.
bool hasHtmlEscape(const Letters& text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != U'&') continue;
        if (beginsLetterEscape(std::u32string_view(text.data() + at + 1, text.size() - at - 1))) return true;
        auto end = at + 1;
        while (end < text.size() && end - at <= 10 &&
               (isAsciiLetter(text[end]) || isAsciiDigit(text[end]) || text[end] == U'#'))
            ++end;
        if (end > at + 2 && end < text.size() && text[end] == U';') return true;
    }
    return false;
}

// Code page 437 has `)` for ĩ and `Ñ` for ấ, others have marked capitals: a closing bracket in the middle of a word,
// or a capital behind a small letter. Addresses join words to Đ (`TpĐà Nẵng`).
bool hasGlyphInsideWord(const Letters& text) {
    for (std::size_t at = 1; at < text.size(); ++at) {
        const bool markedCapital = isUpperNameLetter(text[at]) && text[at] >= 0x80 && text[at] != U'Đ';
        if (markedCapital && isLowerNameLetter(text[at - 1])) return true;
        const bool between = at + 1 < text.size() && isNameLetter(text[at - 1]) && isNameLetter(text[at + 1]);
        if (text[at] == U')' && between) return true;
    }
    return std::ranges::count(text, U'(') != std::ranges::count(text, U')');
}

// The breve of its own stands once, on ê, ô, ơ or ư; anywhere else an input method has put it.
bool hasStrayBreve(const Letters& text) {
    constexpr std::u32string_view carriers = U"ÊêÔôƠơƯư";
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool carried = at > 0 && carriers.find(text[at - 1]) != std::u32string_view::npos;
        if (text[at] == U'\u0306' && !carried) return true;
    }
    return false;
}

// Where a form writes spaces as `+` it stands behind a comma or between letters; in an address it joins kilometres and
// metres.
bool hasFormSpace(const Letters& text) {
    for (std::size_t at = 1; at + 1 < text.size(); ++at) {
        const bool joinsWords = isNameLetter(text[at - 1]) && isNameLetter(text[at + 1]);
        if (text[at] == U'+' && (text[at - 1] == U',' || joinsWords)) return true;
    }
    return false;
}

// The word before the one that begins at `begin`.
std::u32string_view wordBefore(const Letters& text, std::size_t begin) {
    if (begin < 2 || text[begin - 1] != U' ') return {};
    auto start = begin - 1;
    while (start > 0 && isNameLetter(text[start - 1])) --start;
    return {text.data() + start, begin - 1 - start};
}

// `À/15`, `Đ/3`, `12Á`, `Lô Á`: an input method that takes digits for marks has rewritten `A2/15`, `D9/3`, `12A1`,
// `Lô A1`. A vowel alone is a word, but none that stands beside a number or behind the word for a block.
bool hasRewrittenCode(const Letters& text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool single =
            (at == 0 || !isNameLetter(text[at - 1])) && (at + 1 == text.size() || !isNameLetter(text[at + 1]));
        if (!single || !isMarkedVietnamese(text[at])) continue;
        const bool vowel = isVowel(text[at]);
        const bool numberBefore = at > 0 && isAsciiDigit(text[at - 1]);
        const bool joined =
            at + 2 < text.size() && (text[at + 1] == U'/' || text[at + 1] == U'-') && isAsciiDigit(text[at + 2]);
        if (joined && (vowel || text[at] == U'Đ') && !numberBefore) return true;
        const auto word = wordBefore(text, at);
        const bool ofBlock = word == U"Lô" || word == U"lô" || word == U"Dãy" || word == U"dãy";
        if (vowel && (numberBefore || ofBlock) && isUpperNameLetter(text[at])) return true;
    }
    return false;
}

bool hasDigitsBesideLetters(const Letters& text) {
    return std::ranges::adjacent_find(text, [](char32_t left, char32_t right) {
               return (isNameLetter(left) && isAsciiDigit(right)) || (isAsciiDigit(left) && isNameLetter(right));
           }) != text.end();
}

// Why digits stand where letters should.
DamageCause causeOfDigits(const Letters& text) {
    const bool marked = std::ranges::any_of(text, isMarkedVietnamese);
    if (marked) return DamageCause::InputMethod;
    for (std::size_t at = 0; at + 4 <= text.size(); ++at) {
        const auto group = std::u32string_view(text.data() + at, 4);
        if (std::ranges::all_of(group, isAsciiDigit) && areByteNumbers(text, at, at + 4)) return DamageCause::LostBytes;
    }
    return DamageCause::CodePointNumbers;
}

}  // namespace

DamageCause likelyCause(std::string_view nfc) {
    constexpr std::u32string_view misread = U"ÂÃÄÅÆáâ";
    const auto text = codePoints(nfc);
    const auto foreign = [](char32_t c) { return c >= 0x80 && !isNameLetter(c); };
    const auto followedByForeign = [&](char32_t first, char32_t second) {
        return misread.find(first) != std::u32string_view::npos && foreign(second);
    };
    if (hasHtmlEscape(text)) return DamageCause::HtmlEscapes;
    if (std::ranges::find(text, U'%') != text.end() || hasFormSpace(text)) return DamageCause::PercentEscapes;
    if (std::ranges::any_of(text, [](char32_t c) { return c == U'?' || c == 0xFFFD; })) return DamageCause::LostBytes;
    if (isMojibake(text) || hasMisreadLetter(text) || hasMisreadLetterAtWordEnd(text)) return DamageCause::Mojibake;
    if (std::ranges::adjacent_find(text, followedByForeign) != text.end()) return DamageCause::Mojibake;
    const auto glyph = [&](char32_t c) { return (foreign(c) || c < 0x20) && isOemGlyph(c); };
    if (std::ranges::any_of(text, glyph) || hasGlyphInsideWord(text)) return DamageCause::OemGlyphs;
    if (hasRewrittenCode(text) || hasStrayBreve(text)) return DamageCause::InputMethod;
    if (hasTypedCodes(text) || hasDigitsBesideLetters(text)) return causeOfDigits(text);
    return DamageCause::Unknown;
}

bool isVisiblyDamaged(std::string_view nfc, TextRole role) {
    const auto text = codePoints(nfc);
    if (isMojibake(text) || hasMisreadLetter(text) || hasMisreadLetterAtWordEnd(text)) return true;
    const auto isNoBreakSpace = [](char32_t c) { return c == 0xA0; };
    if (!std::ranges::all_of(text, [&](char32_t c) { return isAllowed(c, role) || isNoBreakSpace(c); })) return true;
    if (std::ranges::none_of(text, isNameLetter)) return true;
    return hasTypedCodes(text) || hasHtmlEscape(text) || hasGlyphInsideWord(text) || hasRewrittenCode(text) ||
           hasFormSpace(text) || hasStrayBreve(text);
}

bool provesUnicode(std::string_view received) {
    constexpr std::u32string_view inCodePages = U"ĂăĐđƠơƯư";
    constexpr std::u32string_view tones = U"\u0300\u0301\u0303\u0309\u0323", modifiers = U"\u0302\u0306\u031B";
    constexpr std::u32string_view modified = U"ÂâĂăÊêÔôƠơƯư";
    const auto in = [](std::u32string_view set, char32_t c) { return set.find(c) != std::u32string_view::npos; };
    const auto text = codePoints(received);
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto c = text[at];
        if (c >= 0x100 && isMarkedVietnamese(c) && !in(inCodePages, c)) return true;
        if (at == 0) continue;
        const auto before = text[at - 1];
        if (in(tones, c) && (in(modifiers, before) || in(modified, before))) return true;
        if (in(modifiers, c) && in(tones, before)) return true;
    }
    return false;
}

}  // namespace cccd_bridge::cccd
