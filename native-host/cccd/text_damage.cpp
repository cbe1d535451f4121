#include "cccd/text_damage.hpp"

#include "cccd/code_pages.hpp"
#include "cccd/syllables.hpp"
#include "cccd/text.hpp"
#include "cccd/typed_codes.hpp"
#include "cccd/vietnamese_letters.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

namespace cccd_bridge::cccd {
namespace {

bool isIn(std::u32string_view set, char32_t c) { return set.find(c) != std::u32string_view::npos; }

char32_t letterAt(const Letters& text, std::size_t at) { return at < text.size() ? text[at] : U' '; }

// Signs that no code page shows for a part of a letter, or only where a number does not stand before them.
bool isSignOfAddress(const Letters& text, std::size_t at) {
    constexpr std::u32string_view anywhere = U"*[]=@!~\u2010\u2011\u2014\u2026", behindNumbers = U"²³½¼¾°";
    const auto c = text[at];
    if (isIn(anywhere, c)) return true;
    if (isIn(behindNumbers, c)) return at > 0 && isAsciiDigit(text[at - 1]) && !isNameLetter(letterAt(text, at + 1));
    // `100% Dĩ An`, but `%E1`, `%u1EA1`.
    const auto next = letterAt(text, at + 1);
    return c == U'%' && !isAsciiDigit(next) && !isAsciiLetter(next);
}

// `H´Hen`: the accent for an apostrophe, behind the capital alone of a name.
bool isAccentForApostrophe(const Letters& text, std::size_t at) {
    if (text[at] != U'´' && text[at] != U'`') return false;
    const bool behindCapital = at > 0 && isUpperNameLetter(text[at - 1]) && (at == 1 || text[at - 2] == U' ');
    const auto next = letterAt(text, at + 1);
    return behindCapital && (next == U' ' || isUpperNameLetter(next));
}

bool isAllowed(const Letters& text, std::size_t at, TextRole role) {
    constexpr std::u32string_view inNames = U" '-.,\u00A0\u2018\u2019\u02B9\u02BC\u2032";
    constexpr std::u32string_view inAddresses = U" '-.,/\\()\":;&+_#\u00A0\u2013\u2019\u2018\u201C\u201D\u02BC\t\r\n";
    const auto c = text[at];
    if (isNameLetter(c) || isGuestLetter(c) || isAccentForApostrophe(text, at)) return true;
    if (role == TextRole::Name) return isIn(inNames, c);
    return isAsciiDigit(c) || isIn(inAddresses, c) || isSignOfAddress(text, at);
}

// UTF-8 that was read as Windows-1252 or Latin-1: encoding it back gives UTF-8 with more than ASCII in it.
bool isMojibake(const Letters& text) {
    if (std::ranges::all_of(text, [](char32_t c) { return c < 0x80; })) return false;
    return std::ranges::any_of(std::array{CodePage::Windows1252, CodePage::Latin1}, [&](CodePage page) {
        const auto bytes = bytesInCodePage(text, page);
        return bytes && isValidUtf8(*bytes);
    });
}

// The first byte of À–ý is shown as Ã, in Central European and Vietnamese code pages as Ă: before a mark of punctuation
// or a no-break space it is one of those letters misread, wherever the rest of the text came from.
bool hasMisreadLetter(const Letters& text) {
    constexpr std::u32string_view firstBytes = U"ÃĂ";
    constexpr std::u32string_view secondBytes = U"\u00A0\u2018\u2019\u201C\u201D\u2013\u2014\u2026\u02DC~°²³½¼¾´";
    const auto misread = [&](char32_t first, char32_t second) {
        return isIn(firstBytes, first) && isIn(secondBytes, second);
    };
    return std::ranges::adjacent_find(text, misread) != text.end();
}

// `HÃ`, `Phan HÃ Long`: à misread, of which the no-break space was made a space. Texts all in capitals have words such
// as `XÃ`.
bool hasMisreadLetterAtWordEnd(const Letters& text) {
    const auto lastOfWord = [&](std::size_t at) {
        return (text[at] == U'Ã' || text[at] == U'Ă') && (at + 1 == text.size() || !isNameLetter(text[at + 1]));
    };
    const bool capitalsOnly = text.size() > 2 && std::ranges::none_of(text, isLowerNameLetter);
    for (std::size_t at = 0; at < text.size() && !capitalsOnly; ++at)
        if (lastOfWord(at)) return true;
    return false;
}

// `&#242`, `&#xF2`, `&ograve`: the beginning of a letter's escape, whose semicolon was lost or cut off.
bool beginsLetterEscape(std::u32string_view behind) {
    constexpr std::array<std::u32string_view, 6> marks{U"grave", U"acute", U"circ", U"tilde", U"breve", U"strok"};
    if (behind.size() < 2) return false;
    if (behind[0] == U'#') return isAsciiDigit(behind[1]) || behind[1] == U'x' || behind[1] == U'X';
    return isAsciiLetter(behind[0]) &&
           std::ranges::any_of(marks, [&](auto mark) { return behind.substr(1).starts_with(mark); });
}

// `&#7885;`, `&ecirc;`: an ampersand with a name or number and a semicolon directly behind it, or the beginning of such
// an escape.
bool hasHtmlEscape(const Letters& text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != U'&') continue;
        if (beginsLetterEscape(std::u32string_view(text.data() + at + 1, text.size() - at - 1))) return true;
        auto end = at + 1;
        while (end < text.size() && end - at <= 10 &&
               (isAsciiLetter(text[end]) || isAsciiDigit(text[end]) || text[end] == U'#'))
            ++end;
        if (end > at + 2 && end < text.size() && text[end] == U';') return true;
    }
    return false;
}

// `thônÁi Mộ`, `TpÂu Cơ`: the kind of place run into its name, whose capital is no glyph then.
bool isKindOfPlace(std::u32string_view word) {
    constexpr std::array<std::u32string_view, 27> kinds{
        U"thôn", U"Thôn", U"xã",  U"Xã",   U"ấp",     U"Ấp",     U"tổ",    U"Tổ",    U"Tp",
        U"khu",  U"Khu",  U"phố", U"Phố",  U"phường", U"Phường", U"huyện", U"Huyện", U"xóm",
        U"Xóm",  U"bản",  U"Bản", U"làng", U"Làng",   U"ngõ",    U"Ngõ",   U"số",    U"Số"};
    return std::ranges::find(kinds, word) != kinds.end();
}

std::u32string_view wordEndingAt(const Letters& text, std::size_t end) {
    auto begin = end;
    while (begin > 0 && isNameLetter(text[begin - 1])) --begin;
    return {text.data() + begin, end - begin};
}

// Code page 437 has `)` for ĩ and `(` for Ĩ: a bracket in the middle of a word, or one without the other that touches a
// letter where that vowel may stand.
bool hasBracketForLetter(const Letters& text) {
    const bool paired = std::ranges::count(text, U'(') == std::ranges::count(text, U')');
    for (std::size_t at = 1; at < text.size(); ++at) {
        if (text[at] != U')' && text[at] != U'(') continue;
        const auto before = text[at - 1];
        const bool letterAfter = isNameLetter(letterAt(text, at + 1));
        if (isNameLetter(before) && letterAfter && (text[at] == U')' || !paired)) return true;
        const bool maybeVowel = isNameLetter(before) && (!isVowel(before) || before == U'u' || before == U'U');
        if (!paired && maybeVowel) return true;
    }
    return false;
}

// Code page 437 has `Ñ` for ấ, others have marked capitals: a capital behind a small letter. Addresses join words to Đ
// (`TpĐà Nẵng`). And no word has two tones: `Sãín` is what code page 850 makes of the bytes of `Sơn`.
bool hasGlyphInsideWord(const Letters& text) {
    for (std::size_t at = 1; at < text.size(); ++at) {
        const bool markedCapital = isUpperNameLetter(text[at]) && text[at] >= 0x80 && text[at] != U'Đ';
        if (markedCapital && isLowerNameLetter(text[at - 1]) && !isKindOfPlace(wordEndingAt(text, at))) return true;
        if (isToned(text[at - 1]) && isToned(text[at]) && isLowerNameLetter(text[at])) return true;
    }
    return hasBracketForLetter(text);
}

// `%E1`, `%u1EA1`, `\u1ea1`, or the beginning of one.
bool hasPercentEscape(const Letters& text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto next = letterAt(text, at + 1);
        if (text[at] == U'%' && (isAsciiDigit(next) || isAsciiLetter(next))) return true;
        if (text[at] == U'\\' && next == U'u' && isAsciiDigit(letterAt(text, at + 2))) return true;
    }
    return false;
}

// The breve of its own stands once, on ê, ô, ơ or ư; anywhere else an input method has put it.
bool hasStrayBreve(const Letters& text) {
    constexpr std::u32string_view carriers = U"ÊêÔôƠơƯư";
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool carried = at > 0 && carriers.find(text[at - 1]) != std::u32string_view::npos;
        if (text[at] == U'\u0306' && !carried) return true;
    }
    return false;
}

// Where a form writes spaces as `+` there is none left, and it stands behind a comma or between letters; in an address
// it joins kilometres and metres.
bool hasFormSpace(const Letters& text) {
    if (isIn(std::u32string_view(text.data(), text.size()), U' ')) return false;
    for (std::size_t at = 1; at + 1 < text.size(); ++at) {
        const bool joinsWords = isNameLetter(text[at - 1]) && isNameLetter(text[at + 1]);
        if (text[at] == U'+' && (text[at - 1] == U',' || joinsWords)) return true;
    }
    return false;
}

}  // namespace

DamageCause likelyCause(std::string_view nfc) {
    constexpr std::u32string_view misread = U"ÂÃÄÅÆáâ";
    const auto text = codePoints(nfc);
    const auto foreign = [](char32_t c) { return c >= 0x80 && !isNameLetter(c); };
    const auto followedByForeign = [&](char32_t first, char32_t second) {
        return misread.find(first) != std::u32string_view::npos && foreign(second);
    };
    if (hasHtmlEscape(text)) return DamageCause::HtmlEscapes;
    if (hasFormSpace(text) || hasPercentEscape(text)) return DamageCause::PercentEscapes;
    if (std::ranges::any_of(text, [](char32_t c) { return c == U'?' || c == 0xFFFD; })) return DamageCause::LostBytes;
    if (isMojibake(text) || hasMisreadLetter(text) || hasMisreadLetterAtWordEnd(text)) return DamageCause::Mojibake;
    if (std::ranges::adjacent_find(text, followedByForeign) != text.end()) return DamageCause::Mojibake;
    const auto glyph = [&](char32_t c) { return (foreign(c) || c < 0x20) && isOemGlyph(c); };
    if (std::ranges::any_of(text, glyph) || hasGlyphInsideWord(text)) return DamageCause::OemGlyphs;
    if (hasRewrittenCode(text) || hasStrayBreve(text) || hasImpossibleVowels(text)) return DamageCause::InputMethod;
    if (hasTypedCodes(text) || hasDigitsBesideLetters(text)) return causeOfDigits(text);
    return DamageCause::Unknown;
}

bool isVisiblyDamaged(std::string_view nfc, TextRole role) {
    const auto text = codePoints(nfc);
    if (isMojibake(text) || hasMisreadLetter(text) || hasMisreadLetterAtWordEnd(text)) return true;
    for (std::size_t at = 0; at < text.size(); ++at)
        if (!isAllowed(text, at, role)) return true;
    if (std::ranges::none_of(text, isNameLetter) || hasPercentEscape(text)) return true;
    return hasTypedCodes(text) || hasHtmlEscape(text) || hasGlyphInsideWord(text) || hasRewrittenCode(text) ||
           hasFormSpace(text) || hasStrayBreve(text) || hasImpossibleVowels(text);
}

bool provesUnicode(std::string_view received) {
    constexpr std::u32string_view inCodePages = U"ĂăĐđƠơƯư", modifiers = U"\u0302\u0306\u031B";
    constexpr std::u32string_view tones = U"\u0300\u0301\u0303\u0309\u0323", modified = U"ÂâĂăÊêÔôƠơƯư";
    const auto text = codePoints(received);
    const auto hasTone = [&](char32_t before, char32_t c) { return isIn(tones, c) && isIn(modified, before); };
    constexpr std::u32string_view ofOtherPeoples = U"ĔĕĬĭŎŏɃƀƁɓ";
    return std::ranges::adjacent_find(text, hasTone) != text.end() || std::ranges::any_of(text, [&](char32_t c) {
               return (c >= 0x100 && isMarkedVietnamese(c) && !isIn(inCodePages, c)) || isIn(modifiers, c) ||
                      isIn(ofOtherPeoples, c);
           });
}

}  // namespace cccd_bridge::cccd
