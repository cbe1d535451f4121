// The card's side of secure messaging (9303-11 §9.8).
#pragma once

#include "virtual-card/apdu.hpp"
#include "virtual-card/crypto.hpp"

#include <expected>

namespace virtual_card {

/// One protected session: keys and send sequence counter.
class SecureMessaging {
  public:
    /// The counter starts as given: RND.IC and RND.IFD halves after BAC, zeros after PACE.
    SecureMessaging(Cipher cipher, Bytes encryptionKey, Bytes macKey, Bytes counter);

    /// Checks and decrypts a command. The error is the status word to answer in the clear: the session is over then.
    std::expected<Command, std::uint16_t> unwrap(const Command& command);
    /// Protects an answer to a command with that instruction (odd ones are answered in DO 85).
    Bytes wrap(const Response& response, Byte instruction);
    /// How many plain bytes fit so that the protected data field has at most `limit` bytes.
    std::size_t capacity(std::size_t limit) const;

  private:
    void advanceCounter();
    Bytes initialVector() const;
    Bytes codeOver(ByteView content) const;
    std::expected<Bytes, std::uint16_t> decryptData(const struct ProtectedFields& fields) const;

    Cipher cipher;
    Bytes encryptionKey;
    Bytes macKey;
    Bytes counter;
};

}  // namespace virtual_card
