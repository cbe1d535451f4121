#include "cccd/invisible_marks.hpp"

#include "cccd/vietnamese_letters.hpp"

#include <cstddef>

namespace cccd_bridge::cccd {
namespace {

constexpr char32_t softHyphen = 0xAD;

bool isInvisible(char32_t c) {
    return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF;
}

}  // namespace

std::string withoutInvisibleMarks(std::string_view utf8) {
    std::string out;
    out.reserve(utf8.size());
    const auto text = codePoints(utf8);
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool afterLetter = at > 0 && isNameLetter(text[at - 1]) && text[at - 1] != U'Ã' && text[at - 1] != U'Ă';
        const bool endsWord = at + 1 == text.size() || text[at + 1] == U' ' || text[at + 1] == U',';
        if (isInvisible(text[at]) || (text[at] == softHyphen && afterLetter && endsWord)) continue;
        appendUtf8(out, text[at]);
    }
    return out;
}

}  // namespace cccd_bridge::cccd
