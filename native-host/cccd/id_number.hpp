// The 12-digit personal identification number (số định danh cá nhân): PPP G YY RRRRRR, no check digit.
// Source: Nghị định 137/2015/NĐ-CP art. 13.
#pragma once

#include "cccd/citizen.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cccd_bridge::cccd {

/// What the digits say. The place is where the birth was registered, by the 63 provinces before July 2025.
struct IdNumberFacts {
    std::string_view provinceCode;                 ///< first three digits, a view into the number
    std::optional<std::string_view> provinceName;  ///< NFC; empty for a country code or a code not in the table
    Sex sex;
    int birthYear;
};

/// What is odd about a number; never an error, because corrected data and new codes exist (Luật Căn cước art. 24).
enum class IdNumberWarning { ProvinceUnknown, SexMismatch, BirthYearMismatch };

/// Exactly 12 ASCII digits.
bool isIdNumber(std::string_view text);

/// Exactly 9 ASCII digits (số CMND).
bool isOldIdNumber(std::string_view text);

/// Empty unless isIdNumber(number).
std::optional<IdNumberFacts> readIdNumber(std::string_view number);

/// Compares the number with what else is known; what is not known is not compared. Empty unless isIdNumber(number).
std::vector<IdNumberWarning> checkIdNumber(std::string_view number, std::optional<Sex> sex,
                                           const std::optional<Date>& dateOfBirth);

/// The card access number of a CCCD: the last six digits of the number. Empty unless isIdNumber(number).
std::optional<std::string> cardAccessNumber(std::string_view number);

}  // namespace cccd_bridge::cccd
