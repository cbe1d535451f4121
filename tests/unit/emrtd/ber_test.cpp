#include "emrtd/ber.hpp"

#include "emrtd/tlv.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;
using test::hex;

TEST_CASE("definite encodings stay as they are, also long ones") {
    for (const char* same : {"0500", "3003020101", "308103020101", "30820003020101", "A0053003020101", "040180"}) {
        CAPTURE(same);
        CHECK(withDefiniteLengths(hex(same)).value() == hex(same));
    }
}

TEST_CASE("indefinite lengths become definite, pieces one string") {
    CHECK(withDefiniteLengths(hex("30800201010000")).value() == hex("3003020101"));
    CHECK(withDefiniteLengths(hex("3080 A08005000000 020101 0000")).value() == hex("3007A0020500020101"));
    CHECK(withDefiniteLengths(hex("24800402AABB0401CC0000")).value() == hex("0403AABBCC"));
    CHECK(withDefiniteLengths(hex("2407 0402AABB 0401CC")).value() == hex("0403AABBCC"));
    CHECK(withDefiniteLengths(hex("2480 24800401AA0000 0401BB 0000")).value() == hex("0402AABB"));
    // The parts beside keep their bytes: a signature may cover them.
    CHECK(withDefiniteLengths(hex("3080 308103020101 0000")).value() == hex("3006308103020101"));
}

TEST_CASE("what never ends, goes too deep or is followed by more is refused") {
    for (const char* bad :
         {"", "3080", "308002010100", "0480AA0000", "30030201", "050000", "24030201 01", "3080020101000000"}) {
        CAPTURE(bad);
        CHECK(withDefiniteLengths(hex(bad)).error().code == ErrorCode::CardFileMalformed);
    }
    Bytes deep;
    for (int i = 0; i < 100'000; ++i) deep.insert(deep.end(), {0x30, 0x80});
    CHECK_FALSE(withDefiniteLengths(deep));
    Bytes nested = hex("0500");
    for (int i = 0; i < maxBerDepth; ++i) nested = makeTlv(0x30, nested);
    CHECK(withDefiniteLengths(nested));
    CHECK_FALSE(withDefiniteLengths(makeTlv(0x30, nested)));
}

TEST_CASE("a set in the order of DER") {
    CHECK(derSetOf(hex("3109 020103 020101 020102")).value() == hex("3109 020101 020102 020103"));
    CHECK(derSetOf(hex("31 8107 0403AABBCC 0500")).value() == hex("3107 0403AABBCC 0500"));
    CHECK(derSetOf(hex("3107 0500 0403AABBCC")).value() == hex("3107 0403AABBCC 0500"));
    CHECK(derSetOf(hex("3105 30810202 01")).has_value() == false);
}

TEST_CASE("the first of several data objects") {
    CHECK(firstWithDefiniteLengths(hex("3080 0500 0000 FFFF")).value() == hex("3002 0500"));
    CHECK(firstWithDefiniteLengths(hex("3002 0500")).value() == hex("3002 0500"));
    CHECK_FALSE(firstWithDefiniteLengths(hex("3003 0500")));
}
