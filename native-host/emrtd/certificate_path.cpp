#include "emrtd/certificate_path.hpp"

#include <algorithm>
#include <map>

namespace cccd_bridge::emrtd {

namespace {

constexpr int maxLinks = 4;
constexpr int maxSignatures = 128;

class PathFinder {
  public:
    PathFinder(std::span<const Certificate> links, std::span<const TrustAnchor> anchors)
        : links_(links), anchors_(anchors) {}

    CertificatePath find(const Certificate& signer) {
        CertificatePath path;
        if (climb(signer, path, 0)) return path;
        path.issuers.clear();
        path.problem = contradicted_  ? VerdictRule::ChainSignature
                       : unsupported_ ? VerdictRule::ChainSupport
                                      : VerdictRule::ChainIssuer;
        return path;
    }

  private:
    bool climb(const Certificate& issued, CertificatePath& path, int depth) {
        // The key that is named goes first: only it can be contradicted.
        for (const bool named : {true, false})
            for (const TrustAnchor& anchor : anchors_)
                if (anchor.certificate.isKeyNamedBy(issued) == named &&
                    issues(anchor.certificate, issued, depth == 0)) {
                    path.issuers.push_back(anchor.certificate);
                    path.anchor = &anchor;
                    return true;
                }
        if (depth == maxLinks) return false;
        for (const Certificate& link : links_) {
            if (std::ranges::find(path.issuers, link.der(), &Certificate::der) != path.issuers.end()) continue;
            if (!issues(link, issued, false)) continue;
            path.issuers.push_back(link);
            if (climb(link, path, depth + 1) && path.anchor->country == link.subjectCountry()) return true;
            path.anchor = nullptr;
            path.issuers.resize(static_cast<std::size_t>(depth), link);
        }
        return false;
    }

    // Did this authority sign that certificate? A state keeps its name when it changes keys (9303-12 §4), so an issuer
    // of the same name alone is not contradicted; one whose very key is named is.
    bool issues(const Certificate& issuer, const Certificate& issued, bool isAnchorOfSigner) {
        if (!issuer.isCertificationAuthority() || !issuer.isNamedIssuerOf(issued)) return false;
        if (++signatures_ > maxSignatures) {
            unsupported_ = true;
            return false;
        }
        const auto& key = keyOf(issuer);
        const auto isSigned = key ? issued.isSignedBy(*key) : std::unexpected(key.error());
        if (!isSigned || (*isSigned && issuer.hasUnknownDemands())) {
            unsupported_ = true;
            return false;
        }
        if (!*isSigned && isAnchorOfSigner && issuer.isKeyNamedBy(issued)) contradicted_ = true;
        return *isSigned;
    }

    // Each key is decoded once: to judge unknown domain parameters takes far longer than a signature.
    const Result<PublicKey>& keyOf(const Certificate& issuer) {
        const auto known = keys_.find(&issuer.der());
        if (known != keys_.end()) return known->second;
        return keys_.emplace(&issuer.der(), issuer.publicKey()).first->second;
    }

    std::span<const Certificate> links_;
    std::span<const TrustAnchor> anchors_;
    std::map<const Bytes*, Result<PublicKey>> keys_;
    int signatures_ = 0;
    bool contradicted_ = false;
    bool unsupported_ = false;
};

}  // namespace

CertificatePath findPath(const Certificate& signer, std::span<const Certificate> links,
                         std::span<const TrustAnchor> anchors) {
    return PathFinder(links, anchors).find(signer);
}

}  // namespace cccd_bridge::emrtd
