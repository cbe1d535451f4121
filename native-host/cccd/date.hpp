// Calendar dates of which sometimes only the year is known.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cccd_bridge::cccd {

/// A Gregorian date, or a year alone. Always valid when it comes from one of the functions below.
class Date {
  public:
    /// Year 1800–2199; empty when the day does not exist.
    static std::optional<Date> ofDay(int year, int month, int day);
    /// Year 1800–2199.
    static std::optional<Date> ofYear(int year);
    /// The day in UTC; the nearest supported year where it is outside of them.
    static Date ofTime(std::chrono::sys_seconds time);
    /// `yyyy-MM-dd` or `yyyy` (the form of schemas/citizen.schema.json).
    static std::optional<Date> fromIso(std::string_view text);
    /// As people and DG13 write it: `dd/MM/yyyy` with `/`, `-` or `.`, `00/00/yyyy`, `MM/yyyy`, `yyyy`; digits only as
    /// in the card's QR code: `ddMMyyyy`, `0000yyyy`, `MMyyyy`, `yyyy`. A known month without its day gives the year
    /// alone.
    static std::optional<Date> fromVietnamese(std::string_view text);

    int year() const { return year_; }
    /// 1–12, or 0 when only the year is known.
    int month() const { return month_; }
    /// 1–31, or 0 when only the year is known.
    int day() const { return day_; }
    bool yearOnly() const { return month_ == 0; }

    /// `yyyy-MM-dd`, or `yyyy` when only the year is known.
    std::string toIso() const;

    /// The same day `years` later (or earlier). 29 February in a year without it becomes 28 February: a term counted in
    /// years ends on the last day of the month that lacks the day (Bộ luật Dân sự 2015 art. 148, by analogy with clause
    /// 3). A year alone stays a year alone. Empty outside the supported years.
    std::optional<Date> plusYears(int years) const;

    bool operator==(const Date&) const = default;
    /// Order of days; a year alone comes before every day of that year.
    auto operator<=>(const Date&) const = default;

  private:
    Date(int year, int month, int day)
        : year_(static_cast<std::int16_t>(year)),
          month_(static_cast<std::int8_t>(month)),
          day_(static_cast<std::int8_t>(day)) {}

    std::int16_t year_;
    std::int8_t month_;
    std::int8_t day_;
};

/// Same day, or one of them is a year alone and the years agree.
bool compatible(const Date& left, const Date& right);

}  // namespace cccd_bridge::cccd
