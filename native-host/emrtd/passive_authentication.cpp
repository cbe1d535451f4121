#include "emrtd/passive_authentication.hpp"

#include "emrtd/country_code.hpp"
#include "emrtd/lds/dg1.hpp"

#include <algorithm>

namespace cccd_bridge::emrtd {

namespace {

// DG14 and DG15 carry keys of the chip, no data of the citizen.
bool holdsChipKey(int dataGroup) { return dataGroup == 14 || dataGroup == 15; }

DataVerdict hashUnsupported() { return {{DataReason::AlgorithmUnsupported}, {}, VerdictRule::HashAlgorithm, {}}; }

// §5.1 step 4: the hashes of what was read. Empty when all fit.
std::optional<DataVerdict> checkHashes(const SecurityObject& object, std::span<const DataGroupFile> files,
                                       PassiveAuthenticationResult& result) {
    if (!object.hashAlgorithm) return hashUnsupported();
    std::vector<int> different;
    std::vector<int> unsignedData;
    for (const DataGroupFile& file : files) {
        const DataGroupHash* expected = object.find(file.number);
        if (expected == nullptr) {
            result.unsignedDataGroups.push_back(file.number);
            if (!holdsChipKey(file.number)) unsignedData.push_back(file.number);
            continue;
        }
        const auto actual = hash(*object.hashAlgorithm, file.content);
        if (!actual) return hashUnsupported();
        const bool equal = *actual == expected->hash;
        (equal ? result.matchingDataGroups : different).push_back(file.number);
    }
    if (!different.empty())
        return DataVerdict{{DataReason::HashMismatch}, std::move(different), VerdictRule::DataGroupHash, {}};
    if (!unsignedData.empty())
        return DataVerdict{{DataReason::DataGroupNotSigned}, std::move(unsignedData), VerdictRule::DataGroupListed, {}};
    return std::nullopt;
}

// §5.1: a state's signer signs documents of that state. Nothing when there is nothing to compare: DG1 was not read or
// not understood, or its state (an organisation, a specimen) has no code for certificates.
std::optional<bool> countryFits(std::span<const DataGroupFile> files, const Certificate& signer,
                                const TrustAnchor* anchor) {
    const auto file = std::ranges::find(files, 1, &DataGroupFile::number);
    if (file == files.end()) return std::nullopt;
    const auto mrz = parseDataGroup1(file->content);
    if (!mrz || !isKnownState(mrz->issuingState)) return std::nullopt;
    return isSameCountry(mrz->issuingState, signer.country()) &&
           (anchor == nullptr || isSameCountry(mrz->issuingState, anchor->country));
}

bool isWeak(TrustWarning warning) { return warning == TrustWarning::WeakDigest || warning == TrustWarning::WeakKey; }

PassiveAuthenticationResult withoutSignature(DataReason data, std::optional<VerdictRule> rule) {
    PassiveAuthenticationResult result;
    result.data = {{data}, {}, rule, {}};
    result.certificate = {{CertificateReason::SignerMissing}, rule};
    return result;
}

}  // namespace

SignerSummary summarise(const Certificate& signer) {
    return {signer.subject(),     signer.issuer(),    signer.country(), signer.serialNumber(),
            signer.fingerprint(), signer.notBefore(), signer.notAfter()};
}

DataVerdict judgeOrigin(const SignedObjectCheck& check, const OriginDemands& demands) {
    DataVerdict verdict = check.origin;
    if (!check.signatureHolds || verdict.status() == VerdictStatus::No) return verdict;
    warnOfDigest(verdict.warnings, demands.contentHash);
    const auto fits = countryFits(demands.dataGroups, *check.signer, check.path.anchor);
    if (fits == false) {
        verdict.reason = DataReason::CountryMismatch;
        verdict.rule = VerdictRule::CountryOfDocument;
    } else if (demands.weakAlgorithms == WeakAlgorithms::Refuse && std::ranges::any_of(verdict.warnings, isWeak)) {
        verdict.reason = DataReason::WeakAlgorithm;
        verdict.rule = VerdictRule::WeakAlgorithmPolicy;
    } else if (!fits && verdict.status() == VerdictStatus::Yes) {
        // Or the signer of any installed state could vouch for a citizen of another.
        verdict.reason = DataReason::CountryNotChecked;
        verdict.rule = VerdictRule::CountryOfDocument;
    }
    return verdict;
}

SecurityObjectCheck checkSecurityObject(ByteView securityObject, const TrustView& trust, std::chrono::sys_seconds now) {
    SecurityObjectCheck check{.present = !securityObject.empty()};
    if (!check.present) return check;
    auto object = parseSecurityObject(securityObject);
    if (!object) return check;
    check.origin = checkSignedObject(object->envelope, trust, now);
    check.object = *std::move(object);
    return check;
}

PassiveAuthenticationResult authenticatePassively(const SecurityObjectCheck& securityObject,
                                                  std::span<const DataGroupFile> dataGroups,
                                                  WeakAlgorithms weakAlgorithms) {
    if (!securityObject.present) return withoutSignature(DataReason::SecurityObjectMissing, std::nullopt);
    if (!securityObject.object)
        return withoutSignature(DataReason::SecurityObjectMalformed, VerdictRule::SecurityObjectStructure);
    const SecurityObject& object = *securityObject.object;
    const SignedObjectCheck& check = securityObject.origin;
    PassiveAuthenticationResult result;
    auto hashVerdict = checkHashes(object, dataGroups, result);
    result.certificate = check.certificate;
    if (check.signer) result.signer = summarise(*check.signer);
    if (check.path.anchor != nullptr) result.anchorFingerprint = check.path.anchor->fingerprint;
    result.data = judgeOrigin(
        check, {.dataGroups = dataGroups, .contentHash = object.hashAlgorithm, .weakAlgorithms = weakAlgorithms});
    // A contradiction outweighs whatever could not be checked, and a changed data group every other.
    if (hashVerdict && (hashVerdict->status() == VerdictStatus::No || result.data.status() != VerdictStatus::No))
        result.data = *std::move(hashVerdict);
    return result;
}

PassiveAuthenticationResult authenticatePassively(const PassiveAuthenticationInput& input) {
    return authenticatePassively(checkSecurityObject(input.securityObject, input.trust, input.now), input.dataGroups,
                                 input.weakAlgorithms);
}

}  // namespace cccd_bridge::emrtd
