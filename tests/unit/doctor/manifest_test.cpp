#include "doctor/manifest.hpp"

#include "doctor/bounded_file.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge;
using namespace cccd_bridge::doctor;

TEST_CASE("a manifest's text") {
    const auto manifest = parseManifest(
        R"({"name":"a","type":"stdio","path":"/p","allowed_origins":["o",1],"allowed_extensions":["e"],"more":{}})");
    REQUIRE(manifest);
    CHECK(manifest->name == "a");
    CHECK(manifest->type == "stdio");
    CHECK(manifest->path == "/p");
    CHECK(manifest->callers == std::vector<std::string>{"o", "e"});
    const auto odd = parseManifest(R"({"name":1,"path":[],"allowed_origins":"o"})");
    REQUIRE(odd);
    CHECK(odd->name.empty());
    CHECK(odd->path.empty());
    CHECK(odd->callers.empty());
}

TEST_CASE("no manifest") {
    for (const char* text : {"", "{", "[]", "null", "{} {}", "{\"a\":1,}", "{/**/}", "{\"name\":\"\xff\"}"}) {
        CAPTURE(text);
        CHECK_FALSE(parseManifest(text));
    }
    CHECK_FALSE(parseManifest(std::string(1000, '[')));
}

TEST_CASE("a list without end is cut") {
    std::string text = R"({"allowed_origins":[)";
    for (int i = 0; i < 2000; ++i) text += "\"o\",";
    const auto manifest = parseManifest(text + "\"o\"]}");
    REQUIRE(manifest);
    CHECK(manifest->callers.size() == 1024);
}
