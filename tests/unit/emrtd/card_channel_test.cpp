#include "emrtd/card_channel.hpp"

#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;
using test::ScriptedTransport;
using test::secret;

namespace {

const CommandApdu readBinary{0x00, 0xB0, 0x00, 0x00, {}, 256};

SecureMessaging session() {
    return SecureMessaging::create(CipherKind::TripleDes, secret("979EC13B1CBFE9DCD01AB0FED307EAE5"),
                                   secret("F1CB1F1FB5ADF208806B89DC579DC1F8"), test::hex("887022120C06C226"))
        .value();
}

}  // namespace

TEST_CASE("data announced by 61xx is fetched and joined") {
    ScriptedTransport card({"AABB6102", "CCDD6101", "EE9000"});
    CardChannel channel(card, {});
    const auto response = channel.transmit(readBinary);
    REQUIRE(response);
    CHECK(response->data == secret("AABBCCDDEE"));
    CHECK(response->ok());
    CHECK(card.commands == std::vector<std::string>{"00B0000000", "00C0000002", "00C0000001"});
    CHECK(channel.transferCount().apdus == 3);
    CHECK(channel.transferCount().bytesSent == 15);
    CHECK(channel.transferCount().bytesReceived == 11);
}

TEST_CASE("a wrong Le is corrected once") {
    ScriptedTransport card({"6C04", "601454419000"});
    CardChannel channel(card, {});
    CHECK(channel.transmit(readBinary)->data == secret("60145441"));
    CHECK(card.commands.back() == "00B0000004");
    ScriptedTransport stubborn({"6C04", "6C05", "6C06"});
    CardChannel other(stubborn, {});
    CHECK(other.transmit(readBinary)->sw == 0x6C05);
}

TEST_CASE("a wrong Le of GET RESPONSE is corrected too") {
    ScriptedTransport card({"6103", "6C02", "AABB9000"});
    CardChannel channel(card, {});
    CHECK(channel.transmit(readBinary)->data == secret("AABB"));
    CHECK(card.commands == std::vector<std::string>{"00B0000000", "00C0000003", "00C0000002"});
}

TEST_CASE("over T=0 a command that sends data leaves its Le behind and fetches the answer") {
    ScriptedTransport card({"6102", "AABB9000", "6C01", "CC9000", "9000"});
    card.carriedBy = TransmissionProtocol::T0;
    CardChannel channel(card, {});
    CHECK(channel.transmit({0x00, 0x86, 0x00, 0x00, test::hex("7C00"), 256})->data == secret("AABB"));
    CHECK(channel.transmit(readBinary)->data == secret("CC"));
    CHECK(channel.transmit({0x00, 0xA4, 0x02, 0x0C, test::hex("011C"), std::nullopt})->ok());
    CHECK(card.commands ==
          std::vector<std::string>{"00860000027C00", "00C0000002", "00B0000000", "00B0000001", "00A4020C02011C"});
}

TEST_CASE("over T=0 a protected exchange goes through GET RESPONSE unharmed") {
    // Appendix D of 9303-11: the second exchange of its session, after the first.
    ScriptedTransport card(
        {"610E", "990290008E08FA855A5D4C50A8ED9000", "6119", "8709019FF0EC34F9922651990290008E08AD55CC17140B2DED9000"});
    card.carriedBy = TransmissionProtocol::T0;
    CardChannel channel(card, {});
    channel.protect(session());
    CHECK(channel.transmit({0x00, 0xA4, 0x02, 0x0C, test::hex("011E"), std::nullopt})->ok());
    CHECK(channel.transmit({0x00, 0xB0, 0x00, 0x00, {}, 4})->data == secret("60145F01"));
    CHECK(card.commands == std::vector<std::string>{"0CA4020C158709016375432908C044F68E08BF8B92D635FF24F8",
                                                    "00C000000E", "0CB000000D9701048E08ED6705417E96BA55",
                                                    "00C0000019"});
}

TEST_CASE("over T=0 an extended command is refused before it is sent") {
    ScriptedTransport card({"9000"});
    card.carriedBy = TransmissionProtocol::T0;
    CardChannel channel(card, {});
    CHECK(channel.transmit({0x00, 0xB0, 0x00, 0x00, {}, 1000}).error().code == ErrorCode::CardProtocolUnsupported);
    CHECK(card.commands.empty());
}

TEST_CASE("a card that announces data without end is given up") {
    ScriptedTransport card(std::vector<std::string>(1000, "6100"));
    CardChannel channel(card, {});
    CHECK(channel.transmit(readBinary).error().code == ErrorCode::CardProtocolViolation);
    CHECK(card.commands.size() < 300);
}

TEST_CASE("a response without status word is a typed error") {
    ScriptedTransport card({"90"});
    CardChannel channel(card, {});
    CHECK(channel.transmit(readBinary).error().code == ErrorCode::CardProtocolViolation);
}

TEST_CASE("a stop is honoured before the next APDU") {
    std::stop_source source;
    ScriptedTransport card({"9000", "9000"});
    CardChannel channel(card, source.get_token());
    CHECK(channel.transmit(readBinary));
    source.request_stop();
    CHECK(channel.transmit(readBinary).error().code == ErrorCode::OperationCancelled);
    CHECK(card.commands.size() == 1);
}

TEST_CASE("an unprotected answer closes a protected channel for good") {
    for (const char* answer : {"6D00", "6982", "6987", "6988", "6A82", "6B00", "6282", "9000", "60149000",
                               "8E08000000000000000099029000"
                               "9000"}) {
        CAPTURE(answer);
        ScriptedTransport card({answer, "990290008E08FA855A5D4C50A8ED9000"});
        CardChannel channel(card, {});
        channel.protect(session());
        CHECK(channel.isProtected());
        CHECK(channel.transmit(readBinary).error().code == ErrorCode::CardSecureMessagingFailed);
        CHECK_FALSE(channel.isProtected());
        CHECK(channel.transmit(readBinary).error().code == ErrorCode::CardChannelClosed);
        CHECK(card.commands.size() == 1);
    }
}

TEST_CASE("what the card said in the clear stays in the detail, for the log") {
    ScriptedTransport card({"6988"});
    CardChannel channel(card, {});
    channel.protect(session());
    CHECK(channel.transmit(readBinary).error().detail == "card answered 6988 in the clear");
}

TEST_CASE("an endless or overlong answer in a protected exchange closes the channel") {
    ScriptedTransport card(std::vector<std::string>(1000, "6100"));
    CardChannel channel(card, {});
    channel.protect(session());
    CHECK(channel.transmit(readBinary).error().code == ErrorCode::CardProtocolViolation);
    CHECK(channel.isClosed());
    CHECK(card.commands.size() < 300);
}

TEST_CASE("a transport error in a protected exchange closes the channel, a stop before it does not") {
    ScriptedTransport card({});
    std::stop_source source;
    CardChannel channel(card, source.get_token());
    channel.protect(session());
    CHECK(channel.transmit(readBinary).error().code == ErrorCode::CardRemoved);
    CHECK(channel.isClosed());

    CardChannel stopped(card, source.get_token());
    stopped.protect(session());
    source.request_stop();
    CHECK(stopped.transmit(readBinary).error().code == ErrorCode::OperationCancelled);
    CHECK_FALSE(stopped.isClosed());
}
