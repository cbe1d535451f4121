// Vietnamese text: one canonical form, and the weaker equalities that names and addresses are compared by.
#pragma once

#include "base/text.hpp"

#include <string>
#include <string_view>

namespace cccd_bridge::cccd {

/// Replaces every byte that is not part of well-formed UTF-8 by U+FFFD. Total.
std::string replaceInvalidUtf8(std::string_view text);

/// normaliseNfc for text that was printed or scanned somewhere: invalid bytes become U+FFFD first.
std::string toNfcLossy(std::string_view utf8);

/// True when the text has only letters, marks, digits, punctuation, symbols and plain spaces: no control, format,
/// private or unassigned code point and no U+FFFD. Expects well-formed UTF-8.
bool isPlainText(std::string_view utf8);

/// Trims, and turns every run of white space (ASCII, U+00A0, other Unicode spaces) into one U+0020. Expects well-formed
/// UTF-8.
std::string collapseSpaces(std::string_view utf8);

/// Upper case, letter by letter ("đ" → "Đ"). Expects well-formed UTF-8.
std::string toUpper(std::string_view utf8);

/// Letters without their marks, đ → d and Đ → D; the case is kept. Expects well-formed UTF-8.
std::string stripDiacritics(std::string_view utf8);

/// Moves the tone mark of each word behind the word, so that "hoà" and "hòa" give the same text. The result is a key
/// for comparison, not for display. Expects well-formed UTF-8.
std::string foldTonePlacement(std::string_view utf8);

/// Upper case, no marks, single spaces: the weakest key two spellings of a Vietnamese text share.
std::string foldForSearch(std::string_view utf8);

/// The letters A–Z and single spaces a machine readable zone would hold for this name: marks dropped, apostrophes left
/// out, hyphens and fillers as spaces (ICAO 9303-3 §4.6), letters that do not decompose transliterated (§6). Letters
/// without a known spelling are left out. Expects well-formed UTF-8.
std::string foldForMrz(std::string_view utf8);

/// Whether foldForMrz gives the only spelling an issuer may choose: false with a letter that has two (Ä, Ö: ICAO 9303-3
/// §6) or none that is known here. Expects well-formed UTF-8.
bool hasOneMrzSpelling(std::string_view utf8);

/// How far two texts are apart.
enum class TextDifference {
    None,        ///< the same characters after NFC
    Layout,      ///< only case, spaces or the place of the tone mark differ
    Diacritics,  ///< the letters are the same, the marks are not
    Different,
};

/// Compares two texts of well-formed UTF-8 in any canonical spelling.
TextDifference compareText(std::string_view left, std::string_view right);

}  // namespace cccd_bridge::cccd
