#include "doctor/places.hpp"

#include <doctest/doctest.h>

using cccd_bridge::doctor::Places;

namespace {

/// As this system writes a path.
std::string native(const std::string& path) { return std::filesystem::path(path).make_preferred().string(); }

}  // namespace

TEST_CASE("a path is shown without the name of its user, however the home is spelt") {
    for (const char* home :
         {"/home/nguyenvanan", "/home/nguyenvanan/", "/home//nguyenvanan/.", "/home/x/../nguyenvanan"}) {
        CAPTURE(home);
        const Places places{.home = home};
        CHECK(places.shown("/home/nguyenvanan/.config/a b.json") == native("~/.config/a b.json"));
        CHECK(places.shown("/home//nguyenvanan/./a/") == native("~/a"));
        CHECK(places.shown("/home/nguyenvanan") == native("~"));
        CHECK(places.shown("/home/nguyenvanan/../nguyenvanan/a") == native("~/a"));
        CHECK(places.isOfUser("/home/nguyenvanan/a"));
        CHECK_FALSE(places.isOfUser("/home/nguyenvananh/a"));
        CHECK_FALSE(places.isOfUser("/home/nguyenvanan/../a"));
    }
}

TEST_CASE("a home that is elsewhere, or none") {
    CHECK(Places{.home = "/data/people/an"}.shown("/data/people/an/a") == native("~/a"));
    for (const char* home : {"", "/", "//", "relative"}) {
        CAPTURE(home);
        const Places places{.home = home};
        CHECK(places.shown("/etc/a.json") == native("/etc/a.json"));
        CHECK(places.shown("relative/a") == native("relative/a"));
        CHECK(places.shown("") == native(""));
        CHECK_FALSE(places.isOfUser("/etc/a.json"));
    }
}

TEST_CASE("of another's home only the file is named") {
    const Places places{.home = "/root"};
    CHECK(places.shown("/home/nguyenvanan/bin/cccd-bridge") == native("/home/*/cccd-bridge"));
    CHECK(places.shown("/home/OFFICE/nguyenvanan/cccd-bridge") == native("/home/*/cccd-bridge"));
    CHECK(places.shown("/var/home/nguyenvanan/cccd-bridge") == native("/var/home/*/cccd-bridge"));
    CHECK(places.shown("/home/nguyenvanan") == native("/home/*"));
    CHECK(places.shown("/home") == native("/home"));
    CHECK(places.shown("/homes/an/a") == native("/homes/an/a"));
}
