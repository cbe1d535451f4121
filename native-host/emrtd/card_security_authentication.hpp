// Is EF.CardSecurity what the issuer signed? (ICAO 9303-11 §5.1, §9.2.11; BSI TR-03110-3 §A.1.2.5.)
#pragma once

#include "base/bytes.hpp"
#include "emrtd/trust_anchor.hpp"
#include "emrtd/verdicts.hpp"

#include <chrono>
#include <string>

namespace cccd_bridge::emrtd {

struct CardSecurityCheck {
    /// As for the security object; SecurityObjectMalformed when the file is no signed SecurityInfos.
    DataVerdict data{};
    CertificateVerdict certificate{};
    Bytes securityInfos{};        ///< the signed SET OF SecurityInfo, whatever the verdict; empty when malformed
    std::string signerCountry{};  ///< of the signer's certificate, upper case; empty when unknown
};

/// Takes EF.CardSecurity and checks it like EF.SOD. Which state it has to be is known only once DG1 is read, so the
/// caller compares. Never fails: what cannot be established is a verdict.
CardSecurityCheck authenticateCardSecurity(ByteView file, const TrustView& trust, std::chrono::sys_seconds now);

}  // namespace cccd_bridge::emrtd
