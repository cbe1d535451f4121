// The three independent answers about a card; the names are those of schemas/verdicts.schema.json.
#pragma once

#include "emrtd/verdict_rule.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace cccd_bridge::emrtd {

enum class VerdictStatus { Yes, No, Unknown };

/// Why the data is or is not authentic. A reason belongs to exactly one status.
enum class DataReason {
    SignedByInstalledIssuer,
    HashMismatch,
    DataGroupNotSigned,
    SignatureInvalid,
    IssuerSignatureInvalid,
    SecurityObjectMalformed,
    CountryMismatch,
    ContentMismatch,
    WeakAlgorithm,
    IssuerNotInstalled,
    SecurityObjectMissing,
    AlgorithmUnsupported,
    SignerMissing,
    CountryNotChecked,
    Pending,
    NotRead,
};

/// Why the chip is or is not genuine.
enum class ChipReason {
    ActiveAuthentication,
    ChipAuthentication,
    PaceChipAuthenticationMapping,
    AuthenticationFailed,
    NotChecked,
    KeyNotSigned,
    KeyNotTrusted,
    NotSupportedByCard,
    DataNotAuthentic,
    NotTransferable,
    Pending,
    NotRead,
};

/// Why the signer's certificate is or is not in good standing.
enum class CertificateReason {
    Valid,
    Expired,
    NotYetValid,
    Revoked,
    IssuerNotInstalled,
    RevocationNotChecked,
    SignerMissing,
    Pending,
    NotRead,
};

VerdictStatus statusOf(DataReason reason);
VerdictStatus statusOf(ChipReason reason);
VerdictStatus statusOf(CertificateReason reason);

/// Names on the wire.
std::string_view wireName(VerdictStatus status);
std::string_view wireName(DataReason reason);
std::string_view wireName(ChipReason reason);
std::string_view wireName(CertificateReason reason);

/// An answer is its reason; the status follows from it, so the two cannot contradict each other.
template <class Reason>
struct Verdict {
    Reason reason = Reason::Pending;

    VerdictStatus status() const { return statusOf(reason); }
    friend bool operator==(const Verdict&, const Verdict&) = default;
};

/// The answer about the data.
struct DataVerdict : Verdict<DataReason> {
    std::vector<int> dataGroups{};         ///< on a `no` the numbers (1..16) of the data groups it is about, if any
    std::optional<VerdictRule> rule{};     ///< the rule that failed; absent on `yes`
    std::vector<TrustWarning> warnings{};  ///< what is weak in what was checked, each once

    friend bool operator==(const DataVerdict&, const DataVerdict&) = default;
};

using ChipVerdict = Verdict<ChipReason>;

/// The answer about the signer's certificate.
struct CertificateVerdict : Verdict<CertificateReason> {
    std::optional<VerdictRule> rule{};  ///< the rule that failed; absent on `yes`

    friend bool operator==(const CertificateVerdict&, const CertificateVerdict&) = default;
};

}  // namespace cccd_bridge::emrtd
