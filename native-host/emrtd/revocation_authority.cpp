#include "emrtd/revocation_authority.hpp"

#include <algorithm>
#include <functional>

namespace cccd_bridge::emrtd {

namespace {

constexpr int maxSignatures = 16;

template <class Range, class Projection>
bool isSignedByAny(const RevocationList& list, const Range& range, Projection projection) {
    int signatures = 0;
    const auto signs = [&](const Certificate& issuer) {
        if (!issuer.maySignRevocationLists() || !issuer.subjectName().matches(list.issuerName())) return false;
        if (++signatures > maxSignatures) return false;
        const auto key = issuer.publicKey();
        return key && list.isSignedBy(*key).value_or(false);
    };
    return std::ranges::any_of(range, signs, projection);
}

}  // namespace

bool isSignedByOneOf(const RevocationList& list, std::span<const Certificate> authorities) {
    return isSignedByAny(list, authorities, std::identity());
}

bool isSignedByAnchor(const RevocationList& list, std::span<const TrustAnchor> anchors) {
    return isSignedByAny(list, anchors, &TrustAnchor::certificate);
}

}  // namespace cccd_bridge::emrtd
