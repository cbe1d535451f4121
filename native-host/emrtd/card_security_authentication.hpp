// Is EF.CardSecurity what the issuer signed? (ICAO 9303-11 §4.4.3.5, §9.2.11; BSI TR-03110-3 §A.1.2.5.)
#pragma once

#include "base/bytes.hpp"
#include "emrtd/passive_authentication.hpp"
#include "emrtd/trust_anchor.hpp"
#include "emrtd/verdicts.hpp"

#include <chrono>
#include <optional>

namespace cccd_bridge::emrtd {

struct CardSecurityInput {
    ByteView file{};
    ByteView dataGroup1{};  ///< its state has to be the signer's; empty when it was not read, which is not compared
    TrustView trust{};
    std::chrono::sys_seconds now{};
    WeakAlgorithms weakAlgorithms = WeakAlgorithms::Accept;
};

struct CardSecurityCheck {
    /// As for the security object; SecurityObjectMalformed when the file is no signed SecurityInfos.
    DataVerdict data{{DataReason::NotRead}, {}, std::nullopt, {}};
    CertificateVerdict certificate{{CertificateReason::NotRead}, std::nullopt};
    std::optional<SignerSummary> signer{};
    Bytes securityInfos{};  ///< the signed SET OF SecurityInfo, whatever the verdict; empty when malformed

    /// Whether its keys are the issuer's word: signed under an installed issuer by a signer whose certificate is not
    /// bad.
    bool covers() const { return data.status() == VerdictStatus::Yes && certificate.status() != VerdictStatus::No; }
};

/// Checks EF.CardSecurity like EF.SOD. Never fails: what cannot be established is a verdict.
CardSecurityCheck authenticateCardSecurity(const CardSecurityInput& input);

}  // namespace cccd_bridge::emrtd
