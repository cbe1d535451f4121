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
    for (const char* answer : {"6D00", "6988", "9000", "60149000",
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
