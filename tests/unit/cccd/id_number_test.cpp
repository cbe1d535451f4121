#include "cccd/id_number.hpp"
#include "cccd/card_access.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace cccd_bridge::cccd;

TEST_CASE("the digits say place, sex and year") {
    struct Row {
        const char* number;
        const char* province;
        Sex sex;
        int year;
    };
    const Row rows[] = {
        {"001199012345", "Hà Nội", Sex::Female, 1999},
        {"058058000019", "Ninh Thuận", Sex::Male, 1958},
        {"079205990001", "Thành phố Hồ Chí Minh", Sex::Male, 2005},
        {"096310990001", "Cà Mau", Sex::Female, 2010},
        {"046499990001", "Thừa Thiên Huế", Sex::Male, 2199},
    };
    for (const auto& row : rows) {
        CAPTURE(std::string(row.number));
        const auto facts = readIdNumber(row.number);
        REQUIRE(facts);
        CHECK(facts->provinceName == row.province);
        CHECK(facts->sex == row.sex);
        CHECK(facts->birthYear == row.year);
        CHECK(checkIdNumber(row.number, row.sex, Date::ofYear(row.year)).empty());
    }
}

TEST_CASE("oddities are warnings, malformed numbers nothing") {
    using enum IdNumberWarning;
    CHECK(checkIdNumber("003199012345", std::nullopt, std::nullopt) == std::vector{ProvinceUnknown});
    CHECK(checkIdNumber("001199012345", Sex::Male, Date::ofDay(1998, 1, 1)) ==
          std::vector{SexMismatch, BirthYearMismatch});
    CHECK(checkIdNumber("001199012345", Sex::Other, std::nullopt).empty());
    for (const char* bad : {"", "00119901234", "0011990123456", "00119901234x", "001 199 0123"}) {
        CHECK_FALSE(isIdNumber(bad));
        CHECK_FALSE(readIdNumber(bad));
        CHECK_FALSE(cardAccessNumber(bad));
        CHECK(checkIdNumber(bad, Sex::Male, std::nullopt).empty());
    }
    CHECK(isOldIdNumber("012345678"));
    CHECK_FALSE(isOldIdNumber("0123456789"));
}

TEST_CASE("the chip's key is the last six digits; the constant is 54 bytes of DER") {
    CHECK(cardAccessNumber("001199012345") == "012345");
    CHECK(cccdCardAccess[0] == 0x31);
    CHECK(cccdCardAccess[1] == cccdCardAccess.size() - 2);
}
