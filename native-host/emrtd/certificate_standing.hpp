// Are the certificates of a path in good standing: validity and revocation (RFC 5280 §6.1.3, §6.3; ICAO 9303-12 §7.3).
#pragma once

#include "emrtd/certificate_path.hpp"
#include "emrtd/trust_anchor.hpp"
#include "emrtd/verdicts.hpp"

#include <chrono>
#include <optional>

namespace cccd_bridge::emrtd {

struct StandingInput {
    const Certificate& signer;
    const CertificatePath& path;
    std::optional<std::chrono::sys_seconds> signingTime{};
    TrustView trust{};
    std::chrono::sys_seconds now{};
};

/// `valid` only when signer, links and issuer are valid now, the signer was when it says it signed, and for the signer
/// and each link there is a list, signed by an installed issuer of that name, that is current and names none of them.
/// A list that is out of date still revokes what it names. In retrospect a list made after `now` counts as current for
/// a certificate that had not run out when it was made.
CertificateVerdict checkStanding(const StandingInput& input);

}  // namespace cccd_bridge::emrtd
