#include "host/ldif.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace cccd_bridge;
using namespace cccd_bridge::host;

namespace {

using Kind = LdifValue::Kind;

std::vector<LdifValue> valuesOf(std::string_view text) {
    std::vector<LdifValue> values;
    LdifReader reader([&](LdifValue value) { values.push_back(std::move(value)); });
    reader.feed(text);
    reader.finish();
    CHECK(reader.isLdif());
    return values;
}

}  // namespace

TEST_CASE("certificates and lists of a directory, folded, with options and either line end") {
    const auto values = valuesOf(
        "version: 1\r\n# a comment that\r\n  goes on: with\r\n\r\n"
        "dn: cn=OU\\=x,o=dsc,c=VN,dc=data,dc=download,dc=pkd,dc=icao,dc=int\r\n"
        "userCertificate;binary:: QU\r\n JD\r\nobjectClass: top\r\n  and more\r\n\r\n"
        "dn: c=VN\n"
        "certificateRevocationList;binary:: REVG\n"
        "CACERTIFICATE:: R0hJ \n"
        "pkdMasterListContent:: SktM");
    REQUIRE(values.size() == 4);
    CHECK(values[0].kind == Kind::Certificate);
    CHECK(values[0].content == Bytes{'A', 'B', 'C'});
    CHECK(values[1].kind == Kind::RevocationList);
    CHECK(values[1].content == Bytes{'D', 'E', 'F'});
    CHECK(values[2].content == Bytes{'G', 'H', 'I'});
    CHECK(values[3].kind == Kind::MasterList);
    CHECK(values[3].content == Bytes{'J', 'K', 'L'});
}

TEST_CASE("what is no base64, a reference or too long is a value without content") {
    const auto values =
        valuesOf("dn: x\nuserCertificate:: Q?\nuserCertificate: plain\nuserCertificate:< file:///etc/passwd\n");
    REQUIRE(values.size() == 3);
    for (const LdifValue& value : values) CHECK(value.content.empty());

    std::vector<LdifValue> large;
    LdifReader reader([&](LdifValue value) { large.push_back(std::move(value)); });
    reader.feed("dn: x\nuserCertificate:: ");
    const std::string piece(1024 * 1024, 'A');
    for (int i = 0; i < 12; ++i) reader.feed(piece + "\n ");
    reader.feed("AAAA\ndescription: ");
    for (int i = 0; i < 12; ++i) reader.feed(piece);
    reader.feed("\nuserCertificate:: QUJD\n");
    reader.finish();
    REQUIRE(large.size() == 2);
    CHECK(large[0].content.empty());
    CHECK(large[1].content == Bytes{'A', 'B', 'C'});
}

TEST_CASE("other text is no directory") {
    for (const char* text : {"", "hello", "dnx: y", " dn: x", "no colon dn"}) {
        LdifReader reader([](const LdifValue&) { FAIL("a value"); });
        reader.feed(text);
        reader.finish();
        CHECK_FALSE(reader.isLdif());
    }
}

TEST_CASE("a name that is folded, the former name of lists, and values that a change takes away") {
    CHECK(valuesOf("dn: x\nuserCert\n ificate;bin\n ary:: QUJD\n").at(0).content == Bytes{'A', 'B', 'C'});
    CHECK(valuesOf("dn: x\nCscaMasterListData:: QUJD\n").at(0).kind == Kind::MasterList);
    const auto values = valuesOf(
        "dn: x\nchangetype: modify\ndelete: cACertificate\ncACertificate:: QUJD\n-\n"
        "add: cACertificate\ncACertificate:: REVG\n-\ndelete: userCertificate\nuserCertificate:: QUJD\n\n"
        "dn: y\nuserCertificate:: R0hJ\n");
    REQUIRE(values.size() == 2);
    CHECK(values[0].content == Bytes{'D', 'E', 'F'});
    CHECK(values[1].content == Bytes{'G', 'H', 'I'});
}
