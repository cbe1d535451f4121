#include "cccd/mark_loss.hpp"

#include "cccd/text.hpp"
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

bool provesMarks(const Letters& text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (isMarkedVietnamese(text[at]) && (text[at] >= 0x100 || !maybeOemGlyph(text, at))) return true;
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

bool hasLetterNumbers(const Letters& text) {
    for (std::size_t at = 0; at < text.size();) {
        auto end = at;
        while (end < text.size() && isAsciiDigit(text[end])) ++end;
        if (end > at && areLetterNumbers(text, at, end)) return true;
        at = std::max(end, at + 1);
    }
    return false;
}

bool otherNameFits(const Letters& text) {
    for (std::size_t at = 0; at < text.size(); ++at)
        if (maybeOemGlyph(text, at) || maybeI(text, at)) return true;
    return hasLetterNumbers(text);
}

// The provinces before and after July 2025 whose names have no mark.
bool endsInUnmarkedProvince(std::string_view address) {
    constexpr std::array<std::string_view, 4> provinces{"AN GIANG", "GIA LAI", "KON TUM", "LONG AN"};
    const auto folded = foldForSearch(address.substr(address.rfind(',') + 1));
    return std::ranges::any_of(provinces, [&](std::string_view province) { return folded.ends_with(province); });
}

}  // namespace

Doubt doubtAbout(std::string_view name, std::string_view address) {
    const auto nameLetters = codePoints(name);
    const auto addressLetters = codePoints(address);
    if (provesMarks(nameLetters) || provesMarks(addressLetters)) return Doubt::None;
    if (otherNameFits(nameLetters) || otherNameFits(addressLetters)) return Doubt::Serious;
    if (!address.empty() && !endsInUnmarkedProvince(address)) return Doubt::Serious;
    return Doubt::Possible;
}

}  // namespace cccd_bridge::cccd
