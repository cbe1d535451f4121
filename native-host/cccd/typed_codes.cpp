#include "cccd/typed_codes.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace cccd_bridge::cccd {
namespace {

bool isLetterNumber(int value) { return value >= 0xC0 && isMarkedVietnamese(static_cast<char32_t>(value)); }

// Whether the digits can be read as decimal code points of Vietnamese letters, three or four digits each.
bool areLetterNumbers(const Letters& text, std::size_t begin, std::size_t end) {
    constexpr std::size_t longest = 64;
    if (end - begin < 3 || end - begin > longest) return false;
    std::array<bool, longest + 1> reachable{true};
    for (std::size_t from = 0; from + 3 <= end - begin; ++from) {
        if (!reachable[from]) continue;
        int value = 0;
        for (std::size_t length = 1; length <= 4 && from + length <= end - begin; ++length) {
            value = value * 10 + static_cast<int>(text[begin + from + length - 1] - U'0');
            if (length >= 3 && isLetterNumber(value)) reachable[from + length] = true;
        }
    }
    return reachable[end - begin];
}

// `0195`, which may be a byte of a letter.
bool hasByteNumber(const Letters& text, std::size_t begin, std::size_t end) {
    for (auto at = begin; at + 4 <= end; ++at) {
        const auto value = (text[at + 1] - U'0') * 100 + (text[at + 2] - U'0') * 10 + (text[at + 3] - U'0');
        if (text[at] == U'0' && value >= 128 && value <= 255) return true;
    }
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

// `ĐT743a`, `A1205b`: a number behind capitals and with one small letter behind it, unless it may be letters.
bool isRoadCode(const Letters& text, std::size_t begin, std::size_t end) {
    auto first = begin;
    while (first > 0 && isNameLetter(text[first - 1])) --first;
    const auto word = std::u32string_view(text.data() + first, begin - first);
    const bool oneLetterBehind = end < text.size() && (end + 1 == text.size() || !isNameLetter(text[end + 1]));
    return oneLetterBehind && std::ranges::all_of(word, isUpperNameLetter) && !areLetterNumbers(text, begin, end);
}

// `P102005`, `CT2051208`: a flat by its capitals and six or seven digits, with nothing behind them.
bool isFlatCode(const Letters& text, std::size_t begin, std::size_t end) {
    auto first = begin;
    while (first > 0 && isNameLetter(text[first - 1])) --first;
    const auto word = std::u32string_view(text.data() + first, begin - first);
    const bool endsThere = end == text.size() || !isNameLetter(text[end]);
    return word.size() <= 3 && std::ranges::all_of(word, isUpperNameLetter) && end - begin <= 7 && endsThere;
}

// `250bis`, `36ter`: a second house of the number.
bool isRepeatedNumber(const Letters& text, std::size_t begin, std::size_t end) {
    constexpr std::array<std::u32string_view, 6> words{U"bis", U"Bis", U"BIS", U"ter", U"Ter", U"TER"};
    auto last = end;
    while (last < text.size() && isNameLetter(text[last])) ++last;
    const auto word = std::u32string_view(text.data() + end, last - end);
    return (begin == 0 || !isNameLetter(text[begin - 1])) && std::ranges::find(words, word) != words.end();
}

// A run of digits at [begin, end) that stands for letters: see card documentation on scanners typing Alt codes.
bool isTypedCode(const Letters& text, std::size_t begin, std::size_t end, bool asciiOnly) {
    const auto length = end - begin;
    if (isRepeatedNumber(text, begin, end)) return false;
    const bool letterBefore = begin > 0 && isNameLetter(text[begin - 1]);
    const bool letterAfter = end < text.size() && isNameLetter(text[end]);
    const bool smallAfter = letterAfter && isLowerNameLetter(text[end]);
    if (length >= 4 && (length >= 8 || letterBefore || letterAfter) && areByteNumbers(text, begin, end)) return true;
    // The bytes or code points of two letters, whatever an input method made of some of the digits: no house's number.
    if (letterBefore && length >= 6 && !isFlatCode(text, begin, end)) return true;
    const auto code = codeOf(text, begin, end);
    const bool isTall = length == 4 && code >= 0x1EA0 && code <= 0x1EF9;  // 7840–7929, too large for a house
    if (isTall && (letterBefore || smallAfter)) return true;
    const bool twoLettersAfter = smallAfter && end + 1 < text.size() && isNameLetter(text[end + 1]);
    const bool vowelMissing = letterBefore && isConsonantsBefore(text, begin);
    if (length == 3 && (twoLettersAfter || vowelMissing) && isMarkedVietnamese(code)) return true;
    if (!letterBefore || length < 3 || isRoadCode(text, begin, end)) return false;
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

// The word before the one that begins at `begin`.
std::u32string_view wordBefore(const Letters& text, std::size_t begin) {
    if (begin < 2 || text[begin - 1] != U' ') return {};
    auto start = begin - 1;
    while (start > 0 && isNameLetter(text[start - 1])) --start;
    return {text.data() + start, begin - 1 - start};
}

}  // namespace

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

bool mayHoldLetterNumbers(const Letters& text) {
    for (std::size_t at = 0; at < text.size();) {
        auto end = at;
        while (end < text.size() && isAsciiDigit(text[end])) ++end;
        if (end > at && (areLetterNumbers(text, at, end) || hasByteNumber(text, at, end))) return true;
        at = std::max(end, at + 1);
    }
    return false;
}

// A vowel alone is a word, but none that stands beside a number or behind the word for a block.
bool hasRewrittenCode(const Letters& text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool single =
            (at == 0 || !isNameLetter(text[at - 1])) && (at + 1 == text.size() || !isNameLetter(text[at + 1]));
        if (!single || !isMarkedVietnamese(text[at])) continue;
        const bool vowel = isVowel(text[at]);
        const bool plot = text[at] == U'Ô' || text[at] == U'ô';  // `Ô-12`: plot 12
        const bool numberBefore = at > 0 && isAsciiDigit(text[at - 1]);
        const bool joined =
            at + 2 < text.size() && (text[at + 1] == U'/' || text[at + 1] == U'-') && isAsciiDigit(text[at + 2]);
        if (joined && ((vowel && !plot) || text[at] == U'Đ') && !numberBefore) return true;
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

DamageCause causeOfDigits(const Letters& text) {
    const bool marked = std::ranges::any_of(text, isMarkedVietnamese);
    if (marked) return DamageCause::InputMethod;
    for (std::size_t at = 0; at + 4 <= text.size(); ++at) {
        const auto group = std::u32string_view(text.data() + at, 4);
        if (std::ranges::all_of(group, isAsciiDigit) && areByteNumbers(text, at, at + 4)) return DamageCause::LostBytes;
    }
    return DamageCause::CodePointNumbers;
}

}  // namespace cccd_bridge::cccd
