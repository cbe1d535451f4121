#include "emrtd/tlv.hpp"

#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;
using test::hex;

TEST_CASE("tags of one to four bytes and lengths in short and long form") {
    const Bytes data = hex("020105 5F1F02AABB 7F6181020500 30830000020500 BF81810300 8400");
    TlvReader reader(data);
    CHECK(reader.next()->tag == 0x02);
    const auto second = reader.next();
    CHECK(second->tag == 0x5F1F);
    CHECK_FALSE(second->constructed);
    CHECK(toHex(second->value) == "aabb");
    CHECK(toHex(second->encoded) == "5f1f02aabb");
    const auto third = reader.next();
    CHECK(third->tag == 0x7F61);
    CHECK(third->constructed);
    CHECK(reader.next()->tag == 0x30);
    CHECK(reader.peekTag() == 0xBF818103);
    CHECK(reader.next()->tag == 0xBF818103);
    CHECK(reader.next()->tag == 0x84);
    CHECK(reader.atEnd());
    CHECK(reader.expectEnd());
}

TEST_CASE("malformed data objects are refused") {
    for (const char* text : {"", "00", "0000", "30", "3080", "308000", "3005AABB", "3081", "308201", "3084FFFFFFFF",
                             "30850000000001AA", "1F", "1F81", "BF8181818101", "5F"}) {
        CAPTURE(text);
        const Bytes data = hex(text);
        const auto object = TlvReader(data).next();
        REQUIRE_FALSE(object);
        CHECK(object.error().code == ErrorCode::CardFileMalformed);
    }
}

TEST_CASE("a header may be read before the value is there") {
    const auto header = parseTlvHeader(hex("75823AE77F61"));
    REQUIRE(header);
    CHECK(header->tag == 0x75);
    CHECK(header->headerLength == 4);
    CHECK(header->valueLength == 0x3AE7);
    CHECK(header->totalLength() == 0x3AEB);
}

TEST_CASE("nesting ends at the cap") {
    Bytes data = hex("0500");
    for (int i = 0; i < TlvReader::maxDepth + 8; ++i) data = makeTlv(0x30, data);
    TlvReader reader(data);
    int depth = 0;
    for (auto next = reader.enter(0x30); next; next = reader.enter(0x30)) {
        reader = *next;
        ++depth;
    }
    CHECK(depth == TlvReader::maxDepth);
}

TEST_CASE("a whole buffer is one object and nothing else") {
    CHECK(enterWhole(hex("30020500"), 0x30));
    CHECK_FALSE(enterWhole(hex("3002050000"), 0x30));
    CHECK_FALSE(enterWhole(hex("30020500"), 0x31));
}

TEST_CASE("written objects read back with the shortest length") {
    for (const std::size_t length : {0U, 1U, 127U, 128U, 255U, 256U, 65535U, 65536U}) {
        CAPTURE(length);
        const Bytes value(length, 0x5A);
        const Bytes encoded = makeTlv(0x7F49, value);
        TlvReader reader(encoded);
        const auto object = reader.expect(0x7F49);
        REQUIRE(object);
        CHECK(object->value.size() == length);
        CHECK(reader.atEnd());
    }
    CHECK(toHex(makeTlv(0x7C, {})) == "7c00");
    CHECK(toHex(makeTlv(0x30, Bytes(128))).substr(0, 6) == "308180");
    CHECK(toHex(makeTlv(0x30, Bytes(256))).substr(0, 8) == "30820100");
}
