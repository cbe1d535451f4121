#include "emrtd/card_security_authentication.hpp"

#include "emrtd/card_security.hpp"
#include "emrtd/signed_object.hpp"

#include <span>
#include <utility>

namespace cccd_bridge::emrtd {

CardSecurityCheck authenticateCardSecurity(const CardSecurityInput& input) {
    CardSecurityCheck result;
    auto envelope = openCardSecurity(input.file);
    if (!envelope) {
        result.data = {{DataReason::SecurityObjectMalformed}, {}, VerdictRule::SecurityObjectStructure, {}};
        result.certificate = {{CertificateReason::SignerMissing}, VerdictRule::SecurityObjectStructure};
        return result;
    }
    const DataGroupFile holder{.number = 1, .content = input.dataGroup1};
    const std::span<const DataGroupFile> files(&holder, input.dataGroup1.empty() ? 0 : 1);
    const SignedObjectCheck check = checkSignedObject(*envelope, input.trust, input.now);
    result.data =
        judgeOrigin(check, {.dataGroups = files, .contentHash = std::nullopt, .weakAlgorithms = input.weakAlgorithms});
    result.certificate = check.certificate;
    if (check.signer) result.signer = summarise(*check.signer);
    result.securityInfos = std::move(envelope->content);
    return result;
}

}  // namespace cccd_bridge::emrtd
