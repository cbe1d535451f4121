// Texts of which it cannot be said whether they lost their marks. Internal to text_reading.cpp.
#pragma once

#include <string_view>

namespace cccd_bridge::cccd {

enum class Doubt {
    Possible,  ///< no letter proves that marks came through: best fit to a code page, or marks dropped
    Serious,   ///< other names would have given the same text, or letters are missing
};

/// Whether the letters of a scan together can have come through no 8-bit code page, neither as what it shows for code
/// points modulo 256 (437, 850, 852, 1250, 1252, 1258, ISO 8859-1, -2, -15) nor as its best fit for other letters. Only
/// letters of these pages are asked for; a letter that none of them has proves more (provesUnicode). Expects the
/// spelling that came.
bool fitsNoCodePage(std::string_view received);

/// Whether damage that leaves no trace could have made this text out of another one: a letter that code page 437 shows
/// for another, a number that may be a letter's.
bool mayBeAnother(std::string_view nfc);

/// Doubt about texts that show no damage and that nothing proves. Both are NFC and may be empty.
Doubt doubtAbout(std::string_view name, std::string_view address);

}  // namespace cccd_bridge::cccd
