#include "cccd/id_number.hpp"

#include "base/digits.hpp"
#include "cccd/birth_provinces.hpp"

#include <algorithm>

namespace cccd_bridge::cccd {
namespace {

int digit(char c) { return c - '0'; }

}  // namespace

bool isIdNumber(std::string_view text) { return text.size() == 12 && isDigits(text); }

bool isOldIdNumber(std::string_view text) { return text.size() == 9 && isDigits(text); }

std::optional<IdNumberFacts> readIdNumber(std::string_view number) {
    if (!isIdNumber(number)) return std::nullopt;
    const auto code = number.substr(0, 3);
    const auto* row = std::ranges::find(birthProvinces, code, &BirthProvince::code);
    const int century = digit(number[3]);  // even: Nam, odd: Nữ; 0–1 19xx, 2–3 20xx, ...
    return IdNumberFacts{
        .provinceCode = code,
        .provinceName = row == birthProvinces.end() ? std::nullopt : std::optional(row->name),
        .sex = century % 2 == 0 ? Sex::Male : Sex::Female,
        .birthYear = 1900 + century / 2 * 100 + digit(number[4]) * 10 + digit(number[5]),
    };
}

std::vector<IdNumberWarning> checkIdNumber(std::string_view number, std::optional<Sex> sex,
                                           const std::optional<Date>& dateOfBirth) {
    std::vector<IdNumberWarning> warnings;
    const auto facts = readIdNumber(number);
    if (!facts) return warnings;
    if (!facts->provinceName) warnings.push_back(IdNumberWarning::ProvinceUnknown);
    // The digit knows only two sexes, so "other" cannot contradict it.
    if (sex && *sex != Sex::Other && *sex != facts->sex) warnings.push_back(IdNumberWarning::SexMismatch);
    if (dateOfBirth && dateOfBirth->year() != facts->birthYear) warnings.push_back(IdNumberWarning::BirthYearMismatch);
    return warnings;
}

std::optional<std::string> cardAccessNumber(std::string_view number) {
    if (!isIdNumber(number)) return std::nullopt;
    return std::string(number.substr(6));
}

}  // namespace cccd_bridge::cccd
