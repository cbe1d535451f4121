#include "doctor/places.hpp"

#include <doctest/doctest.h>

using cccd_bridge::doctor::Places;

TEST_CASE("Windows takes large and small letters for the same") {
    const Places places{.home = L"C:\\Users\\Nguyễn Văn An"};
    CHECK(places.shown(L"c:\\users\\NGUYỄN VĂN AN\\a") == "~\\a");
    CHECK(places.shown("D:/USERS/an/b/a.exe") == "D:\\Users\\*\\a.exe");
}
