// Who signed a revocation list (RFC 5280 §6.3.3; ICAO 9303-12 §7.3).
#pragma once

#include "emrtd/crypto/certificate.hpp"
#include "emrtd/crypto/revocation_list.hpp"
#include "emrtd/trust_anchor.hpp"

#include <optional>
#include <span>

namespace cccd_bridge::emrtd {

/// Is the list signed by an authority of its issuer's name that may sign lists? Any of its keys may be the one, not
/// only the one that signed a certificate. Of keys of that name at most 32 are tried.
bool isSignedByOneOf(const RevocationList& list, std::span<const Certificate> authorities);
bool isSignedByAnchor(const RevocationList& list, std::span<const TrustAnchor> anchors);

/// The anchor's key that signed it; empty when none did.
std::optional<PublicKey> keyOfList(const RevocationList& list, std::span<const TrustAnchor> anchors);

}  // namespace cccd_bridge::emrtd
