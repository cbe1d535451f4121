// Active authentication: the chip signs a challenge with a key that cannot be read out (ICAO 9303-11 §6.1).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "emrtd/card_channel.hpp"
#include "emrtd/crypto/hash.hpp"
#include "emrtd/crypto/signature.hpp"
#include "emrtd/random_source.hpp"

#include <cstddef>
#include <optional>

namespace cccd_bridge::emrtd {

/// Length of RND.IFD in bytes (§6.1.2).
inline constexpr std::size_t activeAuthenticationChallengeLength = 8;

/// What was asked and what the chip answered; enough to check the proof again without the card.
struct ActiveAuthenticationExchange {
    Bytes challenge{};
    Bytes signature{};
};

/// A challenge that nobody could foresee. Errors: ProtocolInternal.
Result<Bytes> randomChallenge(RandomSource& random);

/// INTERNAL AUTHENTICATE inside the channel (§6.1.2). `extendedLength`: whether card and reader take extended length
/// fields; absent when not known. An answer that does not fit a short APDU is asked for in extended length where that
/// works, else fetched piece by piece.
/// Errors: CardProtocolViolation and CardAccessRefused when the card declines; those of the channel; ProtocolInternal
/// for a challenge of another length.
Result<Bytes> internalAuthenticate(CardChannel& channel, const PublicKey& key, ByteView challenge,
                                   std::optional<bool> extendedLength);

/// Is the answer a signature of the challenge under the key of DG15? RSA by ISO/IEC 9796-2 scheme 1 (§6.1.2.2), ECDSA
/// by BSI TR-03111 with the hash that DG14 names (§6.1.2.3); absent, any hash that fits is accepted.
/// Errors: CardProtocolUnsupported when nothing can be said: an RSA key of broken bytes, or an ECDSA answer that no
/// known hash explains and no hash is named.
Result<bool> verifyActiveAuthentication(const PublicKey& key, std::optional<HashAlgorithm> namedHash,
                                        const ActiveAuthenticationExchange& exchange);

}  // namespace cccd_bridge::emrtd
