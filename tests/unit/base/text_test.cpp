#include "base/text.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace cccd_bridge;
using namespace std::string_literals;

TEST_CASE("decomposed Vietnamese becomes precomposed") {
    // e + circumflex + tilde, and e-circumflex + tilde: both are U+1EC5.
    CHECK(normaliseNfc("Nguye\xCC\x82\xCC\x83n") == "Nguy\xE1\xBB\x85n"s);
    CHECK(normaliseNfc("Nguy\xC3\xAA\xCC\x83n") == "Nguy\xE1\xBB\x85n"s);
    // u + horn + dot below in either order is U+1EF1.
    CHECK(normaliseNfc("u\xCC\x9B\xCC\xA3") == "\xE1\xBB\xB1"s);
    CHECK(normaliseNfc("u\xCC\xA3\xCC\x9B") == "\xE1\xBB\xB1"s);
    CHECK(normaliseNfc("") == ""s);
    CHECK(normaliseNfc("TRAN VAN THU") == "TRAN VAN THU"s);
}

// U+0000 is well-formed, but no text of a person: it would cut the text short where a C string is expected.
TEST_CASE("what is not UTF-8 is refused, and so is U+0000") {
    for (const std::string& text : {"\xFF"s, "a\xC3"s, "\xC0\x80"s, "\xED\xA0\x80"s, "\xF4\x90\x80\x80"s, "a\0b"s}) {
        const auto result = normaliseNfc(text);
        REQUIRE_FALSE(result);
        CHECK(result.error().code == ErrorCode::TextInvalidUtf8);
    }
}
