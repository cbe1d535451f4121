// The chip's side of chip authentication with a private key, and of the protected session that follows; it starts
// without secure messaging, which is all the protocol needs of the session before.
#pragma once

#include "emrtd/apdu.hpp"
#include "emrtd/card_transport.hpp"
#include "emrtd/crypto/cipher.hpp"
#include "support/chip_signer.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace cccd_bridge::emrtd::test {

class StaticChip final : public CardTransport {
  public:
    StaticChip(ChipKey key, CipherKind cipher) : key_(std::move(key)), cipher_(cipher) {}

    bool answersInPlain = false;  ///< instead of under the new keys
    bool chained = false;         ///< a chain of commands was seen
    std::vector<std::string> commands{};

    Result<Bytes> transmit(ByteView encoded) override;

  private:
    Bytes takeKey(ByteView terminalKey);
    Bytes answerProtected();

    ChipKey key_;
    CipherKind cipher_;
    Bytes chain_{};
    SecretBytes macKey_{};
    Bytes counter_{};
};

}  // namespace cccd_bridge::emrtd::test
