// Time: a card that answers just within the watchdog, a few bytes at a time, is given up; the slowest real link is not.
#include "emrtd/document_session.hpp"
#include "virtual_transport.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;
using namespace std::chrono_literals;
using test::VirtualTransport;
using Clock = TimeLimits::Clock;

namespace {

/// Time passes only here: so much for a command, and so much for each byte of it and of its answer.
class SlowTransport final : public CardTransport {
  public:
    SlowTransport(CardTransport& card, std::chrono::milliseconds perCommand, std::chrono::microseconds perByte)
        : card_(card), perCommand_(perCommand), perByte_(perByte) {}

    Result<Bytes> transmit(ByteView command) override {
        auto answer = card_.transmit(command);
        now += perCommand_ + perByte_ * (command.size() + (answer ? answer->size() : 0));
        return answer;
    }
    TransmissionProtocol protocol() const override { return card_.protocol(); }

    Clock::time_point now{};

  private:
    CardTransport& card_;
    std::chrono::milliseconds perCommand_;
    std::chrono::microseconds perByte_;
};

AccessKey key() { return AccessKey::fromCan("012345").value(); }

DocumentSession sessionOver(SlowTransport& link) {
    return {link, {.limits = {.now = [&link] { return link.now; }}}};
}

std::string cardText(const std::string& more) { return R"({"extends": "nguyen-thi-mau.json")" + more + "}"; }
const char* const fewBytesAtATime = R"(, "apdu": {"maximumRead": 16, "whenLonger": "shorten"})";

}  // namespace

TEST_CASE("a file that drips just within the watchdog of a command is given up, and the next session reads it") {
    VirtualTransport card = VirtualTransport::fromText(cardText(fewBytesAtATime));
    SlowTransport dripping(card, 9900ms, 0us);
    DocumentSession session = sessionOver(dripping);
    const auto opened = session.openChannel(key());
    CHECK(opened.error().code == ErrorCode::CardTooSlow);
    CHECK(dripping.now < Clock::time_point{} + 35s);
    card.card.reset();
    SlowTransport link(card, 10ms, 0us);
    DocumentSession next = sessionOver(link);
    REQUIRE(next.openChannel(key()));
    CHECK(next.readDataGroup(1));
}

TEST_CASE("so is one command that is answered without end") {
    VirtualTransport card =
        VirtualTransport::fromText(cardText(R"(, "faults": [{"onFile": "DG1", "kind": "endless"}])"));
    SlowTransport link(card, 5000ms, 0us);
    DocumentSession session = sessionOver(link);
    REQUIRE(session.openChannel(key()));
    REQUIRE(session.selectApplication());
    const auto begin = link.now;
    CHECK(session.readDataGroup(1).error().code == ErrorCode::CardTooSlow);
    CHECK(link.now - begin < 30s);
}

TEST_CASE("the slowest contact link is given all the time it needs") {
    // 9,600 baud, twelve time units a byte, short answers, and a card that thinks.
    VirtualTransport card = VirtualTransport::fromText(cardText(R"(, "apdu": {"transmission": "T=0"})"));
    SlowTransport link(card, 50ms, 1250us);
    DocumentSession session = sessionOver(link);
    REQUIRE(session.openChannel(key()));
    REQUIRE(session.readSecurityObject());
    for (const int number : {1, 13, 14, 2}) {
        CAPTURE(number);
        CHECK(session.readDataGroup(number));
    }
    CHECK(link.now > Clock::time_point{} + 20s);
}

TEST_CASE("nothing is sent once the whole is over, and a new end gives new time") {
    VirtualTransport card = VirtualTransport::fromText(cardText(""));
    SlowTransport link(card, 1000ms, 0us);
    DocumentSession session = sessionOver(link);
    session.endBy(link.now + 30s);
    REQUIRE(session.openChannel(key()));
    REQUIRE(session.selectApplication());
    CHECK(session.readDataGroup(1));
    session.endBy(link.now);
    const auto sent = session.transferCount().bytesReceived;
    CHECK(session.readDataGroup(1).error().code == ErrorCode::CardTooSlow);
    CHECK(session.transferCount().bytesReceived == sent);
    card.card.reset();
    DocumentSession next = sessionOver(link);
    next.endBy(link.now + 30s);
    REQUIRE(next.openChannel(key()));
    CHECK(next.readDataGroup(1));
}
