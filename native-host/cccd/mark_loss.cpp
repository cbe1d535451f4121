#include "cccd/mark_loss.hpp"

#include "cccd/vietnamese_letters.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace cccd_bridge::cccd {
namespace {

bool isLetterAt(const Letters& text, std::size_t at) { return at < text.size() && isNameLetter(text[at]); }

bool beginsWord(const Letters& text, std::size_t at) { return at == 0 || !isNameLetter(text[at - 1]); }

// Code page 437 shows í for ơ and ạ, ú for ả, á for Ơ and Ạ, ó for Ả: the first two anywhere, the others only where a
// capital may stand.
bool maybeOemGlyph(const Letters& text, std::size_t at) {
    const auto c = text[at];
    return c == U'í' || c == U'ú' || ((c == U'á' || c == U'ó') && beginsWord(text, at));
}

// It shows i for ũ: `Vi` may be `Vũ`, `Ding` may be `Dũng`; beside another vowel, or before most endings, i stands for
// itself.
bool maybeI(const Letters& text, std::size_t at) {
    if (text[at] != U'i' || beginsWord(text, at) || isVowel(text[at - 1])) return false;
    if (!isLetterAt(text, at + 1)) return true;
    return text[at + 1] == U'n' && isLetterAt(text, at + 2) && text[at + 2] == U'g';
}

// Code page 437 would have changed the letter; others would not.
bool speaksForMarks(const Letters& text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (isMarkedVietnamese(text[at]) && !maybeOemGlyph(text, at)) return true;
    }
    return false;
}

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

bool hasLetterNumbers(const Letters& text) {
    for (std::size_t at = 0; at < text.size();) {
        auto end = at;
        while (end < text.size() && isAsciiDigit(text[end])) ++end;
        if (end > at && (areLetterNumbers(text, at, end) || hasByteNumber(text, at, end))) return true;
        at = std::max(end, at + 1);
    }
    return false;
}

bool otherNameFits(const Letters& text) {
    for (std::size_t at = 0; at < text.size(); ++at)
        if (maybeOemGlyph(text, at) || maybeI(text, at)) return true;
    return hasLetterNumbers(text);
}

bool isUpperOrFirst(const Letters& text, std::size_t at) { return beginsWord(text, at) || isUpperNameLetter(text[at]); }

// A word in small letters without a vowel, such as `Th` or `Vn`: abbreviations are capitals.
bool hasWordWithoutVowel(const Letters& text) {
    for (std::size_t at = 0; at < text.size();) {
        auto end = at;
        while (isLetterAt(text, end)) ++end;
        const auto word = std::u32string_view(text.data() + at, end - at);
        const bool small = end > at + 1 && !isUpperOrFirst(text, at + 1);
        if (small && std::ranges::none_of(word, isVowel)) return true;
        at = std::max(end, at + 1);
    }
    return false;
}

}  // namespace

bool mayBeAnother(std::string_view nfc) { return otherNameFits(codePoints(nfc)); }

Doubt doubtAbout(std::string_view name, std::string_view address) {
    const auto nameLetters = codePoints(name);
    const auto addressLetters = codePoints(address);
    if (hasWordWithoutVowel(nameLetters) || hasWordWithoutVowel(addressLetters)) return Doubt::Serious;
    if (speaksForMarks(nameLetters) || speaksForMarks(addressLetters)) return Doubt::Possible;
    if (otherNameFits(nameLetters) || otherNameFits(addressLetters) || !address.empty()) return Doubt::Serious;
    return Doubt::Possible;
}

}  // namespace cccd_bridge::cccd
