#include "emrtd/access_key.hpp"

#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;

TEST_CASE("check digits") {
    CHECK(mrzCheckDigit("520727") == '3');
    CHECK(mrzCheckDigit("AB2134<<<") == '5');
    CHECK(mrzCheckDigit("991231") == '5');
    CHECK(mrzCheckDigit("") == '0');
    CHECK(mrzCheckDigit("a") == '\0');
    CHECK(mrzCheckDigit("12 4") == '\0');
}

TEST_CASE("a CAN is six digits") {
    const auto key = AccessKey::fromCan("990001");
    REQUIRE(key);
    CHECK(key->kind() == AccessKey::Kind::Can);
    CHECK(key->password() == test::secret("393930303031"));
    CHECK(key->basicAccessSeed().error().code == ErrorCode::CardProtocolUnsupported);
    for (const char* text : {"", "12345", "1234567", "12345a", "12345 ", "-12345"})
        CHECK(AccessKey::fromCan(text).error().code == ErrorCode::ProtocolInvalidParams);
}

TEST_CASE("fillers at the end of a document number may be left out") {
    CHECK(*AccessKey::fromMrz("L898902C", "690806", "940623") == *AccessKey::fromMrz("L898902C<", "690806", "940623"));
    CHECK_FALSE(*AccessKey::fromMrz("L898902C", "690806", "940623") ==
                *AccessKey::fromMrz("L898902D", "690806", "940623"));
    CHECK_FALSE(*AccessKey::fromCan("990001") == *AccessKey::fromCan("990002"));
}

TEST_CASE("fields that no MRZ has are refused") {
    CHECK(AccessKey::fromMrz("199012345", "99<<<<", "240205"));
    CHECK_FALSE(AccessKey::fromMrz("", "990205", "240205"));
    CHECK_FALSE(AccessKey::fromMrz("l898902c", "990205", "240205"));
    CHECK_FALSE(AccessKey::fromMrz("199012345", "19990205", "240205"));
    CHECK_FALSE(AccessKey::fromMrz("199012345", "990205", "24020<"));
    CHECK_FALSE(AccessKey::fromMrz("199012345", "99A205", "240205"));
    CHECK_FALSE(AccessKey::fromMrz(std::string(23, '1'), "990205", "240205"));
}
