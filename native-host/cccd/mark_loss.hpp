// Texts of which it cannot be said whether they lost their marks. Internal to text_reading.cpp.
#pragma once

#include <string_view>

namespace cccd_bridge::cccd {

enum class Doubt {
    None,      ///< a letter proves that marks came through
    Possible,  ///< no marks at all, where that is rare but possible
    Serious,   ///< other names would have given the same text, or an address of Vietnam has not a single mark
};

/// Doubt about texts that show no damage. Both are NFC and may be empty.
Doubt doubtAbout(std::string_view name, std::string_view address);

}  // namespace cccd_bridge::cccd
