#include "emrtd/revocation_authority.hpp"

#include <functional>

namespace cccd_bridge::emrtd {

namespace {

constexpr int maxSignatures = 32;

template <class Range, class Projection>
std::optional<PublicKey> signingKey(const RevocationList& list, const Range& range, Projection certificateOf) {
    int signatures = 0;
    for (const auto& authority : range) {
        const Certificate& issuer = std::invoke(certificateOf, authority);
        if (!issuer.maySignRevocationLists() || !issuer.subjectName().matches(list.issuerName())) continue;
        if (++signatures > maxSignatures) break;
        auto key = issuer.publicKey();
        if (key && list.isSignedBy(*key).value_or(false)) return *std::move(key);
    }
    return std::nullopt;
}

}  // namespace

bool isSignedByOneOf(const RevocationList& list, std::span<const Certificate> authorities) {
    return signingKey(list, authorities, std::identity()).has_value();
}

bool isSignedByAnchor(const RevocationList& list, std::span<const TrustAnchor> anchors) {
    return keyOfList(list, anchors).has_value();
}

std::optional<PublicKey> keyOfList(const RevocationList& list, std::span<const TrustAnchor> anchors) {
    return signingKey(list, anchors, &TrustAnchor::certificate);
}

}  // namespace cccd_bridge::emrtd
