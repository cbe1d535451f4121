// Where a card's text begins: at its number. Internal to the readers of QR codes and their tests.
#pragma once

#include "cccd/date.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace cccd_bridge::cccd {

/// Twelve digits, or fewer of which leading zeros were lost.
struct RecoveredIdNumber {
    std::string number;
    bool zeroLost = false;
};

/// `lost` says how many zeros may have been lost. Empty when the digits are no ID number, or with zeros put back none
/// of a known province and of somebody born by `latest`.
std::optional<RecoveredIdNumber> recoverIdNumber(std::string_view digits, std::size_t lost, const Date& latest);

/// The number of a card and the separator behind it.
struct CardStart {
    RecoveredIdNumber number;
    std::string_view separator;
    std::size_t begin;  ///< of the number
};

/// What may stand before the number.
enum class PrefixRule { WithoutSeparator, Any };

/// The first number with a separator behind it, at the start of the text or behind a short prefix.
std::optional<CardStart> findCardStart(std::string_view text, PrefixRule prefix, const Date& latest);

}  // namespace cccd_bridge::cccd
