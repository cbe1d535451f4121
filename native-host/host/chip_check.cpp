#include "host/chip_check.hpp"

#include "emrtd/lds/dg15.hpp"
#include "emrtd/random_source.hpp"
#include "emrtd/tlv.hpp"

#include <algorithm>
#include <utility>

namespace cccd_bridge::host {

namespace {

constexpr int agreementFile = 14;
constexpr int signatureFile = 15;
// A damaged answer is no accusation: what could not be proven is tried once more over a new channel.
constexpr int attempts = 2;

// The chip answered, and it was not what was asked for.
bool isDeclined(ErrorCode code) {
    return code == ErrorCode::CardProtocolViolation || code == ErrorCode::CardProtocolUnsupported ||
           costsOnlyTheFile(code);
}

// Whether DG14 holds this key, 04 || X || Y: the content of a BIT STRING without unused bits (RFC 5480 §2.2).
bool holdsKey(const emrtd::DataGroup14& file, ByteView point) {
    return std::ranges::any_of(file.chipKeys, [&](const emrtd::ChipAuthenticationKey& key) {
        auto content = emrtd::enterWhole(key.subjectPublicKeyInfo, 0x30);
        if (!content || !content->next()) return false;
        const auto bits = content->expect(0x03);
        return bits && !bits->value.empty() && bits->value[0] == 0 && std::ranges::equal(bits->value.subspan(1), point);
    });
}

}  // namespace

Result<void> ChipCheck::run(const std::optional<Bytes>& challenge, emrtd::NextStep next) {
    next_ = std::move(next);
    CardDocument& document = approach_.document();
    const bool offered = document.isSigned(agreementFile) || document.isSigned(signatureFile);
    document.setChip(offered ? emrtd::ChipReason::NotChecked : emrtd::ChipReason::NotRead);
    TRY(const auto keys, takeAgreementKeys());
    if (settled()) return {};
    if (keys) signatureHash_ = keys->activeAuthenticationHash;
    proveByMapping(keys ? &*keys : nullptr);
    if (keys && agreement_ == Proof::None) TRY_VOID(proveByAgreement(*keys));
    if (settled()) return {};
    if (challenge || agreement_ == Proof::None) TRY_VOID(proveBySignature(challenge.value_or(Bytes())));
    if (settled()) return {};
    return conclude();
}

// True when the file is there and equals what is signed: only then does its key count (9303-11 §6.1, §6.2).
Result<bool> ChipCheck::takeKeyFile(int number) {
    if (!approach_.document().isSigned(number)) return false;
    keyAtHand_ = true;
    auto file = approach_.withChannel([&] { return approach_.session().readDataGroup(number); });
    if (!file && !costsOnlyTheFile(file.error().code)) return std::unexpected(file.error());
    if (!file) {
        approach_.document().addProblem(file.error().code, number);
        return false;
    }
    approach_.document().addDataGroup(number, *std::move(file));
    verify_();
    return approach_.document().matchesSignature(number);
}

// EF.DG14 where it is signed and understood.
Result<std::optional<emrtd::DataGroup14>> ChipCheck::takeAgreementKeys() {
    TRY(const bool covered, takeKeyFile(agreementFile));
    if (!covered) return std::optional<emrtd::DataGroup14>{};
    auto file = emrtd::parseDataGroup14(approach_.document().dataGroup(agreementFile));
    if (!file) {
        approach_.document().addProblem(file.error().code, agreementFile);
        return std::optional<emrtd::DataGroup14>{};
    }
    return *std::move(file);
}

// §4.4.3.5: proven while the channel was opened. The key counts when the signed DG14 holds it, or when EF.CardSecurity
// is the issuer's word itself.
void ChipCheck::proveByMapping(const emrtd::DataGroup14* keys) {
    const auto& mapping = approach_.session().chipMapping();
    mapped_ = mapping && mapping->outcome == emrtd::ChipMappingProof::Outcome::Proven;
    if (!mapped_) return;
    CardDocument& document = approach_.document();
    constexpr auto proof = emrtd::ChipReason::PaceChipAuthenticationMapping;
    const bool inDataGroup = keys != nullptr && holdsKey(*keys, mapping->publicKey);
    if (inDataGroup) document.setChip(proof, KeyFile::DataGroup14);
    if (document.verdicts().chip.status() != emrtd::VerdictStatus::Yes) {
        document.setCardSecurity(mapping->cardSecurity);
        verify_();
        if (document.cardSecurity().covers()) document.setChip(proof, KeyFile::CardSecurity);
    }
    if (inDataGroup || document.cardSecurity().covers()) agreement_ = Proof::Holds;
}

Result<void> ChipCheck::proveByAgreement(const emrtd::DataGroup14& keys) {
    const auto offers = emrtd::chipAuthenticationOffers(keys);
    if (offers.empty()) keyAtHand_ = false;
    for (const emrtd::ChipAuthenticationOffer& offer : offers) {
        TRY(agreement_, agree(offer));
        if (agreement_ == Proof::None) continue;
        // Before a signature is asked for: a refuted chip is not asked for more.
        if (agreement_ == Proof::Holds)
            approach_.document().setChip(emrtd::ChipReason::ChipAuthentication, KeyFile::DataGroup14);
        else
            approach_.document().setChip(emrtd::ChipReason::AuthenticationFailed);
        return {};
    }
    return {};
}

Result<ChipCheck::Proof> ChipCheck::agree(const emrtd::ChipAuthenticationOffer& offer) {
    int failures = 0;
    for (int attempt = 1;; ++attempt) {
        // A second time the proof is a command that nothing but the keys can make fail.
        const auto result = approach_.session().authenticateChip(offer, attempt == 1 ? next_ : emrtd::NextStep());
        if (result == emrtd::ChipAuthenticationResult::Proven) return Proof::Holds;
        if (result == emrtd::ChipAuthenticationResult::Declined) return Proof::None;
        // An answer that is no answer leaves the channel closed, whoever damaged it.
        const bool broken = !result && (CardApproach::breaksChannel(result.error().code) ||
                                        (isDeclined(result.error().code) && !approach_.session().channelOpen()));
        if (!result && !broken && isDeclined(result.error().code)) {
            approach_.document().addProblem(result.error().code, agreementFile);
            return Proof::None;
        }
        if (!result && !broken) return std::unexpected(result.error());
        if (result) ++failures;
        const auto rebuilt = attempt < attempts ? approach_.rebuild() : fail(ErrorCode::CardChannelClosed);
        if (!rebuilt && rebuilt.error().code != ErrorCode::CardChannelClosed) return std::unexpected(rebuilt.error());
        if (rebuilt) continue;
        // Over two channels of their own; where none is left for the second, nothing is said against the chip.
        if (failures == attempts) return Proof::Refuted;
        approach_.document().addProblem(result ? ErrorCode::CardSecureMessagingFailed : result.error().code,
                                        agreementFile);
        // For what is still to be read.
        static_cast<void>(approach_.rebuild());
        return Proof::None;
    }
}

Result<void> ChipCheck::proveBySignature(const Bytes& challenge) {
    TRY(const bool covered, takeKeyFile(signatureFile));
    if (!covered) return {};
    const auto key = emrtd::parseDataGroup15(approach_.document().dataGroup(signatureFile));
    if (!key) {
        approach_.document().addProblem(key.error().code, signatureFile);
        return {};
    }
    Bytes asked = challenge;
    if (asked.empty()) {
        TRY(asked, emrtd::randomChallenge(emrtd::systemRandom()));
    }
    const auto signature = approach_.withChannel([&] { return approach_.session().signChallenge(*key, asked); });
    if (!signature && !isDeclined(signature.error().code)) return std::unexpected(signature.error());
    if (!signature) {
        approach_.document().addProblem(signature.error().code, signatureFile);
        return {};
    }
    exchange_ = emrtd::ActiveAuthenticationExchange{.challenge = std::move(asked), .signature = *signature};
    const auto verified = emrtd::verifyActiveAuthentication(*key, signatureHash_, *exchange_);
    if (verified)
        signature_ = *verified ? Proof::Holds : Proof::Refuted;
    else
        approach_.document().addProblem(verified.error().code, signatureFile);
    return {};
}

// A rebuilt channel has its document in another place, so none is held over a step with the card.
Result<void> ChipCheck::conclude() {
    if (signature_ == Proof::Refuted) {
        approach_.document().setChip(emrtd::ChipReason::AuthenticationFailed);
        return {};
    }
    if (agreement_ == Proof::Holds) return {};
    if (signature_ == Proof::Holds) {
        approach_.document().setChip(emrtd::ChipReason::ActiveAuthentication, KeyFile::DataGroup15);
        return {};
    }
    TRY(const emrtd::ChipReason reason, reasonWithoutProof());
    approach_.document().setChip(reason);
    return {};
}

// A key that is there and not signed is the graver thing to say.
Result<emrtd::ChipReason> ChipCheck::reasonWithoutProof() {
    if (mapped_) {
        const bool refuted = approach_.document().cardSecurity().data.status() == emrtd::VerdictStatus::No;
        return refuted ? emrtd::ChipReason::KeyNotSigned : emrtd::ChipReason::KeyNotTrusted;
    }
    for (const int number : {signatureFile, agreementFile}) {
        if (approach_.document().isSigned(number)) continue;
        TRY(const bool present, approach_.withChannel([&] { return approach_.session().fileExists(number); }));
        if (present) return emrtd::ChipReason::KeyNotSigned;
    }
    return keyAtHand_ ? emrtd::ChipReason::NotChecked : emrtd::ChipReason::NotSupportedByCard;
}

}  // namespace cccd_bridge::host
