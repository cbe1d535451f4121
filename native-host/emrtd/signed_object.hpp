// What can be said of a SignedData of a document: its signature, its signer, the signer's issuer (ICAO 9303-11 §5.1).
#pragma once

#include "emrtd/certificate_path.hpp"
#include "emrtd/cms.hpp"
#include "emrtd/trust_anchor.hpp"
#include "emrtd/verdicts.hpp"

#include <chrono>
#include <optional>
#include <vector>

namespace cccd_bridge::emrtd {

struct SignedObjectCheck {
    std::optional<Certificate> signer{};  ///< embedded, or installed; absent when neither
    CertificatePath path{};
    bool signatureHolds = false;  ///< under the signer, whoever that is
    /// Signature and issuer: SignedByInstalledIssuer, SignatureInvalid, IssuerSignatureInvalid, IssuerNotInstalled,
    /// AlgorithmUnsupported or SignerMissing, with the rule, and with warnings where the signature holds.
    DataVerdict origin{};
    CertificateVerdict certificate{};
};

/// Never fails: what cannot be established is a verdict.
SignedObjectCheck checkSignedObject(const SignedData& data, const TrustView& trust, std::chrono::sys_seconds now);

/// Notes SHA-1 once.
void warnOfDigest(std::vector<TrustWarning>& warnings, std::optional<HashAlgorithm> hash);

}  // namespace cccd_bridge::emrtd
