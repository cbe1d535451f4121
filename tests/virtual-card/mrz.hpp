// The machine-readable zone (9303-3, 9303-4, 9303-5) as Vietnamese cards fill it.
#pragma once

#include "virtual-card/card_description.hpp"

#include <string>
#include <string_view>

namespace virtual_card {

/// 9303-3 §4.9: weights 7, 3, 1.
char checkDigit(std::string_view text);
/// Upper-case Latin letters without diacritics, other characters as '<' (9303-3 §6; where it leaves a choice, the plain
/// letter, and Đ = D as on Vietnamese cards).
std::string foldName(std::string_view utf8);
/// The whole zone in one line: 90 characters for TD1, 88 for TD3.
std::string buildMrz(const Document& document, const Holder& holder);
/// Document number, birth and expiry with their check digits, the text behind the access keys (9303-11 §9.7.2).
/// Any of TD1, TD2, TD3 by its length; throws CardFileError for another.
std::string mrzInformation(std::string_view mrz);

}  // namespace virtual_card
