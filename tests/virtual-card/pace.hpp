// The card's side of PACE with generic mapping over elliptic curves (9303-11 §4.4).
#pragma once

#include "virtual-card/apdu.hpp"
#include "virtual-card/crypto.hpp"
#include "virtual-card/secure_messaging.hpp"

#include <memory>
#include <optional>

namespace virtual_card {

/// One PACEInfo that the card offers.
struct PaceOption {
    Cipher cipher = Cipher::Aes128;
    int parameterId = 13;  ///< 9303-11 §9.5.1: 8 to 18 are curves

    friend bool operator==(const PaceOption&, const PaceOption&) = default;
};

/// Value bytes of id-PACE-ECDH-GM-... (9303-11 §9.2.3).
Bytes paceObjectIdentifier(Cipher cipher);

/// One run of the protocol, from the encrypted nonce to the tokens.
class Pace {
  public:
    /// `password` is the shared password as 9303-11 §9.7.3 gives it to the key derivation: the CAN, or SHA-1 of the
    /// MRZ.
    Pace(const PaceOption& option, ByteView password, RandomSource random);
    ~Pace();
    Pace(Pace&&) noexcept;

    /// Answers one GENERAL AUTHENTICATE. `last` says that its class byte has no chaining bit.
    Response step(ByteView dynamicAuthenticationData, bool last);
    /// The secured channel, once the last step succeeded.
    std::optional<SecureMessaging> channel() const;
    /// The terminal's token was wrong: the password was.
    bool failedAtToken() const;

  private:
    struct State;
    std::unique_ptr<State> state;
};

}  // namespace virtual_card
