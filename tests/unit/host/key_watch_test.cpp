#include "host/key_watch.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge;
using host::KeyWatch;

namespace {

class DeadCard final : public emrtd::CardTransport {
  public:
    Result<Bytes> transmit(ByteView) override { return fail(ErrorCode::CardRemoved); }
};

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
