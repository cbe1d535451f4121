// The card's side of Basic Access Control (9303-11 §4.3).
#pragma once

#include "virtual-card/apdu.hpp"
#include "virtual-card/crypto.hpp"
#include "virtual-card/secure_messaging.hpp"

#include <optional>

namespace virtual_card {

/// One run: challenge, then mutual authentication.
class BasicAccess {
  public:
    /// `keySeed` is the first 16 bytes of SHA-1 over the MRZ information (9303-11 §9.7.2).
    BasicAccess(ByteView keySeed, RandomSource random);

    /// GET CHALLENGE.
    Response challenge();
    /// EXTERNAL AUTHENTICATE; 6300 when the terminal's key is another.
    Response authenticate(ByteView data);
    /// The secured channel after a successful authentication.
    const std::optional<SecureMessaging>& channel() const { return session; }

  private:
    RandomSource random;
    Bytes encryptionKey;
    Bytes macKey;
    Bytes chipRandom;
    std::optional<SecureMessaging> session;
};

}  // namespace virtual_card
