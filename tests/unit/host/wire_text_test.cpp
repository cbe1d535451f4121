#include "host/wire_text.hpp"

#include <doctest/doctest.h>

#include <string_view>

using namespace cccd_bridge::host;
using namespace std::chrono;

TEST_CASE("times are written and read in one form only") {
    const sys_seconds time = sys_days(year{2024} / 2 / 29) + hours(23) + minutes(5) + seconds(9);
    CHECK(isoTime(time) == "2024-02-29T23:05:09Z");
    CHECK(timeFromIso("2024-02-29T23:05:09Z") == time);
    CHECK(isoTime(*timeFromIso("1950-01-01T00:00:00Z")) == "1950-01-01T00:00:00Z");
    CHECK(isoTime(*timeFromIso("9999-12-31T23:59:59Z")) == "9999-12-31T23:59:59Z");
    for (const std::string_view text :
         {"", "2023-02-29T00:00:00Z", "2024-02-29T24:00:00Z", "2024-02-29T00:60:00Z", "2024-02-29T00:00:60Z",
          "2024-02-29T00:00:00", "2024-02-29T00:00:00+00:00", "2024-02-29 00:00:00Z", "1949-12-31T23:59:59Z",
          "2024-2-29T00:00:00Z", "2024-13-01T00:00:00Z", "-024-02-29T00:00:00Z", "2024-02-29T00:00:00.5Z"})
        CHECK_MESSAGE(!timeFromIso(text), text);
}

TEST_CASE("foreign text is well-formed, composed and cut between characters") {
    CHECK(shortened("abc", 3) == "abc");
    CHECK(shortened("abcd", 3) == "abc");
    CHECK(shortened("a\xE1\xBA\xABu", 3) == "a");
    CHECK(shortened("a\xFFz", 9) == "a\xEF\xBF\xBDz");
}
