#include "cccd/vietnamese_letters.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cstddef>

namespace cccd_bridge::cccd {
namespace {

// The breve also stands on ê, ô, ơ, ư, which have no composed form with it.
constexpr std::u32string_view minorityLetters = U"ČčĔĕĬĭÑñŎŏŬŭɃƀƁɓ\u0306";

utf8proc_category_t category(char32_t c) { return utf8proc_category(static_cast<utf8proc_int32_t>(c)); }

// The letter without any mark.
char32_t base(char32_t c) {
    utf8proc_int32_t parts[4];
    const auto count = utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), parts, 4, UTF8PROC_DECOMPOSE, nullptr);
    return count > 0 && count <= 4 ? static_cast<char32_t>(parts[0]) : c;
}

}  // namespace

Letters codePoints(std::string_view utf8) {
    Letters out;
    out.reserve(utf8.size());
    while (!utf8.empty()) {
        utf8proc_int32_t value = 0;
        const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(utf8.data()),
                                             static_cast<utf8proc_ssize_t>(utf8.size()), &value);
        out.push_back(length > 0 ? static_cast<char32_t>(value) : U'\uFFFD');
        utf8.remove_prefix(length > 0 ? static_cast<std::size_t>(length) : 1);
    }
    return out;
}

void appendUtf8(std::string& out, char32_t codePoint) {
    if (!utf8proc_codepoint_valid(static_cast<utf8proc_int32_t>(codePoint))) return;
    utf8proc_uint8_t buffer[4];
    const auto length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(codePoint), buffer);
    out.append(reinterpret_cast<const char*>(buffer), static_cast<std::size_t>(length));
}

bool isAsciiDigit(char32_t c) { return c >= U'0' && c <= U'9'; }

bool isAsciiLetter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }

bool isMarkedVietnamese(char32_t c) {
    constexpr std::u32string_view others = U"ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư";
    return (c >= 0x1EA0 && c <= 0x1EF9) || others.find(c) != std::u32string_view::npos;
}

bool isToned(char32_t c) {
    constexpr std::u32string_view withoutTone = U"ÂâĂăĐđÊêÔôƠơƯư";
    return isMarkedVietnamese(c) && withoutTone.find(c) == std::u32string_view::npos;
}

bool isNameLetter(char32_t c) {
    return isAsciiLetter(c) || isMarkedVietnamese(c) || minorityLetters.find(c) != std::u32string_view::npos;
}

bool isLowerNameLetter(char32_t c) { return isNameLetter(c) && category(c) == UTF8PROC_CATEGORY_LL; }

bool isUpperNameLetter(char32_t c) { return isNameLetter(c) && category(c) == UTF8PROC_CATEGORY_LU; }

bool isGuestLetter(char32_t c) {
    constexpr std::u32string_view guests = U"ÄÅÆÇËÏÐÖØÜÞßäåæçëïðöøüþÿŁłŒœŠšŽžŸ";
    return guests.find(c) != std::u32string_view::npos;
}

bool hasGuestLetters(std::string_view nfc) { return std::ranges::any_of(codePoints(nfc), isGuestLetter); }

bool isVowel(char32_t c) {
    constexpr std::u32string_view vowels = U"aeiouyAEIOUY";
    return isNameLetter(c) && vowels.find(base(c)) != std::u32string_view::npos;
}

}  // namespace cccd_bridge::cccd
