// A whole reading of a card whose every answer the fuzzer chooses: each is a length byte pair and that many bytes.
#include "emrtd/document_session.hpp"

#include <algorithm>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;

namespace {

class HostileCard final : public CardTransport {
  public:
    explicit HostileCard(ByteView script) : script_(script) {}

    Result<Bytes> transmit(ByteView) override {
        if (script_.size() < 2) return fail(ErrorCode::CardRemoved);
        const std::size_t claimed = static_cast<std::size_t>(script_[0]) << 8 | script_[1];
        const std::size_t length = std::min(claimed, script_.size() - 2);
        const ByteView answer = script_.subspan(2, length);
        script_ = script_.subspan(2 + length);
        return Bytes(answer.begin(), answer.end());
    }

  private:
    ByteView script_;
};

class FixedRandom final : public RandomSource {
  public:
    Result<void> fill(std::span<Byte> out) override {
        std::ranges::fill(out, Byte{0x5A});
        return {};
    }
};

void read(ByteView script, const AccessKey& key) {
    HostileCard card(script);
    FixedRandom random;
    DocumentSession session(card, {.fallbackCardAccess = Bytes(script.begin(), script.end()), .random = &random});
    static_cast<void>(session.isTravelDocument());
    if (!session.openChannel(key)) return;
    static_cast<void>(session.selectApplication());
    static_cast<void>(session.readSecurityObject());
    static_cast<void>(session.readDataGroup(2));
}

// The file reader without a channel, so that answers need no MAC.
void readPlain(ByteView script) {
    HostileCard card(script);
    CardChannel channel(card, {});
    FileReader reader(channel, {}, {});
    const auto content = reader.read(dataGroupFile(2));
    if (content && content->size() > maxImageFileSize) __builtin_trap();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const Byte* data, std::size_t size) {
    read({data, size}, AccessKey::fromCan("990001").value());
    read({data, size}, AccessKey::fromMrz("199012345", "990205", "240205").value());
    readPlain({data, size});
    return 0;
}
