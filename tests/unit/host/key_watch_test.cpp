#include "host/key_watch.hpp"

#include <doctest/doctest.h>

#include <utility>

using namespace cccd_bridge;
using host::KeyWatch;

namespace {

class DeadCard final : public emrtd::CardTransport {
  public:
    Result<Bytes> transmit(ByteView) override { return fail(ErrorCode::CardRemoved); }
};

class AnsweringCard final : public emrtd::CardTransport {
  public:
    explicit AnsweringCard(Bytes answer) : answer_(std::move(answer)) {}
    Result<Bytes> transmit(ByteView) override { return answer_; }
    void answerWith(Bytes answer) { answer_ = std::move(answer); }

  private:
    Bytes answer_;
};

bool judgedBy(const Bytes& answer, const Bytes& command) {
    AnsweringCard card(answer);
    KeyWatch watch(card);
    CHECK(watch.transmitWhile(command, [] {}));
    return watch.keyWasPresented();
}

bool judged(const Bytes& command) {
    DeadCard card;
    KeyWatch watch(card);
    CHECK(watch.transmit(command).error().code == ErrorCode::CardRemoved);
    return watch.keyWasPresented();
}

}  // namespace

TEST_CASE("a key is judged by the last step of PACE and by EXTERNAL AUTHENTICATE, whatever comes back") {
    CHECK(judged({0x00, 0x86, 0x00, 0x00, 0x02, 0x7C, 0x00, 0x00}));
    CHECK(judged({0x00, 0x82, 0x00, 0x00, 0x28}));
    CHECK_FALSE(judged({0x10, 0x86, 0x00, 0x00, 0x02, 0x7C, 0x00, 0x00}));
    CHECK_FALSE(judged({0x00, 0x22, 0xC1, 0xA4}));
    CHECK_FALSE(judged({0x00, 0x84, 0x00, 0x00, 0x08}));
    CHECK_FALSE(judged({0x00}));
    CHECK_FALSE(judged({}));
}

TEST_CASE("a card that declines the length of EXTERNAL AUTHENTICATE has not judged the key") {
    const Bytes basicAccess{0x00, 0x82, 0x00, 0x00, 0x28};
    const Bytes pace{0x00, 0x86, 0x00, 0x00, 0x02, 0x7C, 0x00, 0x00};
    for (const Bytes& complaint : {Bytes{0x67, 0x00}, Bytes{0x6C, 0x00}, Bytes{0x6C, 0x28}}) {
        CHECK_FALSE(judgedBy(complaint, basicAccess));
        CHECK(judgedBy(complaint, pace));
    }
    for (const Bytes& answer :
         {Bytes{0x63, 0x00}, Bytes{0x69, 0x82}, Bytes{0x90, 0x00}, Bytes{0x67, 0x01}, Bytes{0x67}})
        CHECK(judgedBy(answer, basicAccess));
}

TEST_CASE("a key is accepted by 9000 to the command that presents it, and only by the last such answer") {
    const Bytes basicAccess{0x00, 0x82, 0x00, 0x00, 0x28};
    const auto acceptedBy = [&](const Bytes& answer) {
        AnsweringCard card(answer);
        KeyWatch watch(card);
        CHECK(watch.transmit(basicAccess));
        return watch.keyWasAccepted();
    };
    CHECK(acceptedBy({0x90, 0x00}));
    CHECK(acceptedBy({0x11, 0x22, 0x90, 0x00}));
    for (const Bytes& answer :
         {Bytes{0x63, 0x00}, Bytes{0x69, 0x82}, Bytes{0x90, 0x01}, Bytes{0x00}, Bytes{0x90}, Bytes{}})
        CHECK_FALSE(acceptedBy(answer));

    AnsweringCard card({0x90, 0x00});
    KeyWatch watch(card);
    CHECK(watch.transmit(Bytes{0x00, 0xB0, 0x00, 0x00, 0x00}));
    CHECK_FALSE(watch.keyWasAccepted());
    CHECK(watch.transmit(basicAccess));
    CHECK(watch.keyWasAccepted());
    card.answerWith({0x63, 0x00});
    CHECK(watch.transmit(basicAccess));
    CHECK_FALSE(watch.keyWasAccepted());
}
