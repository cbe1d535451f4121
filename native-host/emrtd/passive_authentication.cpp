#include "emrtd/passive_authentication.hpp"

#include "emrtd/country_code.hpp"
#include "emrtd/lds/dg1.hpp"
#include "emrtd/lds/security_object.hpp"

#include <algorithm>

namespace cccd_bridge::emrtd {

namespace {

/// What an anchor says of the signer's certificate.
struct IssuerCheck {
    const TrustAnchor* anchor = nullptr;  // signed the signer
    bool contradicted = false;            // its key is named as the signing one, but did not sign
    bool unsupported = false;             // is named as issuer, in an algorithm or with a demand that is not supported
};

// DG14 and DG15 carry keys of the chip, no data of the citizen.
bool holdsChipKey(int dataGroup) { return dataGroup == 14 || dataGroup == 15; }

std::optional<Certificate> findSigner(const SecurityObject& object) {
    const SignerIdentifier& wanted = object.signer;
    for (const Bytes& der : object.certificates) {
        auto certificate = Certificate::parse(der);
        if (!certificate) continue;
        const bool matches = wanted.subjectKeyIdentifier.empty()
                                 ? certificate->isIdentifiedBy(wanted.issuer, wanted.serialNumber)
                                 : certificate->subjectKeyIdentifier() == wanted.subjectKeyIdentifier;
        if (matches) return *std::move(certificate);
    }
    return std::nullopt;
}

std::string countryOf(const Certificate& certificate) {
    const std::string subject = certificate.subjectCountry();
    return subject.empty() ? certificate.issuerCountry() : subject;
}

SignerSummary summarise(const Certificate& signer) {
    return {signer.subject(),     signer.issuer(),    countryOf(signer), signer.serialNumber(),
            signer.fingerprint(), signer.notBefore(), signer.notAfter()};
}

// §5.1 step 4: the hashes of what was read. Empty when all fit.
std::optional<DataVerdict> checkHashes(const SecurityObject& object, std::span<const DataGroupFile> files,
                                       PassiveAuthenticationResult& result) {
    if (!object.hashAlgorithm) return DataVerdict{{DataReason::AlgorithmUnsupported}};
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
        const bool equal = actual && *actual == expected->hash;
        (equal ? result.matchingDataGroups : different).push_back(file.number);
    }
    if (!different.empty()) return DataVerdict{{DataReason::HashMismatch}, std::move(different)};
    if (!unsignedData.empty()) return DataVerdict{{DataReason::DataGroupNotSigned}, std::move(unsignedData)};
    return std::nullopt;
}

// §5.1 step 2: the signature under the embedded certificate. Empty when it holds.
std::optional<DataReason> checkSignature(const SecurityObject& object, const Certificate& signer) {
    if (!object.digestAlgorithm || !object.signatureScheme) return DataReason::AlgorithmUnsupported;
    if (!signer.maySign()) return DataReason::SignatureInvalid;
    const auto digest = hash(*object.digestAlgorithm, object.content);
    if (!digest || *digest != object.messageDigest) return DataReason::SignatureInvalid;
    const auto key = signer.publicKey();
    if (!key) return DataReason::AlgorithmUnsupported;
    const auto verified = key->verify(*object.signatureScheme, object.signedAttributes, object.signature);
    if (!verified) return DataReason::AlgorithmUnsupported;
    if (!*verified) return DataReason::SignatureInvalid;
    return std::nullopt;
}

// §5.1 step 3: the certificate under an installed issuer, found by name and, where both have one, key identifier. A
// state keeps its name when it changes keys (9303-12 §4), so an issuer of the same name alone is not contradicted.
IssuerCheck checkIssuer(const Certificate& signer, std::span<const TrustAnchor> anchors) {
    IssuerCheck check;
    for (const TrustAnchor& anchor : anchors) {
        const Certificate& issuer = anchor.certificate;
        if (!issuer.isCertificationAuthority() || !issuer.isNamedIssuerOf(signer)) continue;
        const bool keysNamed = !signer.authorityKeyIdentifier().empty() && !issuer.subjectKeyIdentifier().empty();
        if (keysNamed && signer.authorityKeyIdentifier() != issuer.subjectKeyIdentifier()) continue;
        const auto isSigned = signer.isSignedBy(anchor.key);
        if (!isSigned || (*isSigned && issuer.hasUnknownDemands()))
            check.unsupported = true;
        else if (*isSigned)
            return {&anchor};
        else if (keysNamed)
            check.contradicted = true;
    }
    return check;
}

// §5.1: a state's signer signs documents of that state. True when there is nothing to compare: DG1 was not read, or its
// state (an organisation, a specimen) has no code for certificates.
bool countryFits(std::span<const DataGroupFile> files, const Certificate& signer, const TrustAnchor* anchor) {
    const auto file = std::ranges::find(files, 1, &DataGroupFile::number);
    if (file == files.end()) return true;
    const auto mrz = parseDataGroup1(file->content);
    if (!mrz) return false;
    if (!isKnownState(mrz->issuingState)) return true;
    return isSameCountry(mrz->issuingState, countryOf(signer)) &&
           (anchor == nullptr || isSameCountry(mrz->issuingState, anchor->country));
}

DataReason checkOrigin(const IssuerCheck& issuer, const PassiveAuthenticationInput& input, const Certificate& signer) {
    if (issuer.anchor == nullptr && issuer.contradicted) return DataReason::IssuerSignatureInvalid;
    if (!countryFits(input.dataGroups, signer, issuer.anchor)) return DataReason::CountryMismatch;
    // RFC 5280 §4.2: not to be relied on, yet no proof against the data either.
    if (signer.hasUnknownDemands()) return DataReason::AlgorithmUnsupported;
    if (issuer.anchor != nullptr) return DataReason::SignedByInstalledIssuer;
    return issuer.unsupported ? DataReason::AlgorithmUnsupported : DataReason::IssuerNotInstalled;
}

// Revocation lists are not consulted yet, so good standing is never claimed.
CertificateReason checkStanding(const IssuerCheck& issuer, const Certificate& signer, std::chrono::sys_seconds now) {
    if (issuer.anchor == nullptr) return CertificateReason::IssuerNotInstalled;
    if (now > signer.notAfter() || now > issuer.anchor->notAfter) return CertificateReason::Expired;
    if (now < signer.notBefore() || now < issuer.anchor->notBefore) return CertificateReason::NotYetValid;
    return CertificateReason::RevocationNotChecked;
}

}  // namespace

PassiveAuthenticationResult authenticatePassively(const PassiveAuthenticationInput& input) {
    PassiveAuthenticationResult result;
    result.certificate.reason = CertificateReason::SignerMissing;
    if (input.securityObject.empty()) {
        result.data.reason = DataReason::SecurityObjectMissing;
        return result;
    }
    const auto object = parseSecurityObject(input.securityObject);
    if (!object) {
        result.data.reason = DataReason::SecurityObjectMalformed;
        return result;
    }
    auto hashVerdict = checkHashes(*object, input.dataGroups, result);
    const auto signer = findSigner(*object);
    if (!signer) {
        result.data = hashVerdict.value_or(DataVerdict{{DataReason::SignerMissing}});
        return result;
    }
    result.signer = summarise(*signer);
    const IssuerCheck issuer = checkIssuer(*signer, input.anchors);
    if (issuer.anchor != nullptr) result.anchorFingerprint = issuer.anchor->fingerprint;
    result.certificate.reason = checkStanding(issuer, *signer, input.now);
    // A contradiction outweighs whatever could not be checked.
    if (hashVerdict && hashVerdict->status() == VerdictStatus::No) {
        result.data = *std::move(hashVerdict);
    } else if (const auto signatureProblem = checkSignature(*object, *signer)) {
        result.data.reason = *signatureProblem;
    } else {
        result.data.reason = hashVerdict ? hashVerdict->reason : checkOrigin(issuer, input, *signer);
    }
    return result;
}

}  // namespace cccd_bridge::emrtd
