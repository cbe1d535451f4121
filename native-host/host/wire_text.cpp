#include "host/wire_text.hpp"

#include "base/digits.hpp"
#include "cccd/text.hpp"

#include <array>
#include <cstdio>

namespace cccd_bridge::host {

namespace {

constexpr std::string_view pattern = "0000-00-00T00:00:00Z";
constexpr int firstYear = 1950;

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

bool fitsPattern(std::string_view text) {
    if (text.size() != pattern.size()) return false;
    for (std::size_t i = 0; i < pattern.size(); ++i)
        if (pattern[i] == '0' ? !isDigit(text[i]) : text[i] != pattern[i]) return false;
    return true;
}

int number(std::string_view digits) {
    int value = 0;
    for (const char digit : digits) value = value * 10 + (digit - '0');
    return value;
}

}  // namespace

std::string isoTime(std::chrono::sys_seconds time) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(time - day);
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()));
    return text.data();
}

std::optional<std::chrono::sys_seconds> timeFromIso(std::string_view text) {
    if (!fitsPattern(text)) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(number(text.substr(0, 4))),
                                           std::chrono::month(static_cast<unsigned>(number(text.substr(5, 2)))),
                                           std::chrono::day(static_cast<unsigned>(number(text.substr(8, 2))))};
    const int hour = number(text.substr(11, 2));
    const int minute = number(text.substr(14, 2));
    const int second = number(text.substr(17, 2));
    if (!date.ok() || static_cast<int>(date.year()) < firstYear || hour > 23 || minute > 59 || second > 59)
        return std::nullopt;
    return std::chrono::sys_days(date) + std::chrono::hours(hour) + std::chrono::minutes(minute) +
           std::chrono::seconds(second);
}

std::string shortened(std::string_view bytes, std::size_t maximum) {
    std::string text = cccd::toNfcLossy(bytes);
    if (text.size() <= maximum) return text;
    std::size_t end = maximum;
    while (end > 0 && continues(text[end])) --end;
    return text.substr(0, end);
}

}  // namespace cccd_bridge::host
