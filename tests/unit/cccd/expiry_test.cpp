#include "cccd/expiry.hpp"
#include "cccd/issuer.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace cccd_bridge::cccd;

TEST_CASE("expiry by both laws, with the two years before an age") {
    struct Row {
        const char* birth;
        const char* issue;
        const char* expiry;  // "never", or "" when it cannot be said
    };
    const Row rows[] = {
        {"1999-02-05", "2021-05-10", "2024-02-05"},  // 22 years old
        {"1999-02-05", "2022-02-04", "2024-02-05"},  // the day before 23
        {"1999-02-05", "2022-02-05", "2039-02-05"},  // on the 23rd birthday
        {"1999-02-05", "2024-02-05", "2039-02-05"},
        {"1984-06-01", "2022-05-31", "2024-06-01"},  // the day before 38
        {"1984-06-01", "2022-06-01", "2044-06-01"},
        {"1964-06-01", "2022-05-31", "2024-06-01"},  // the day before 58
        {"1964-06-01", "2022-06-01", "never"},
        {"1950-01-01", "2021-03-01", "never"},
        {"2007-03-01", "2021-03-01", "2032-03-01"},  // 14 under the law of 2014: 25 is the first age
        {"2007-03-02", "2021-03-01", ""},            // not yet 14
        {"2010-08-01", "2024-07-01", "2035-08-01"},  // 13 under the law of 2023: within two years of 14
        {"2012-07-01", "2024-07-01", "2037-07-01"},  // exactly 12
        {"2012-07-02", "2024-07-01", "2026-07-02"},
        {"2012-07-02", "2024-06-30", ""},
        {"2024-07-01", "2024-07-01", "2038-07-01"},  // on the day of birth
        {"2000-02-29", "2021-05-10", "2025-02-28"},
        {"2000-02-29", "2023-02-27", "2025-02-28"},
        {"2000-02-29", "2023-02-28", "2040-02-29"},  // 23 is reached on 28 February
        {"1999-02-05", "1999-02-04", ""},
        {"1980-01-01", "2015-12-31", ""},
        {"1999", "2021-05-10", ""},
        {"1999-02-05", "2021", ""},
    };
    for (const auto& row : rows) {
        CAPTURE(std::string(row.birth));
        CAPTURE(std::string(row.issue));
        const auto expiry = deriveExpiry(*Date::fromIso(row.birth), *Date::fromIso(row.issue));
        const std::string told = !expiry ? "" : expiry->date ? expiry->date->toIso() : "never";
        CHECK(told == row.expiry);
    }
}

TEST_CASE("issuer by date") {
    const auto issuer = [](const char* iso) { return issuingAuthorityOn(*Date::fromIso(iso)); };
    CHECK_FALSE(issuer("2015-12-31"));
    CHECK(issuer("2016-01-01") == "Cục Cảnh sát đăng ký, quản lý cư trú và dữ liệu quốc gia về dân cư");
    CHECK(issuer("2018-10-09") == "Cục Cảnh sát đăng ký, quản lý cư trú và dữ liệu quốc gia về dân cư");
    CHECK(issuer("2018-10-10") == "Cục Cảnh sát quản lý hành chính về trật tự xã hội");
    CHECK(issuer("2024-06-30") == "Cục Cảnh sát quản lý hành chính về trật tự xã hội");
    CHECK(issuer("2024-07-01") == "Bộ Công an");
    CHECK_FALSE(issuer("2024"));
    CHECK_FALSE(issuedUnderIdentityLaw2023(*Date::fromIso("2024-06-30")));
}
