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
    {U"éèẻẽẹÉÈẺẼẸ", U"oO"},
    {U"ếềểễệẾỀỂỄỆ", U"uU"},
    {U"íìỉĩịÍÌỈĨỊ", U"auAU"},
    {U"óòỏõọÓÒỎÕỌ", U"aeiAEI"},
    {U"ốồổỗộỐỒỔỖỘ", U"iI"},
    {U"ớờởỡợỚỜỞỠỢ", U"iuIU"},
    {U"úùủũụÚÙỦŨỤ", U"aiyAIY"},
    {U"ứừửữựưỨỪỬỮỰƯ", U"aiuAIU"},
    {U"ýỳỷỹỵÝỲỶỸỴ", U"auAU"},
}};

constexpr std::u32string_view plainVowels = U"aeiouyAEIOUY";

bool isImpossible(char32_t vowel, char32_t behind) {
    if (plainVowels.find(behind) == std::u32string_view::npos) return false;
    const auto* nucleus = std::ranges::find_if(
        nuclei, [vowel](const Nucleus& each) { return each.vowels.find(vowel) != std::u32string_view::npos; });
    return nucleus != nuclei.end() && nucleus->behind.find(behind) == std::u32string_view::npos;
}

}  // namespace

bool hasImpossibleVowels(const Letters& text) { return std::ranges::adjacent_find(text, isImpossible) != text.end(); }

}  // namespace cccd_bridge::cccd
