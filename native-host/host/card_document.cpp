#include "host/card_document.hpp"

#include "cccd/additional_details.hpp"
#include "cccd/compare.hpp"
#include "emrtd/lds/dg14.hpp"
#include "emrtd/lds/security_object.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace cccd_bridge::host {

namespace {

constexpr std::string_view vietnam = "VNM";

}  // namespace

Result<void> CardDocument::setDg1(SecretBytes file, const cccd::Date& today) {
    TRY(const emrtd::MachineReadableZone mrz, emrtd::parseDataGroup1(file));
    holder_ = cccd::readMrzCitizen(mrz, today);
    foreign_ = mrz.issuingState != vietnam;
    addDataGroup(1, std::move(file));
    return {};
}

void CardDocument::setDg13(SecretBytes file) {
    // Another state's DG13 has its own form, and its signer has no say about a citizen's number of Viet Nam.
    text_.emplace();
    text_->status = cccd::Dg13Status::NotUnderstood;
    if (!foreign_) text_ = cccd::parseDg13(file);
    addDataGroup(13, std::move(file));
    if (text_->status == cccd::Dg13Status::NotUnderstood) addProblem(ErrorCode::CardFileMalformed, 13);
}

void CardDocument::setDg11(SecretBytes file) {
    const auto details = emrtd::parseDataGroup11(file);
    addDataGroup(11, std::move(file));
    if (!details) return addProblem(details.error().code, 11);
    if (!details_) details_.emplace();
    cccd::addPersonalDetails(*details_, *details);
}

void CardDocument::setDg12(SecretBytes file) {
    const auto details = emrtd::parseDataGroup12(file);
    addDataGroup(12, std::move(file));
    if (!details) return addProblem(details.error().code, 12);
    if (!details_) details_.emplace();
    cccd::addDocumentDetails(*details_, *details);
}

ByteView CardDocument::dataGroup(int number) const {
    const auto found = dataGroups_.find(number);
    return found == dataGroups_.end() ? ByteView() : ByteView(found->second);
}

cccd::MergedCitizen CardDocument::merge() const {
    return cccd::mergeCitizen(holder_ ? &*holder_ : nullptr, text_ ? &*text_ : nullptr, qr_ ? &*qr_ : nullptr,
                              details_ ? &*details_ : nullptr);
}

bool CardDocument::qrFitsHolder() const {
    if (!qr_ || !qr_->citizen) return true;
    if (!holder_) return false;
    return cccd::compareCitizens(*qr_->citizen, holder_->citizen).samePerson == cccd::SamePerson::Yes;
}

void CardDocument::verify(const emrtd::TrustView& trust, std::chrono::sys_seconds now,
                          emrtd::WeakAlgorithms weakAlgorithms) {
    verify(emrtd::checkSecurityObject(securityObject_, trust, now), trust, now, weakAlgorithms);
}

void CardDocument::verify(const emrtd::SecurityObjectCheck& securityObject, const emrtd::TrustView& trust,
                          std::chrono::sys_seconds now, emrtd::WeakAlgorithms weakAlgorithms) {
    if (!cardSecurityFile_.empty())
        cardSecurity_ = emrtd::authenticateCardSecurity({.file = cardSecurityFile_,
                                                         .dataGroup1 = dataGroup(1),
                                                         .trust = trust,
                                                         .now = now,
                                                         .weakAlgorithms = weakAlgorithms});
    if (securityObjectMalformed_) {
        constexpr auto rule = emrtd::VerdictRule::SecurityObjectStructure;
        verdicts_.data = {{emrtd::DataReason::SecurityObjectMalformed}, {}, rule, {}};
        verdicts_.certificate = {{emrtd::CertificateReason::SignerMissing}, rule};
        return judgeChip();
    }
    std::vector<emrtd::DataGroupFile> files;
    files.reserve(dataGroups_.size());
    for (const auto& [number, content] : dataGroups_) files.push_back({.number = number, .content = content});
    authentication_ = emrtd::authenticatePassively(securityObject, files, weakAlgorithms);
    verdicts_.data = authentication_.data;
    verdicts_.certificate = authentication_.certificate;
    std::vector<int> contradicting = merge().contradictingDataGroups;
    if (!verdicts_.dataRefused() && !contradicting.empty()) {
        contradicting.insert(contradicting.begin(), 1);
        constexpr auto rule = emrtd::VerdictRule::ContentOfDataGroups;
        verdicts_.data = {{emrtd::DataReason::ContentMismatch}, std::move(contradicting), rule, {}};
    }
    judgeChip();
    judgeChannels();
}

bool CardDocument::contradictsChannel(ByteView signedInfos) const {
    return std::ranges::any_of(channels_, [&](const emrtd::ChannelOrigin& origin) {
        return emrtd::checkChannel(origin, signedInfos) == emrtd::CardAccessCheck::Contradicted;
    });
}

// Someone on the way made the card offer less, or other things, than the issuer signed. The data is as authentic as
// before; whoever weakened the channel may listen to it.
void CardDocument::judgeChannels() {
    if (downgradeTold_ || verdicts_.dataRefused()) return;
    const auto file = emrtd::parseDataGroup14(dataGroup(14));
    const bool byDataGroup = file && matchesSignature(14) && contradictsChannel(file->securityInfos);
    const bool bySecurity = cardSecurity_.covers() && contradictsChannel(cardSecurity_.securityInfos);
    if (!byDataGroup && !bySecurity) return;
    downgradeTold_ = true;
    addProblem(ErrorCode::CardDowngraded, byDataGroup ? 14 : 0);
}

void CardDocument::setChip(emrtd::ChipReason proof, KeyFile keyFile) {
    chipProof_ = proof;
    chipKeyFile_ = keyFile;
    judgeChip();
}

// EF.CardSecurity bears its own signature; the data groups have that of the security object.
bool CardDocument::isCovered(KeyFile file) const {
    if (file == KeyFile::CardSecurity) return cardSecurity_.covers();
    return verdicts_.data.status() == emrtd::VerdictStatus::Yes && matchesSignature(static_cast<int>(file));
}

// A proof under a key that only an unknown signer vouches for says nothing about who made the chip.
void CardDocument::judgeChip() {
    verdicts_.chip = {chipProof_};
    if (verdicts_.dataRefused())
        verdicts_.chip = {emrtd::ChipReason::DataNotAuthentic};
    else if (statusOf(chipProof_) == emrtd::VerdictStatus::Yes && !isCovered(chipKeyFile_))
        verdicts_.chip = {emrtd::ChipReason::KeyNotTrusted};
}

bool CardDocument::matchesSignature(int dataGroup) const {
    return std::ranges::find(authentication_.matchingDataGroups, dataGroup) != authentication_.matchingDataGroups.end();
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
    for (const auto source : {cccd::Source::Dg1, cccd::Source::Dg11, cccd::Source::Dg12, cccd::Source::Dg13})
        cccd::setVerified(citizen, source, verified);
    cccd::dropSensitive(citizen, sensitiveToKeep);
    return citizen;
}

}  // namespace cccd_bridge::host
