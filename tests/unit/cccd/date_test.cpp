#include "cccd/date.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace cccd_bridge::cccd;

TEST_CASE("the day of a moment, within the years there are") {
    using namespace std::chrono;
    CHECK(Date::ofTime(sys_days(year{2024} / 2 / 29) + seconds(86399)).toIso() == "2024-02-29");
    CHECK(Date::ofTime(sys_days(year{9999} / 12 / 31)).toIso() == "2199-12-31");
    CHECK(Date::ofTime(sys_days(year{1600} / 2 / 29)).toIso() == "1800-02-28");
}

TEST_CASE("dates as the card and people write them") {
    struct Row {
        const char* text;
        const char* iso;  // empty: refused
    };
    const Row rows[] = {
        {"05/02/1999", "1999-02-05"},
        {"5/2/1999", "1999-02-05"},
        {"05-02-1999", "1999-02-05"},
        {"05.02.1999", "1999-02-05"},
        {"05021999", "1999-02-05"},
        {"1999", "1999"},
        {"00001999", "1999"},
        {"00/00/1999", "1999"},
        {"02/1999", "1999"},
        {"021999", "1999"},
        {"00021999", "1999"},
        {"29/02/2000", "2000-02-29"},
        {"29/02/1999", ""},
        {"31041999", ""},
        {"5021999", ""},
        {"05001999", ""},
        {"13/1999", ""},
        {"05/02/99", ""},
        {"05/02-1999", ""},
        {"", ""},
        {"05/02/1999 ", ""},
        {"0502199x", ""},
        {"01010000", ""},
        {"//1999", ""},
        {"05/02/1999/", ""},
        {"005/02/1999", ""},
        {"990205", ""},
        {"05022500", ""},
    };
    for (const auto& row : rows) {
        CAPTURE(std::string(row.text));
        const auto date = Date::fromVietnamese(row.text);
        CHECK((date ? date->toIso() : "") == row.iso);
    }
}

TEST_CASE("ISO dates go both ways") {
    for (const char* text : {"1999-02-05", "2000-02-29", "1999"}) CHECK(Date::fromIso(text)->toIso() == text);
    for (const char* text : {"1999-02-30", "1999-2-5", "19990205", "", "1999-02", "1999-02-05Z", "0001"})
        CHECK_FALSE(Date::fromIso(text));
}

TEST_CASE("years are added by the calendar") {
    const auto leap = *Date::ofDay(2000, 2, 29);
    CHECK(leap.plusYears(25)->toIso() == "2025-02-28");
    CHECK(leap.plusYears(40)->toIso() == "2040-02-29");
    CHECK(Date::ofDay(1999, 12, 31)->plusYears(1)->toIso() == "2000-12-31");
    CHECK(Date::ofYear(1999)->plusYears(40)->toIso() == "2039");
    CHECK_FALSE(Date::ofYear(1999)->plusYears(400));
    CHECK(*Date::ofDay(1999, 2, 5) < *Date::ofDay(1999, 2, 6));
    CHECK(*Date::ofDay(1999, 12, 31) < *Date::ofDay(2000, 1, 1));
    CHECK(compatible(*Date::ofYear(1999), *Date::ofDay(1999, 2, 5)));
    CHECK_FALSE(compatible(*Date::ofYear(1998), *Date::ofDay(1999, 2, 5)));
    CHECK_FALSE(compatible(*Date::ofDay(1999, 2, 6), *Date::ofDay(1999, 2, 5)));
}
