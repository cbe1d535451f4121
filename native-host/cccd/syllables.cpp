#include "cccd/syllables.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace cccd_bridge::cccd {
namespace {

struct Nucleus {
    std::u32string_view vowels;
    std::u32string_view
        behind;  // plain vowels that may follow, tones placed in the old way (`òa`, `úy`) or the new one
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
    // Words written together: `tổA`. The first half of a nucleus' vowels are small letters.
    if (nucleus->vowels.find(vowel) < nucleus->vowels.size() / 2 && behind <= U'Z') return false;
    return nucleus->behind.find(behind) == std::u32string_view::npos;
}

}  // namespace

bool hasImpossibleVowels(const Letters& text) { return std::ranges::adjacent_find(text, isImpossible) != text.end(); }

}  // namespace cccd_bridge::cccd
