// Passive authentication: are the data groups what the issuer signed? (ICAO 9303-11 §5.1)
#pragma once

#include "base/bytes.hpp"
#include "emrtd/crypto/hash.hpp"
#include "emrtd/lds/security_object.hpp"
#include "emrtd/signed_object.hpp"
#include "emrtd/trust_anchor.hpp"
#include "emrtd/verdicts.hpp"

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cccd_bridge::emrtd {

/// A data group as read from the card.
struct DataGroupFile {
    int number = 0;  ///< 1..16
    ByteView content{};
};

/// What the office says of SHA-1 and short keys.
enum class WeakAlgorithms {
    Accept,  ///< with a warning
    Refuse,  ///< the data is not authentic: DataReason::WeakAlgorithm
};

struct SignedObjectCheck;

/// What a signed file has to fit besides its own signature and issuer.
struct OriginDemands {
    std::span<const DataGroupFile> dataGroups{};  ///< DG1 among them names the state; without it any will do
    std::optional<HashAlgorithm> contentHash{};   ///< of hashes in the content that a verdict rests on
    WeakAlgorithms weakAlgorithms = WeakAlgorithms::Accept;
};

/// The verdict about EF.SOD or EF.CardSecurity: that of checkSignedObject, unless the signer is of another state than
/// DG1 (CountryMismatch) or the office refuses an algorithm (WeakAlgorithm).
DataVerdict judgeOrigin(const SignedObjectCheck& check, const OriginDemands& demands);

struct PassiveAuthenticationInput {
    ByteView securityObject{};                    ///< EF.SOD; empty when the card has none
    std::span<const DataGroupFile> dataGroups{};  ///< those read so far
    TrustView trust{};
    std::chrono::sys_seconds now{};
    WeakAlgorithms weakAlgorithms = WeakAlgorithms::Accept;
};

/// The document signer, for the record and the panel.
struct SignerSummary {
    std::string subject{};
    std::string issuer{};
    std::string country{};
    std::string serialNumber{};
    std::string fingerprint{};
    std::chrono::sys_seconds notBefore{};
    std::chrono::sys_seconds notAfter{};
};

/// What a signer's certificate says of it.
SignerSummary summarise(const Certificate& signer);

struct PassiveAuthenticationResult {
    DataVerdict data{};
    CertificateVerdict certificate{};
    std::optional<SignerSummary> signer{};
    std::string anchorFingerprint{};        ///< of the issuer that signed the signer; empty when none did
    std::vector<int> matchingDataGroups{};  ///< given, signed, and equal to the signed hash
    std::vector<int> unsignedDataGroups{};  ///< given, but not in the security object
};

/// What a security object says by itself, whatever was read of the data groups: signature and issuer, the costly part.
/// Points into the trust view it was made with.
struct SecurityObjectCheck {
    bool present = false;
    std::optional<SecurityObject> object{};  ///< absent when it is missing or malformed
    SignedObjectCheck origin{};
};

/// Never fails: what cannot be established is a verdict.
SecurityObjectCheck checkSecurityObject(ByteView securityObject, const TrustView& trust, std::chrono::sys_seconds now);

/// Checks hashes, the signature under its signer (embedded, else installed), the signer up to an anchor, its country
/// against DG1, and the standing of the certificates.
/// DG14 and DG15 hold chip keys, not data of the citizen: without a signed hash they are listed in
/// `unsignedDataGroups` and can prove no chip, but do not by themselves make the data `no`.
/// A signer that is not for documents (an authority, another purpose) makes the data `no`, a critical extension that is
/// not understood `unknown` (algorithmUnsupported).
/// Never fails: what cannot be established is a verdict.
PassiveAuthenticationResult authenticatePassively(const PassiveAuthenticationInput& input);

/// The same, where the security object was checked before.
PassiveAuthenticationResult authenticatePassively(const SecurityObjectCheck& securityObject,
                                                  std::span<const DataGroupFile> dataGroups,
                                                  WeakAlgorithms weakAlgorithms);

}  // namespace cccd_bridge::emrtd
