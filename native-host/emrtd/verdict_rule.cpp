#include "emrtd/verdict_rule.hpp"

#include <array>
#include <cstddef>

namespace cccd_bridge::emrtd {

namespace {

// In the order of the enumerations.
constexpr std::array<std::string_view, 22> rules{"securityObject.structure",
                                                 "hash.dataGroup",
                                                 "hash.listed",
                                                 "hash.algorithm",
                                                 "signer.certificate",
                                                 "signer.purpose",
                                                 "signer.criticalExtension",
                                                 "signer.key",
                                                 "signedAttributes.messageDigest",
                                                 "signature.algorithm",
                                                 "signature.value",
                                                 "chain.issuer",
                                                 "chain.signature",
                                                 "chain.support",
                                                 "country.document",
                                                 "content.dataGroups",
                                                 "policy.weakAlgorithm",
                                                 "validity.now",
                                                 "validity.atSigning",
                                                 "revocation.listMissing",
                                                 "revocation.listStale",
                                                 "revocation.listed"};
static_assert(rules.size() == static_cast<std::size_t>(VerdictRule::RevocationListed) + 1);

constexpr std::array<std::string_view, 3> warnings{"weakDigest", "weakKey", "unknownCurve"};
static_assert(warnings.size() == static_cast<std::size_t>(TrustWarning::UnknownCurve) + 1);

}  // namespace

std::string_view wireName(VerdictRule rule) { return rules[static_cast<std::size_t>(rule)]; }
std::string_view wireName(TrustWarning warning) { return warnings[static_cast<std::size_t>(warning)]; }

}  // namespace cccd_bridge::emrtd
