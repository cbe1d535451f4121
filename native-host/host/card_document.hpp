// What was read of a card and what can be said of it; no card, no wire.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "cccd/merge.hpp"
#include "emrtd/card_security_authentication.hpp"
#include "emrtd/downgrade.hpp"
#include "emrtd/lds/dg1.hpp"
#include "emrtd/passive_authentication.hpp"
#include "emrtd/trust_anchor.hpp"
#include "host/wire_verdicts.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <vector>

namespace cccd_bridge::host {

/// Something that did not stop the read; `dataGroup` is 0 when it is about none.
struct Problem {
    ErrorCode code;
    int dataGroup = 0;
};

/// The file that vouches for the key of a chip's proof.
enum class KeyFile { None = 0, CardSecurity = 1, DataGroup14 = 14, DataGroup15 = 15 };

class CardDocument {
  public:
    void setSecurityObject(SecretBytes file) { securityObject_ = std::move(file); }
    /// The card's security object could not even be read as a file.
    void setSecurityObjectMalformed() { securityObjectMalformed_ = true; }

    /// Takes EF.DG1. Errors: CardFileMalformed.
    Result<void> setDg1(SecretBytes file, const cccd::Date& today);
    /// Takes EF.DG13, after DG1; adds a problem when it is not understood, as on a document of another state.
    void setDg13(SecretBytes file);
    /// Takes EF.DG11 or EF.DG12; adds a problem when it is malformed.
    void setDg11(SecretBytes file);
    void setDg12(SecretBytes file);
    /// Whether DG13 was read and understood; without it DG11 and DG12 are of use.
    bool hasText() const { return text_ && text_->status == cccd::Dg13Status::Understood; }
    void setDg2(SecretBytes file) { addDataGroup(2, std::move(file)); }
    /// Takes a data group (1..16) that is only compared with the security object.
    void addDataGroup(int number, SecretBytes file) { dataGroups_[number] = std::move(file); }
    void setQr(std::optional<cccd::QrPayload> qr) { qr_ = std::move(qr); }

    /// Whether the person of the QR code, if there is one, is certainly the holder of the chip.
    bool qrFitsHolder() const;

    /// Notes what a channel to the card was chosen from. Once DG14 or EF.CardSecurity is authenticated, verify() adds
    /// the problem CardDowngraded where that contradicts it (ICAO 9303-11 §9.2.11), once for all channels.
    void noteChannel(emrtd::ChannelOrigin origin) { channels_.push_back(std::move(origin)); }

    /// Takes EF.CardSecurity, whose signature verify() judges.
    void setCardSecurity(Bytes file) { cardSecurityFile_ = std::move(file); }

    /// Notes what the chip showed. `proof` is a reason of status yes, of which `keyFile` holds the key: it counts as
    /// long as that file is covered by an installed issuer (ICAO 9303-11 §4.4.3.5.2, §6.1, §6.2). Any other reason
    /// stands for itself.
    void setChip(emrtd::ChipReason proof, KeyFile keyFile = KeyFile::None);

    /// Passive authentication of what was taken so far, and the comparison of DG13 and DG11 with DG1; what the chip
    /// showed is judged anew by it.
    void verify(const emrtd::TrustView& trust, std::chrono::sys_seconds now,
                emrtd::WeakAlgorithms weakAlgorithms = emrtd::WeakAlgorithms::Accept);

    /// The same, where the present security object was checked before.
    void verify(const emrtd::SecurityObjectCheck& securityObject, const emrtd::TrustView& trust,
                std::chrono::sys_seconds now, emrtd::WeakAlgorithms weakAlgorithms);

    /// Whether the security object signs a data group; false when there is none that can be read.
    bool isSigned(int dataGroup) const;

    /// Whether a data group was read and equals what the security object signs.
    bool matchesSignature(int dataGroup) const;

    /// All sources in one, verified where the data verdict says so; empty when it says no.
    cccd::Citizen citizen(const cccd::FieldSet& sensitiveToKeep) const;

    /// The security object as it was read; empty when there is none.
    ByteView securityObject() const { return securityObject_; }
    /// A data group as it was read; empty when it was not.
    ByteView dataGroup(int number) const;
    /// What the last verify() found of signer and data groups.
    const emrtd::PassiveAuthenticationResult& authentication() const { return authentication_; }
    /// What the last verify() found of EF.CardSecurity.
    const emrtd::CardSecurityCheck& cardSecurity() const { return cardSecurity_; }
    Verdicts& verdicts() { return verdicts_; }
    const Verdicts& verdicts() const { return verdicts_; }
    const std::vector<Problem>& problems() const { return problems_; }
    void addProblem(ErrorCode code, int dataGroup) { problems_.push_back({code, dataGroup}); }
    /// What one answer reported is not reported again by the next.
    void clearProblems() { problems_.clear(); }

  private:
    cccd::MergedCitizen merge() const;
    bool isCovered(KeyFile file) const;
    void judgeChip();
    void judgeChannels();
    bool contradictsChannel(ByteView signedInfos) const;

    SecretBytes securityObject_;
    bool securityObjectMalformed_ = false;
    std::map<int, SecretBytes> dataGroups_;
    std::optional<cccd::MrzCitizen> holder_;
    bool foreign_ = false;  // DG1 is of another state
    std::optional<cccd::Dg13> text_;
    std::optional<cccd::Citizen> details_;  // of DG11 and DG12
    std::optional<cccd::QrPayload> qr_;
    std::vector<emrtd::ChannelOrigin> channels_;
    bool downgradeTold_ = false;
    Bytes cardSecurityFile_;
    emrtd::CardSecurityCheck cardSecurity_;
    emrtd::PassiveAuthenticationResult authentication_;
    Verdicts verdicts_;
    emrtd::ChipReason chipProof_ = emrtd::ChipReason::Pending;
    KeyFile chipKeyFile_ = KeyFile::None;
    std::vector<Problem> problems_;
};

}  // namespace cccd_bridge::host
