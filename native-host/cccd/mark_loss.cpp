#include "cccd/mark_loss.hpp"

#include "cccd/typed_codes.hpp"
#include "cccd/vietnamese_letters.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace cccd_bridge::cccd {
namespace {

bool isLetterAt(const Letters& text, std::size_t at) { return at < text.size() && isNameLetter(text[at]); }

bool beginsWord(const Letters& text, std::size_t at) { return at == 0 || !isNameLetter(text[at - 1]); }

// Code page 437 shows í for ơ and ạ, ú for ả, ñ and Ñ for Ấ and ấ, á for Ơ and Ạ, ó for Ả: the last two only where a
// capital may stand.
bool maybeOemGlyph(const Letters& text, std::size_t at) {
    const auto c = text[at];
    return c == U'í' || c == U'ú' || c == U'ñ' || c == U'Ñ' || ((c == U'á' || c == U'ó') && beginsWord(text, at));
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

bool otherNameFits(const Letters& text) {
    for (std::size_t at = 0; at < text.size(); ++at)
        if (maybeOemGlyph(text, at) || maybeI(text, at)) return true;
    return mayHoldLetterNumbers(text);
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

// Ơ and Ư are in Windows-1258 alone, Ă also in the pages of Central Europe. 1258 has no ì, ò, õ, ã, ý, it puts the tone
// behind the letter; those of Central Europe have none of the first four.
bool fitsNoCodePage(std::string_view received) {
    const auto text = codePoints(received);
    const auto hasAny = [&](std::u32string_view letters) {
        return std::ranges::any_of(text, [&](char32_t c) { return letters.find(c) != std::u32string_view::npos; });
    };
    return (hasAny(U"ĂăƠơƯư") && hasAny(U"ÌìÒòÕõÃã")) || (hasAny(U"ƠơƯư") && hasAny(U"Ýý"));
}

bool mayBeAnother(std::string_view nfc) { return otherNameFits(codePoints(nfc)); }

Doubt doubtAbout(std::string_view name, std::string_view address) {
    const auto nameLetters = codePoints(name);
    const auto addressLetters = codePoints(address);
    if (hasWordWithoutVowel(nameLetters) || hasWordWithoutVowel(addressLetters)) return Doubt::Serious;
    if (speaksForMarks(nameLetters) || speaksForMarks(addressLetters)) return Doubt::Possible;
    return otherNameFits(nameLetters) || otherNameFits(addressLetters) ? Doubt::Serious : Doubt::Possible;
}

}  // namespace cccd_bridge::cccd
