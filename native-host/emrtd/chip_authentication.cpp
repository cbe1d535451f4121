#include "emrtd/chip_authentication.hpp"

#include "emrtd/crypto/key_agreement.hpp"
#include "emrtd/key_derivation.hpp"
#include "emrtd/spare_time.hpp"
#include "emrtd/tlv.hpp"

#include <algorithm>
#include <array>

namespace cccd_bridge::emrtd {

namespace {

constexpr Byte lastCommandClass = 0x00;
constexpr Byte chainedCommandClass = 0x10;
constexpr Byte instructionManageSecurity = 0x22;
constexpr Byte instructionGeneralAuthenticate = 0x86;
constexpr Byte instructionSelect = 0xA4;
constexpr Byte selectElementaryFile = 0x02;
constexpr Byte withoutAnswer = 0x0C;
constexpr Byte setForComputation = 0x41;
constexpr Byte keyAgreementTemplate = 0xA6;
constexpr Byte authenticationTemplate = 0xA4;

constexpr std::uint32_t tagProtocol = 0x80;
constexpr std::uint32_t tagPrivateKey = 0x84;
constexpr std::uint32_t tagAgreementKey = 0x91;
constexpr std::uint32_t tagEphemeral = 0x80;
constexpr std::uint32_t tagDynamicData = 0x7C;

constexpr std::array<Byte, 2> dataGroup14{0x01, 0x0E};

// Fits a short command with any cipher's padding and the objects of secure messaging.
constexpr std::size_t chainedPart = 200;

enum class Answer { Accepted, Failed, Declined };

// Of the command that computes: 63xx is the chip's own word for a failed agreement.
Answer answerOf(const ResponseApdu& response) {
    if (response.ok()) return Answer::Accepted;
    return (response.sw >> 8) == (status::authenticationFailed >> 8) ? Answer::Failed : Answer::Declined;
}

// ISO/IEC 7816-4 §5.3.3.
Result<ResponseApdu> sendChained(CardChannel& channel, const CommandApdu& command) {
    for (std::size_t offset = 0;; offset += chainedPart) {
        const std::size_t length = std::min(chainedPart, command.data.size() - offset);
        const bool last = offset + length == command.data.size();
        const auto begin = command.data.begin() + static_cast<std::ptrdiff_t>(offset);
        CommandApdu part{.cla = last ? lastCommandClass : chainedCommandClass,
                         .ins = command.ins,
                         .p1 = command.p1,
                         .p2 = command.p2,
                         .data = Bytes(begin, begin + static_cast<std::ptrdiff_t>(length)),
                         .le = last ? command.le : std::nullopt};
        TRY(ResponseApdu response, channel.transmit(part));
        if (last || !response.ok()) return response;
    }
}

// Not the content was refused but the form it came in.
bool isAboutForm(std::uint16_t sw) {
    return sw == status::wrongLength || sw == status::chainingNotSupported || sw == status::lastOfChainExpected;
}

// One command, or a chain of them where its data does not fit; the other form where the card declines the first.
Result<ResponseApdu> send(CardChannel& channel, CommandApdu command, std::optional<bool> extendedLength) {
    if (command.data.size() <= chainedPart) return channel.transmit(command);
    command.extended = true;
    const bool extendedFirst = extendedLength.value_or(false);
    TRY(ResponseApdu response, extendedFirst ? channel.transmit(command) : sendChained(channel, command));
    if (!isAboutForm(response.sw) || extendedLength == false) return response;
    return extendedFirst ? sendChained(channel, command) : channel.transmit(command);
}

void appendKeyId(Bytes& data, const ChipAuthenticationOffer& offer) {
    if (!offer.keyId.empty()) appendTlv(data, tagPrivateKey, offer.keyId);
}

// §6.2.4.1: 3DES only.
Result<Answer> setKeyAgreementTemplate(CardChannel& channel, const ChipAuthenticationOffer& offer, ByteView ownKey,
                                       std::optional<bool> extendedLength) {
    Bytes data;
    appendTlv(data, tagAgreementKey, ownKey);
    appendKeyId(data, offer);
    TRY(const ResponseApdu response, send(channel,
                                          {.cla = lastCommandClass,
                                           .ins = instructionManageSecurity,
                                           .p1 = setForComputation,
                                           .p2 = keyAgreementTemplate,
                                           .data = std::move(data)},
                                          extendedLength));
    return answerOf(response);
}

// §6.2.4.2: names protocol and key, then agrees.
Result<bool> setAuthenticationTemplate(CardChannel& channel, const ChipAuthenticationOffer& offer) {
    Bytes data;
    appendTlv(data, tagProtocol, offer.protocol);
    appendKeyId(data, offer);
    TRY(const ResponseApdu response, channel.transmit({.cla = lastCommandClass,
                                                       .ins = instructionManageSecurity,
                                                       .p1 = setForComputation,
                                                       .p2 = authenticationTemplate,
                                                       .data = std::move(data)}));
    return response.ok();
}

Result<Answer> generalAuthenticate(CardChannel& channel, ByteView ownKey, std::optional<bool> extendedLength) {
    TRY(const ResponseApdu response, send(channel,
                                          {.cla = lastCommandClass,
                                           .ins = instructionGeneralAuthenticate,
                                           .p1 = 0x00,
                                           .p2 = 0x00,
                                           .data = makeTlv(tagDynamicData, makeTlv(tagEphemeral, ownKey)),
                                           .le = maxShortLe},
                                          extendedLength));
    return answerOf(response);
}

// Over AES the first command needs no key yet: the agreement is computed while the chip takes it.
Result<Answer> sendOwnKey(CardChannel& channel, const ChipAuthenticationOffer& offer,
                          Ahead<Result<KeyAgreement>>& agreement, std::optional<bool> extendedLength) {
    if (offer.cipher != CipherKind::TripleDes) {
        TRY(const bool known, setAuthenticationTemplate(channel, offer));
        if (!known) return Answer::Declined;
    }
    if (!agreement.get()) return std::unexpected(agreement.get().error());
    const Bytes& ownKey = agreement.get()->ownPublicKey;
    return offer.cipher == CipherKind::TripleDes ? setKeyAgreementTemplate(channel, offer, ownKey, extendedLength)
                                                 : generalAuthenticate(channel, ownKey, extendedLength);
}

// §6.2.3 step 3, §9.7.1: new keys, counter zero.
Result<SecureMessaging> newSession(CipherKind cipher, ByteView secret) {
    TRY(SecretBytes encryptionKey, deriveKey(cipher, secret, KeyPurpose::Encryption));
    TRY(SecretBytes macKey, deriveKey(cipher, secret, KeyPurpose::Authentication));
    return SecureMessaging::create(cipher, std::move(encryptionKey), std::move(macKey), Bytes(blockLength(cipher)));
}

Result<void> selectAnyFile(CardChannel& channel) {
    TRY_VOID(channel.transmit({.cla = lastCommandClass,
                               .ins = instructionSelect,
                               .p1 = selectElementaryFile,
                               .p2 = withoutAnswer,
                               .data = Bytes(dataGroup14.begin(), dataGroup14.end())}));
    return {};
}

// Any protected answer proves the keys, whatever its status.
Result<ChipAuthenticationResult> proveKeys(CardChannel& channel, const NextStep& next) {
    const Result<void> outcome = next ? next() : selectAnyFile(channel);
    if (channel.answeredProtected()) return ChipAuthenticationResult::Proven;
    if (outcome) return fail(ErrorCode::ProtocolInternal, "nothing was sent under the new keys");
    if (outcome.error().code == ErrorCode::CardSecureMessagingFailed) return ChipAuthenticationResult::Failed;
    return std::unexpected(outcome.error());
}

}  // namespace

Result<ChipAuthenticationResult> performChipAuthentication(CardChannel& channel, const ChipAuthenticationOffer& offer,
                                                           std::optional<bool> extendedLength, const NextStep& next) {
    TRY(const StaticKey chipKey, StaticKey::parse(offer.agreement, offer.subjectPublicKeyInfo));
    Ahead<Result<KeyAgreement>> agreement(channel.spareTime(), [&] { return chipKey.agree(); });
    TRY(const Answer answer, sendOwnKey(channel, offer, agreement, extendedLength));
    if (answer == Answer::Failed) return ChipAuthenticationResult::Failed;
    if (answer == Answer::Declined) return ChipAuthenticationResult::Declined;
    TRY(SecureMessaging session, newSession(offer.cipher, agreement.get()->secret));
    channel.protect(std::move(session));
    return proveKeys(channel, next);
}

}  // namespace cccd_bridge::emrtd
