#include "emrtd/access_key.hpp"
#include "emrtd/lds/dg1.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace cccd_bridge::emrtd;

TEST_CASE("check digits of 9303-3 Appendix A") {
    CHECK(mrzCheckDigit("520727") == '3');
    CHECK(mrzCheckDigit("AB2134<<<") == '5');
}

TEST_CASE("composite check digits of 9303-3 Appendix A") {
    const std::string td1 =
        std::string("I<YTOD231458907<<<<<<<<<<<<<<<") + "3407127M9507122YTO<<<<<<<<<<<2" + std::string(30, '<');
    CHECK(parseMrz(td1)->checkDigits.composite);
    const std::string td2 = "I<YTO" + std::string(31, '<') + "HA672242<6YTO5802254M9601086<<<<<<<8";
    CHECK(parseMrz(td2)->checkDigits.composite);
    const std::string td3 = "P<YTO" + std::string(39, '<') + "HA672242<6YTO5802254M9601086<<<<<<<<<<<<<<08";
    CHECK(parseMrz(td3)->checkDigits.composite);
}
