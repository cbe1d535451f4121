#include "cccd/date.hpp"

#include "base/digits.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

namespace cccd_bridge::cccd {
namespace {

constexpr int firstYear = 1800;
constexpr int lastYear = 2199;

bool isLeap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int daysIn(int year, int month) {
    constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && isLeap(year) ? 29 : days[static_cast<std::size_t>(month - 1)];
}

bool allDigits(std::string_view text) { return std::ranges::all_of(text, isDigit); }

// The caller has checked that there are only digits, at most four.
int number(std::string_view digits) {
    int value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

// A day or month of 0 means unknown; a known month without its day can only be kept as a year.
std::optional<Date> ofParts(int day, int month, int year) {
    if (month < 0 || month > 12 || (month == 0 && day != 0)) return std::nullopt;
    return day == 0 ? Date::ofYear(year) : Date::ofDay(year, month, day);
}

std::optional<Date> fromDigits(std::string_view text) {
    switch (text.size()) {
        case 4:
            return Date::ofYear(number(text));
        case 6:
            return ofParts(0, number(text.substr(0, 2)), number(text.substr(2)));
        case 8:
            return ofParts(number(text.substr(0, 2)), number(text.substr(2, 2)), number(text.substr(4)));
        default:
            return std::nullopt;
    }
}

}  // namespace

std::optional<Date> Date::ofDay(int year, int month, int day) {
    if (year < firstYear || year > lastYear || month < 1 || month > 12) return std::nullopt;
    if (day < 1 || day > daysIn(year, month)) return std::nullopt;
    return Date(year, month, day);
}

std::optional<Date> Date::ofYear(int year) {
    if (year < firstYear || year > lastYear) return std::nullopt;
    return Date(year, 0, 0);
}

Date Date::ofTime(std::chrono::sys_seconds time) {
    const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(time));
    const int year = std::clamp(static_cast<int>(day.year()), firstYear, lastYear);
    const auto month = static_cast<int>(static_cast<unsigned>(day.month()));
    const auto dayOfMonth = static_cast<int>(static_cast<unsigned>(day.day()));
    return Date(year, month, std::min(dayOfMonth, daysIn(year, month)));
}

std::optional<Date> Date::fromIso(std::string_view text) {
    if (text.size() == 4 && allDigits(text)) return ofYear(number(text));
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = text.substr(0, 4), month = text.substr(5, 2), day = text.substr(8);
    if (!allDigits(year) || !allDigits(month) || !allDigits(day)) return std::nullopt;
    return ofDay(number(year), number(month), number(day));
}

std::optional<Date> Date::fromVietnamese(std::string_view text) {
    const auto separator = text.find_first_of("/-.");
    if (separator == std::string_view::npos) return allDigits(text) ? fromDigits(text) : std::nullopt;
    const auto second = text.find(text[separator], separator + 1);
    const bool hasDay = second != std::string_view::npos;
    const auto day = hasDay ? text.substr(0, separator) : std::string_view("0");
    const auto month = hasDay ? text.substr(separator + 1, second - separator - 1) : text.substr(0, separator);
    const auto year = text.substr((hasDay ? second : separator) + 1);
    const auto isPart = [](std::string_view part) { return !part.empty() && part.size() <= 2 && allDigits(part); };
    if (!isPart(day) || !isPart(month) || year.size() != 4 || !allDigits(year)) return std::nullopt;
    return ofParts(number(day), number(month), number(year));
}

std::string Date::toIso() const {
    std::array<char, 16> text{};
    const int length = yearOnly() ? std::snprintf(text.data(), text.size(), "%04d", year())
                                  : std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", year(), month(), day());
    return {text.data(), static_cast<std::size_t>(length)};
}

std::optional<Date> Date::plusYears(int years) const {
    const int year = this->year() + years;
    if (yearOnly()) return ofYear(year);
    return ofDay(year, month(), month() == 2 && day() == 29 && !isLeap(year) ? 28 : day());
}

bool compatible(const Date& left, const Date& right) {
    if (left.year() != right.year()) return false;
    return left == right || left.yearOnly() || right.yearOnly();
}

}  // namespace cccd_bridge::cccd
