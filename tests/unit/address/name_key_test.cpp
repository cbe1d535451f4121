#include "address/name_key.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace cccd_bridge::address;

TEST_CASE("a name is the same wherever its tone mark, its apostrophe and its capitals are") {
    CHECK(nameKey("Hòa Bình") == nameKey("HOÀ  bình"));
    CHECK(nameKey("Thủy Nguyên") == nameKey("Thuỷ Nguyên"));
    CHECK(nameKey("M'Đrắk") == nameKey("m’đrắk"));
    CHECK(nameKey("Phan Rang-Tháp Chàm") == nameKey("Phan Rang - Tháp Chàm"));
    CHECK(nameKey("04") == nameKey("4"));
    CHECK(nameKey("0") == "0");
    CHECK(nameKey("Cẩm Giang") != nameKey("Cẩm Giàng"));
    CHECK(nameKey("Mỹ Tho") != nameKey("Mỹ Thọ"));
    CHECK(nameKey("\xFF\xC3(\xF0\x9F\x98\x80").empty());
}

TEST_CASE("letters are compared without marks and spaces") {
    CHECK(sameLetters(nameKey("Đăk Lăk"), nameKey("daklak")));
    CHECK(sameLetters(nameKey("Quý"), nameKey("Qui")));
    CHECK_FALSE(sameLetters(nameKey("An"), nameKey("Ang")));
    CHECK(lettersHash(nameKey("Ea Bar")) == lettersHash(nameKey("EaBar")));
    CHECK(isBare(nameKey("Ha Noi 2")));
    CHECK_FALSE(isBare(nameKey("Đa")));
    CHECK_FALSE(isBare(nameKey("à")));
}

TEST_CASE("words keep their place and what parts them") {
    const std::string text = "P4,Q.08 - Hà Nội; x";
    const auto words = splitWords(text);
    REQUIRE(words.size() == 7);
    CHECK(words[0].key == "p");
    CHECK(words[1].key == "4");
    CHECK(words[2].before == Gap::Comma);
    CHECK(words[3].key == "8");
    CHECK(words[3].before == Gap::Space);
    CHECK(words[4].before == Gap::Dash);
    CHECK(text.substr(words[4].begin, words[4].end - words[4].begin) == "Hà");
    CHECK(words[6].before == Gap::Comma);
    CHECK(splitWords(" ,, ").empty());
}
