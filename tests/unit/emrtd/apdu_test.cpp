#include "emrtd/apdu.hpp"

#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;
using test::hex;

TEST_CASE("the seven cases of a command encode and parse back") {
    struct Case {
        CommandApdu command;
        std::string encoded;
    };
    const std::vector<Case> cases{
        {{0x00, 0xA4, 0x02, 0x0C, {}, std::nullopt}, "00A4020C"},
        {{0x00, 0xB0, 0x00, 0x00, {}, 4}, "00B0000004"},
        {{0x00, 0xB0, 0x00, 0x00, {}, 256}, "00B0000000"},
        {{0x00, 0xA4, 0x02, 0x0C, hex("011C"), std::nullopt}, "00A4020C02011C"},
        {{0x00, 0x82, 0x00, 0x00, hex("AABB"), 40}, "0082000002AABB28"},
        {{0x00, 0xB0, 0x00, 0x00, {}, 256, true}, "00B00000000100"},
        {{0x00, 0xB0, 0x00, 0x00, {}, 65536, true}, "00B00000000000"},
        {{0x00, 0x22, 0xC1, 0xA4, hex("AA"), std::nullopt, true}, "0022C1A4000001AA"},
        {{0x00, 0x86, 0x00, 0x00, hex("AA"), 65536, true}, "00860000000001AA0000"},
    };
    for (const Case& item : cases) {
        CAPTURE(item.encoded);
        CHECK(item.command.encode() == hex(item.encoded));
        CHECK(CommandApdu::parse(hex(item.encoded)) == item.command);
    }
}

TEST_CASE("long data or a long answer makes a command extended by itself") {
    const CommandApdu longData{0x00, 0x86, 0x00, 0x00, Bytes(256, 0x11), 256};
    const Bytes encoded = longData.encode().value();
    CHECK(toHex(ByteView(encoded).first(7)) == "00860000000100");
    CHECK(encoded.size() == 4 + 3 + 256 + 2);
    CHECK(CommandApdu{0x00, 0xB0, 0x00, 0x00, {}, 257}.encode() == hex("00B00000000101"));
}

TEST_CASE("commands that do not fit an APDU are refused") {
    CHECK_FALSE(CommandApdu{0, 0, 0, 0, Bytes(65536), std::nullopt}.encode());
    CHECK_FALSE(CommandApdu{0, 0, 0, 0, {}, 65537}.encode());
    CHECK_FALSE(CommandApdu{0, 0, 0, 0, {}, 0}.encode());
}

TEST_CASE("malformed commands are refused") {
    for (const char* encoded : {"", "00A402", "00A4020C0201", "00A4020C02011C0000", "00A4020C000000AA00",
                                "00A4020C0000", "00A4020C000002AA", "00A4020C000001AA00"}) {
        CAPTURE(encoded);
        const auto parsed = CommandApdu::parse(hex(encoded));
        REQUIRE_FALSE(parsed);
        CHECK(parsed.error().code == ErrorCode::CardProtocolViolation);
    }
}

TEST_CASE("a response is split into data and status word") {
    const auto response = ResponseApdu::parse(hex("60149000"));
    REQUIRE(response);
    CHECK(response->data == test::secret("6014"));
    CHECK(response->ok());
    CHECK(ResponseApdu::parse(hex("6A82"))->sw == 0x6A82);
}

TEST_CASE("a response without status word or beyond extended length is a typed error") {
    for (const Bytes& raw : {Bytes{}, Bytes{0x90}, Bytes(65539)}) {
        const auto response = ResponseApdu::parse(raw);
        REQUIRE_FALSE(response);
        CHECK(response.error().code == ErrorCode::CardProtocolViolation);
    }
}
