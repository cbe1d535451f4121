#include "host/card_document.hpp"

#include "cccd/compare.hpp"
#include "emrtd/lds/security_object.hpp"
#include "emrtd/passive_authentication.hpp"

#include <utility>

namespace cccd_bridge::host {

Result<void> CardDocument::setDg1(SecretBytes file, const cccd::Date& today) {
    TRY(const emrtd::MachineReadableZone mrz, emrtd::parseDataGroup1(file));
    holder_ = cccd::readMrzCitizen(mrz, today);
    dg1_ = std::move(file);
    return {};
}

void CardDocument::setDg13(SecretBytes file) {
    dg13_ = std::move(file);
    text_ = cccd::parseDg13(dg13_);
    if (text_->status == cccd::Dg13Status::NotUnderstood) addProblem(ErrorCode::CardFileMalformed, 13);
}

cccd::MergedCitizen CardDocument::merge() const {
    return cccd::mergeCitizen(holder_ ? &*holder_ : nullptr, text_ ? &*text_ : nullptr, qr_ ? &*qr_ : nullptr);
}

bool CardDocument::qrFitsHolder() const {
    if (!qr_ || !qr_->citizen) return true;
    if (!holder_) return false;
    return cccd::compareCitizens(*qr_->citizen, holder_->citizen).samePerson == cccd::SamePerson::Yes;
}

void CardDocument::verify(std::span<const emrtd::TrustAnchor> anchors, std::chrono::sys_seconds now) {
    if (securityObjectMalformed_) {
        verdicts_.data = {{emrtd::DataReason::SecurityObjectMalformed}, {}};
        verdicts_.certificate = {emrtd::CertificateReason::SignerMissing};
        return;
    }
    std::vector<emrtd::DataGroupFile> files;
    if (!dg1_.empty()) files.push_back({.number = 1, .content = dg1_});
    if (!dg2_.empty()) files.push_back({.number = 2, .content = dg2_});
    if (!dg13_.empty()) files.push_back({.number = 13, .content = dg13_});
    const auto result = emrtd::authenticatePassively(
        {.securityObject = securityObject_, .dataGroups = files, .anchors = anchors, .now = now});
    verdicts_.data = result.data;
    verdicts_.certificate = result.certificate;
    if (!verdicts_.refused() && !merge().contradictions.empty())
        verdicts_.data = {{emrtd::DataReason::ContentMismatch}, {1, 13}};
}

bool CardDocument::isSigned(int dataGroup) const {
    if (securityObject_.empty()) return false;
    const auto parsed = emrtd::parseSecurityObject(securityObject_);
    return parsed && parsed->find(dataGroup) != nullptr;
}

cccd::Citizen CardDocument::citizen(const cccd::FieldSet& sensitiveToKeep) const {
    if (verdicts_.refused()) return {};
    cccd::Citizen citizen = merge().citizen;
    const bool verified = verdicts_.data.status() == emrtd::VerdictStatus::Yes;
    cccd::setVerified(citizen, cccd::Source::Dg1, verified);
    cccd::setVerified(citizen, cccd::Source::Dg13, verified);
    cccd::dropSensitive(citizen, sensitiveToKeep);
    return citizen;
}

}  // namespace cccd_bridge::host
