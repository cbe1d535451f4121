#include "cccd/typed_layout.hpp"

#include "base/text.hpp"
#include "cccd/vietnamese_letters.hpp"

#include <cstddef>

namespace cccd_bridge::cccd {

bool typedOnVietnameseLayout(std::string_view nfc) {
    constexpr std::size_t longestNumber = 64;
    constexpr std::u32string_view toneMarks = U"\u0300\u0301\u0303\u0309\u0323";
    const auto number = nfc.substr(0, nfc.find('|'));
    if (number.size() == nfc.size() || number.size() > longestNumber) return false;
    const auto parts = codePoints(decomposed(number));
    std::size_t letters = 0, modifiers = 0, tones = 0;
    for (const auto c : parts) {
        if (c == U'đ') {
            ++letters;
            ++modifiers;
        } else if (c == U'a' || c == U'e' || c == U'o') {
            ++letters;
        } else if (c == U'\u0306' || c == U'\u0302') {
            ++modifiers;
        } else if (toneMarks.find(c) != std::u32string_view::npos) {
            ++tones;
        } else {
            return false;
        }
    }
    return letters == modifiers && letters + tones == 12;
}

}  // namespace cccd_bridge::cccd
