// A card that answers from a script and takes note of what it was sent.
#pragma once

#include "base/hex.hpp"
#include "emrtd/card_transport.hpp"

#include <deque>
#include <string>
#include <utility>
#include <vector>

namespace cccd_bridge::emrtd::test {

inline Bytes hex(std::string_view text) { return fromHex(text).value(); }

inline SecretBytes secret(std::string_view text) {
    const Bytes bytes = hex(text);
    return SecretBytes(bytes.begin(), bytes.end());
}

inline std::string upperHex(ByteView bytes) {
    std::string text = toHex(bytes);
    for (char& character : text)
        if (character >= 'a') character = static_cast<char>(character - 'a' + 'A');
    return text;
}

class ScriptedTransport final : public CardTransport {
  public:
    /// Answers in order, hexadecimal, whatever the commands are.
    explicit ScriptedTransport(std::vector<std::string> responses) : responses_(responses.begin(), responses.end()) {}

    Result<Bytes> transmit(ByteView command) override {
        commands.push_back(upperHex(command));
        if (responses_.empty()) return fail(ErrorCode::CardRemoved, "script has ended");
        Bytes response = hex(responses_.front());
        responses_.pop_front();
        return response;
    }

    TransmissionProtocol protocol() const override { return carriedBy; }

    std::vector<std::string> commands{};
    TransmissionProtocol carriedBy = TransmissionProtocol::T1;

  private:
    std::deque<std::string> responses_;
};

}  // namespace cccd_bridge::emrtd::test
