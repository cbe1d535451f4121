#include "emrtd/card_security_authentication.hpp"

#include "emrtd/signed_object.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace cccd_bridge::emrtd {

namespace {

constexpr std::size_t maxCertificates = 8;
constexpr std::uint32_t tagSet = 0x31;
// id-SecurityObject, 0.4.0.127.0.7.3.2.1.
constexpr std::array<Byte, 8> oidSecurityInfos{0x04, 0x00, 0x7F, 0x00, 0x07, 0x03, 0x02, 0x01};

}  // namespace

CardSecurityCheck authenticateCardSecurity(ByteView file, const TrustView& trust, std::chrono::sys_seconds now) {
    CardSecurityCheck result;
    auto signedData = parseSignedData(file, maxCertificates);
    if (!signedData || !std::ranges::equal(signedData->contentType, oidSecurityInfos) ||
        !enterWhole(signedData->content, tagSet)) {
        result.data = {{DataReason::SecurityObjectMalformed}, {}, VerdictRule::SecurityObjectStructure, {}};
        result.certificate = {{CertificateReason::SignerMissing}, VerdictRule::SecurityObjectStructure};
        return result;
    }
    SignedObjectCheck check = checkSignedObject(*signedData, trust, now);
    result.data = std::move(check.origin);
    result.certificate = check.certificate;
    result.securityInfos = std::move(signedData->content);
    if (check.signer) result.signerCountry = check.signer->country();
    return result;
}

}  // namespace cccd_bridge::emrtd
