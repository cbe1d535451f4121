#include "emrtd/certificate_standing.hpp"

#include "emrtd/revocation_authority.hpp"

#include <algorithm>
#include <vector>

namespace cccd_bridge::emrtd {

namespace {

/// What the lists say of one certificate, the gravest last.
enum class Revocation { Current, Stale, Missing, Listed };

bool isCurrent(const RevocationList& list, std::chrono::sys_seconds now) {
    return list.thisUpdate() <= now && list.nextUpdate() && now <= *list.nextUpdate();
}

// An entry stays until the certificate has run out (RFC 5280 §3.3): what a later list does not name was good before.
bool clearsThePast(const RevocationList& list, const Certificate& certificate, std::chrono::sys_seconds then) {
    return then < list.thisUpdate() && list.thisUpdate() <= certificate.notAfter();
}

bool isGenuine(const RevocationList& list, const StandingInput& input) {
    return isSignedByOneOf(list, input.path.issuers) || isSignedByAnchor(list, input.trust.anchors);
}

Revocation lookUp(const Certificate& certificate, std::span<const RevocationList* const> genuine,
                  const StandingInput& input) {
    auto found = Revocation::Missing;
    for (const RevocationList* list : genuine) {
        if (!list->issuerName().matches(certificate.issuerName())) continue;
        if (list->lists(certificate.serialNumberBytes())) return Revocation::Listed;
        if (isCurrent(*list, input.now) || (input.trust.inRetrospect && clearsThePast(*list, certificate, input.now)))
            found = Revocation::Current;
        else if (found == Revocation::Missing)
            found = Revocation::Stale;
    }
    return found;
}

// The issuer itself is trusted because it is installed; a list can only take that back.
CertificateVerdict checkRevocation(const StandingInput& input) {
    std::vector<const RevocationList*> genuine;
    for (const RevocationList& list : input.trust.revocationLists) {
        const auto isIssuer = [&](const Certificate& certificate) {
            return certificate.issuerName().matches(list.issuerName());
        };
        const bool concerned = isIssuer(input.signer) || std::ranges::any_of(input.path.issuers, isIssuer);
        if (concerned && isGenuine(list, input)) genuine.push_back(&list);
    }
    auto worst = lookUp(input.signer, genuine, input);
    for (const Certificate& issuer : input.path.issuers) {
        const auto found = lookUp(issuer, genuine, input);
        const bool isAnchor = &issuer == &input.path.issuers.back();
        if (!isAnchor || found == Revocation::Listed) worst = std::max(worst, found);
    }
    switch (worst) {
        case Revocation::Listed:
            return {{CertificateReason::Revoked}, VerdictRule::RevocationListed};
        case Revocation::Missing:
            return {{CertificateReason::RevocationNotChecked}, VerdictRule::RevocationListMissing};
        case Revocation::Stale:
            return {{CertificateReason::RevocationNotChecked}, VerdictRule::RevocationListStale};
        case Revocation::Current:
            break;
    }
    return {{CertificateReason::Valid}, std::nullopt};
}

std::optional<CertificateReason> checkValidity(const Certificate& certificate, std::chrono::sys_seconds at) {
    if (at > certificate.notAfter()) return CertificateReason::Expired;
    if (at < certificate.notBefore()) return CertificateReason::NotYetValid;
    return std::nullopt;
}

}  // namespace

CertificateVerdict checkStanding(const StandingInput& input) {
    if (input.path.anchor == nullptr) return {{CertificateReason::IssuerNotInstalled}, input.path.problem};
    const CertificateVerdict revocation = checkRevocation(input);
    if (revocation.reason == CertificateReason::Revoked) return revocation;
    std::vector<Certificate> path{input.signer};
    path.insert(path.end(), input.path.issuers.begin(), input.path.issuers.end());
    for (const Certificate& certificate : path)
        if (const auto reason = checkValidity(certificate, input.now)) return {{*reason}, VerdictRule::ValidityNow};
    if (input.signingTime)
        if (const auto reason = checkValidity(input.signer, *input.signingTime))
            return {{*reason}, VerdictRule::ValidityAtSigning};
    return revocation;
}

}  // namespace cccd_bridge::emrtd
