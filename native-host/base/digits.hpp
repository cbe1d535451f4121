// Decimal digits of ASCII, whatever the locale is.
#pragma once

#include <algorithm>
#include <string_view>

namespace cccd_bridge {

constexpr bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// Whether the text is digits and nothing else; an empty one is not.
constexpr bool isDigits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, isDigit); }

}  // namespace cccd_bridge
