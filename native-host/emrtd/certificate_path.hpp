// From a signer's certificate to an installed issuer (ICAO 9303-11 §5.1, 9303-12 §4 and §7.1.1).
#pragma once

#include "emrtd/crypto/certificate.hpp"
#include "emrtd/trust_anchor.hpp"
#include "emrtd/verdict_rule.hpp"

#include <optional>
#include <span>
#include <vector>

namespace cccd_bridge::emrtd {

struct CertificatePath {
    std::vector<Certificate> issuers{};   ///< nearest to the signer first, the anchor last; empty without a path
    const TrustAnchor* anchor = nullptr;  ///< of the anchors given; null without a path
    /// Why there is no path: ChainIssuer, ChainSignature, ChainSupport.
    std::optional<VerdictRule> problem{};
};

/// Looks for the issuer among the anchors and, for a state that changed its keys, over at most four link certificates
/// that an anchor of the same country signed. Names are compared folded, key identifiers say who goes first, and only a
/// good signature counts. A link's path length is not asked for: it stands for the anchor that signed it. Not more than
/// 128 signatures are checked.
CertificatePath findPath(const Certificate& signer, std::span<const Certificate> links,
                         std::span<const TrustAnchor> anchors);

}  // namespace cccd_bridge::emrtd
