#include "emrtd/signed_object.hpp"

#include "emrtd/certificate_standing.hpp"

#include <algorithm>

namespace cccd_bridge::emrtd {

namespace {

DataReason reasonOf(VerdictRule rule) {
    switch (rule) {
        case VerdictRule::SignatureAlgorithm:
        case VerdictRule::SignerKey:
        case VerdictRule::SignerExtension:
        case VerdictRule::ChainSupport:
            return DataReason::AlgorithmUnsupported;
        case VerdictRule::ChainSignature:
            return DataReason::IssuerSignatureInvalid;
        case VerdictRule::ChainIssuer:
            return DataReason::IssuerNotInstalled;
        case VerdictRule::SignerCertificate:
            return DataReason::SignerMissing;
        default:
            return DataReason::SignatureInvalid;
    }
}

DataVerdict failed(VerdictRule rule) { return {{reasonOf(rule)}, {}, rule, {}}; }

void warn(std::vector<TrustWarning>& warnings, TrustWarning warning) {
    if (std::ranges::find(warnings, warning) == warnings.end()) warnings.push_back(warning);
}

void warnOfKey(std::vector<TrustWarning>& warnings, const Certificate& certificate) {
    const auto key = certificate.publicKey();
    if (!key) return;
    if (key->isShort()) warn(warnings, TrustWarning::WeakKey);
    if (key->hasUnknownCurve()) warn(warnings, TrustWarning::UnknownCurve);
}

// An anchor's own signature says nothing: it is trusted because it is installed.
std::vector<TrustWarning> weaknesses(const SignerInfo& info, const Certificate& signer, const CertificatePath& path) {
    std::vector<TrustWarning> warnings;
    if (!info.signedAttributes.empty()) warnOfDigest(warnings, info.digestAlgorithm);
    if (info.signatureScheme) warnOfDigest(warnings, info.signatureScheme->hash);
    warnOfKey(warnings, signer);
    if (path.anchor == nullptr) return warnings;
    const auto warnOfSignature = [&](const Certificate& certificate) {
        if (const auto scheme = certificate.signatureScheme()) warnOfDigest(warnings, scheme->hash);
    };
    warnOfSignature(signer);
    for (const Certificate& issuer : path.issuers) {
        if (&issuer != &path.issuers.back()) warnOfSignature(issuer);
        warnOfKey(warnings, issuer);
    }
    return warnings;
}

// Authorities among the certificates of the object: links from an installed issuer to a newer one.
std::vector<Certificate> linksOf(const SignedData& data) {
    std::vector<Certificate> links;
    for (const Bytes& der : data.certificates)
        if (auto certificate = Certificate::parse(der); certificate && certificate->isCertificationAuthority())
            links.push_back(*std::move(certificate));
    return links;
}

DataVerdict checkOrigin(const SignerInfo& info, const SignedObjectCheck& check) {
    DataVerdict verdict{{DataReason::SignedByInstalledIssuer}, {}, std::nullopt, {}};
    // RFC 5280 §4.2: not to be relied on, yet no proof against the data either.
    if (check.path.problem == VerdictRule::ChainSignature)
        verdict = failed(VerdictRule::ChainSignature);
    else if (check.signer->hasUnknownDemands())
        verdict = failed(VerdictRule::SignerExtension);
    else if (check.path.problem)
        verdict = failed(*check.path.problem);
    verdict.warnings = weaknesses(info, *check.signer, check.path);
    return verdict;
}

}  // namespace

void warnOfDigest(std::vector<TrustWarning>& warnings, std::optional<HashAlgorithm> hash) {
    if (hash == HashAlgorithm::Sha1) warn(warnings, TrustWarning::WeakDigest);
}

SignedObjectCheck checkSignedObject(const SignedData& data, const TrustView& trust, std::chrono::sys_seconds now) {
    SignedObjectCheck check;
    const auto found = findSigner(data, trust.signers);
    if (!found) {
        check.origin = failed(VerdictRule::SignerCertificate);
        check.certificate = {{CertificateReason::SignerMissing}, VerdictRule::SignerCertificate};
        return check;
    }
    check.signer = found->certificate;
    check.path = findPath(*check.signer, linksOf(data), trust.anchors);
    check.certificate = checkStanding({.signer = *check.signer,
                                       .path = check.path,
                                       .signingTime = found->info->signingTime,
                                       .trust = trust,
                                       .now = now});
    const auto problem = check.signer->maySign() ? found->problem : std::optional(VerdictRule::SignerPurpose);
    check.signatureHolds = !problem;
    check.origin = problem ? failed(*problem) : checkOrigin(*found->info, check);
    return check;
}

}  // namespace cccd_bridge::emrtd
