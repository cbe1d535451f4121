// Texts of which it cannot be said whether they lost their marks. Internal to text_reading.cpp.
#pragma once

#include <string_view>

namespace cccd_bridge::cccd {

enum class Doubt {
    None,      ///< a letter proves that marks came through
    Possible,  ///< no letter proves it: best fit to a code page, marks dropped, or a name without any
    Serious,   ///< other names would have given the same text, letters are missing, or an address has not a single mark
};

/// Whether damage that leaves no trace could have made this text out of another one: a letter that code page 437 shows
/// for another, a number that may be a letter's.
bool mayBeAnother(std::string_view nfc);

/// Doubt about texts that show no damage and in which nothing proves Unicode (provesUnicode). Both are NFC and may be
/// empty.
Doubt doubtAbout(std::string_view name, std::string_view address);

}  // namespace cccd_bridge::cccd
