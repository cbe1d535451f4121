// The card's side of PACE (9303-11 §4.4): generic, integrated and chip authentication mapping, over elliptic curves and
// Diffie-Hellman.
#pragma once

#include "virtual-card/apdu.hpp"
#include "virtual-card/crypto.hpp"
#include "virtual-card/secure_messaging.hpp"

#include <memory>
#include <optional>

namespace virtual_card {

/// One PACEInfo that the card offers.
struct PaceOption {
    enum class Mapping { Generic, Integrated, ChipAuthentication };

    Cipher cipher = Cipher::Aes128;
    int parameterId = 13;  ///< 9303-11 §9.5.1: 0 to 2 are Diffie-Hellman, 8 to 18 curves
    Mapping mapping = Mapping::Generic;

    friend bool operator==(const PaceOption&, const PaceOption&) = default;
};

/// Value bytes of id-PACE-... (9303-11 §9.2.3).
Bytes paceObjectIdentifier(const PaceOption& option);

/// The pseudo-random number of the integrated mapping before it is reduced (9303-11 §4.4.3.3.2): `nonce` is s,
/// `terminalNonce` t, and the field or prime has that many bits.
Bytes integratedMappingNumber(Cipher cipher, ByteView nonce, ByteView terminalNonce, std::size_t fieldBits);

/// One run of the protocol, from the encrypted nonce to the tokens.
class Pace {
  public:
    /// `password` is the shared password as 9303-11 §9.7.3 gives it to the key derivation: the CAN, or SHA-1 of the
    /// MRZ. `staticKey` is the private key of the chip authentication mapping, empty for the other mappings.
    Pace(const PaceOption& option, ByteView password, RandomSource random, Bytes staticKey = {});
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
