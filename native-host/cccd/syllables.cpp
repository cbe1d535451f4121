#include "cccd/syllables.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace cccd_bridge::cccd {
namespace {

// A vowel with each tone, and the plain vowels that may follow: tones are placed in the old way (`òa`, `úy`) or the
// new.
struct Nucleus {
    std::u32string_view vowels;  // the small letters, then as many capitals
    std::u32string_view behind;
};

constexpr std::array<Nucleus, 12> nuclei{{
    {U"áàảãạÁÀẢÃẠ", U"iouyIOUY"},
    {U"ắằẳẵặẮẰẲẴẶ", U""},
    {U"ấầẩẫậẤẦẨẪẬ", U"uyUY"},
    {U"éèẻẽẹÉÈẺẼẸ", U"aoAO"},
    {U"ếềểễệẾỀỂỄỆ", U"uU"},
    {U"íìỉĩịÍÌỈĨỊ", U"auAU"},
    {U"óòỏõọÓÒỎÕỌ", U"aeioAEIO"},
    {U"ốồổỗộỐỒỔỖỘ", U"iI"},
    {U"ớờởỡợỚỜỞỠỢ", U"iuIU"},
    {U"úùủũụÚÙỦŨỤ", U"aiyAIY"},
    {U"ứừửữựưỨỪỬỮỰƯ", U"aiouAIOU"},
    {U"ýỳỷỹỵÝỲỶỸỴ", U"auAU"},
}};

constexpr std::u32string_view plainVowels = U"aeiouyAEIOUY";

bool isImpossible(char32_t vowel, char32_t behind) {
    if (plainVowels.find(behind) == std::u32string_view::npos) return false;
    const auto* nucleus = std::ranges::find_if(
        nuclei, [vowel](const Nucleus& each) { return each.vowels.find(vowel) != std::u32string_view::npos; });
    if (nucleus == nuclei.end()) return false;
    // Words written together: `tổA`.
    if (nucleus->vowels.find(vowel) < nucleus->vowels.size() / 2 && behind <= U'Z') return false;
    return nucleus->behind.find(behind) == std::u32string_view::npos;
}

}  // namespace

bool hasImpossibleVowels(const Letters& text) { return std::ranges::adjacent_find(text, isImpossible) != text.end(); }

}  // namespace cccd_bridge::cccd
