#include "cccd/text.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <optional>

namespace cccd_bridge::cccd {
namespace {

constexpr std::string_view replacementCharacter = "\xEF\xBF\xBD";

struct CodePoint {
    utf8proc_int32_t value;
    std::size_t length;
};

// The next code point of well-formed UTF-8, or nothing when the bytes are not. `text` is not empty.
std::optional<CodePoint> next(std::string_view text) {
    utf8proc_int32_t value = 0;
    const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                         static_cast<utf8proc_ssize_t>(text.size()), &value);
    if (length <= 0) return std::nullopt;
    return CodePoint{value, static_cast<std::size_t>(length)};
}

// Calls visit(code point, its bytes) for each; bytes that are not UTF-8 are passed one by one as U+FFFD.
template <class Visitor>
void forEachCodePoint(std::string_view text, Visitor&& visit) {
    while (!text.empty()) {
        const auto point = next(text);
        const auto length = point ? point->length : 1;
        visit(point ? point->value : 0xFFFD, point ? text.substr(0, length) : replacementCharacter);
        text.remove_prefix(length);
    }
}

void append(std::string& out, utf8proc_int32_t codePoint) {
    utf8proc_uint8_t buffer[4];
    const auto length = utf8proc_encode_char(codePoint, buffer);
    out.append(reinterpret_cast<const char*>(buffer), static_cast<std::size_t>(length));
}

bool isSpace(utf8proc_int32_t codePoint) {
    if (codePoint == ' ' || (codePoint >= 0x09 && codePoint <= 0x0D) || codePoint == 0x85) return true;
    const auto category = utf8proc_category(codePoint);
    return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
}

bool isMark(utf8proc_int32_t codePoint) { return utf8proc_category(codePoint) == UTF8PROC_CATEGORY_MN; }

// grave (huyền), acute (sắc), tilde (ngã), hook above (hỏi), dot below (nặng)
bool isToneMark(utf8proc_int32_t codePoint) {
    return codePoint == 0x300 || codePoint == 0x301 || codePoint == 0x303 || codePoint == 0x309 || codePoint == 0x323;
}

bool isLetter(utf8proc_int32_t codePoint) {
    const auto category = utf8proc_category(codePoint);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

// Capital letters that do not decompose, as ICAO 9303-3 §6 transliterates them; U+0181 and U+0243 are of the
// minorities' alphabets.
struct Transliteration {
    utf8proc_int32_t letter;
    std::string_view spelling;
};
constexpr std::array<Transliteration, 19> transliterations{{
    {0x00C6, "AE"}, {0x00D0, "D"}, {0x00D8, "OE"}, {0x00DE, "TH"}, {0x00DF, "SS"}, {0x0126, "H"}, {0x0131, "I"},
    {0x0132, "IJ"}, {0x0138, "Q"}, {0x013F, "L"},  {0x0140, "L"},  {0x0141, "L"},  {0x0149, "N"}, {0x014A, "N"},
    {0x0152, "OE"}, {0x0166, "T"}, {0x0181, "B"},  {0x0243, "B"},  {0x1E9E, "SS"},
}};

std::string_view transliterated(utf8proc_int32_t capital) {
    const auto found = std::ranges::find(transliterations, capital, &Transliteration::letter);
    return found == transliterations.end() ? std::string_view() : found->spelling;
}

// Letters that ICAO 9303-3 §6 lets a state write with or without a second letter: Ä Å Ñ Ö Ü.
bool hasTwoSpellings(utf8proc_int32_t capital) {
    return capital == 0xC4 || capital == 0xC5 || capital == 0xD1 || capital == 0xD6 || capital == 0xDC;
}

}  // namespace

std::string replaceInvalidUtf8(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    forEachCodePoint(text, [&](utf8proc_int32_t, std::string_view bytes) { out.append(bytes); });
    return out;
}

std::string toNfcLossy(std::string_view utf8) { return composed(replaceInvalidUtf8(utf8)); }

bool isPlainText(std::string_view utf8) {
    bool plain = true;
    forEachCodePoint(utf8, [&](utf8proc_int32_t codePoint, std::string_view) {
        switch (utf8proc_category(codePoint)) {
            case UTF8PROC_CATEGORY_CC:
            case UTF8PROC_CATEGORY_CF:
            case UTF8PROC_CATEGORY_CO:
            case UTF8PROC_CATEGORY_CS:
            case UTF8PROC_CATEGORY_CN:
            case UTF8PROC_CATEGORY_ZL:
            case UTF8PROC_CATEGORY_ZP:
                plain = false;
                break;
            default:
                plain = plain && codePoint != 0xFFFD;
        }
    });
    return plain;
}

std::string collapseSpaces(std::string_view utf8) {
    std::string out;
    out.reserve(utf8.size());
    bool gap = false;
    forEachCodePoint(utf8, [&](utf8proc_int32_t codePoint, std::string_view bytes) {
        if (isSpace(codePoint)) {
            gap = true;
            return;
        }
        if (gap && !out.empty()) out.push_back(' ');
        gap = false;
        out.append(bytes);
    });
    return out;
}

std::string toUpper(std::string_view utf8) {
    std::string out;
    out.reserve(utf8.size());
    forEachCodePoint(utf8,
                     [&](utf8proc_int32_t codePoint, std::string_view) { append(out, utf8proc_toupper(codePoint)); });
    return out;
}

std::string stripDiacritics(std::string_view utf8) {
    std::string out;
    forEachCodePoint(decomposed(utf8), [&](utf8proc_int32_t codePoint, std::string_view bytes) {
        if (codePoint == 0x110) {
            out.push_back('D');
        } else if (codePoint == 0x111) {
            out.push_back('d');
        } else if (!isMark(codePoint)) {
            out.append(bytes);
        }
    });
    return out;
}

std::string foldTonePlacement(std::string_view utf8) {
    std::string out;
    std::string tones;
    const auto endWord = [&] {
        out.append(tones);
        tones.clear();
    };
    forEachCodePoint(decomposed(utf8), [&](utf8proc_int32_t codePoint, std::string_view bytes) {
        if (isToneMark(codePoint)) {
            tones.append(bytes);
            return;
        }
        if (!isLetter(codePoint) && !isMark(codePoint)) endWord();
        out.append(bytes);
    });
    endWord();
    return out;
}

std::string foldForSearch(std::string_view utf8) { return collapseSpaces(toUpper(stripDiacritics(utf8))); }

std::string foldForMrz(std::string_view utf8) {
    std::string out;
    forEachCodePoint(toUpper(stripDiacritics(utf8)), [&](utf8proc_int32_t codePoint, std::string_view) {
        if (codePoint >= 'A' && codePoint <= 'Z') {
            out.push_back(static_cast<char>(codePoint));
        } else if (codePoint == '-' || codePoint == '<' || codePoint == ',' || isSpace(codePoint)) {
            out.push_back(' ');
        } else {
            out.append(transliterated(codePoint));
        }
    });
    return collapseSpaces(out);
}

bool hasOneMrzSpelling(std::string_view utf8) {
    bool one = true;
    forEachCodePoint(toUpper(composed(utf8)), [&](utf8proc_int32_t codePoint, std::string_view bytes) {
        const auto category = utf8proc_category(codePoint);
        // Modifier letters are written like apostrophes and left out like them.
        if (!isLetter(codePoint) || category == UTF8PROC_CATEGORY_LM) return;
        one = one && !hasTwoSpellings(codePoint) && !foldForMrz(bytes).empty();
    });
    return one;
}

TextDifference compareText(std::string_view left, std::string_view right) {
    if (toNfcLossy(left) == toNfcLossy(right)) return TextDifference::None;
    const auto layoutKey = [](std::string_view text) {
        return foldTonePlacement(collapseSpaces(toUpper(toNfcLossy(text))));
    };
    if (layoutKey(left) == layoutKey(right)) return TextDifference::Layout;
    if (foldForSearch(left) == foldForSearch(right)) return TextDifference::Diacritics;
    return TextDifference::Different;
}

}  // namespace cccd_bridge::cccd
