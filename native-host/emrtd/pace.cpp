#include "emrtd/pace.hpp"

#include "emrtd/key_derivation.hpp"
#include "emrtd/pace_agreement.hpp"
#include "emrtd/pace_mapping.hpp"
#include "emrtd/spare_time.hpp"
#include "emrtd/status_error.hpp"
#include "emrtd/tlv.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

namespace cccd_bridge::emrtd {

namespace {

constexpr Byte lastCommandClass = 0x00;
constexpr Byte chainedCommandClass = 0x10;
constexpr Byte passwordMrz = 0x01;
constexpr Byte passwordCan = 0x02;
constexpr std::uint32_t tagDynamicData = 0x7C;
constexpr std::uint32_t tagPublicKey = 0x7F49;

// Data objects of the four GENERAL AUTHENTICATE steps (§4.4.4.2).
constexpr Byte tagNonce = 0x80;
constexpr Byte tagMappingOwn = 0x81;
constexpr Byte tagMappingCard = 0x82;
constexpr Byte tagEphemeralOwn = 0x83;
constexpr Byte tagEphemeralCard = 0x84;
constexpr Byte tagTokenOwn = 0x85;
constexpr Byte tagTokenCard = 0x86;
constexpr Byte tagChipAuthentication = 0x8A;
// The card chooses the length of its nonce in blocks; more than this nobody needs.
constexpr std::size_t maxNonce = 64;

std::unexpected<Error> violation(const char* what) { return fail(ErrorCode::CardProtocolViolation, what); }

Result<ResponseApdu> nameTemplate(CardChannel& channel, const PaceInfo& info, const AccessKey& key,
                                  std::optional<int> domainParameters) {
    Bytes data;
    appendTlv(data, 0x80, info.protocol);
    appendTlv(data, 0x83, std::array{key.kind() == AccessKey::Kind::Can ? passwordCan : passwordMrz});
    if (domainParameters) appendTlv(data, 0x84, std::array{static_cast<Byte>(*domainParameters)});
    return channel.transmit({0x00, 0x22, 0xC1, 0xA4, std::move(data), std::nullopt});
}

bool complainsOfData(std::uint16_t sw) { return sw == 0x6A80 || (sw >= 0x6A86 && sw <= 0x6A88); }

// §4.4.4.1: MSE:Set AT names protocol, password and, where that is ambiguous, domain parameters. Some cards want these
// in any case; nothing was tried yet with the one that said so.
Result<void> setAuthenticationTemplate(CardChannel& channel, const PaceParameters& parameters, const AccessKey& key) {
    const PaceInfo& info = *parameters.info;
    const auto named = parameters.nameDomainParameters ? info.parameterId : std::nullopt;
    TRY(ResponseApdu response, nameTemplate(channel, info, key, named));
    if (complainsOfData(response.sw) && !named && info.parameterId) {
        TRY(response, nameTemplate(channel, info, key, info.parameterId));
    }
    // 63Cx only warns that a password failed before; the card still takes one.
    if (response.ok() || (response.sw & 0xFFF0) == 0x63C0) return {};
    if (response.sw == status::blocked) return fail(ErrorCode::CardAccessRefused, "password is blocked");
    return fail(ErrorCode::CardProtocolUnsupported, statusError(response.sw, "MSE:Set AT").error().detail);
}

// The token tries the password: whatever the card calls its refusal, that password must not be sent again.
ErrorCode refusalCode(std::uint16_t sw, bool isToken) {
    if (isToken) return ErrorCode::CardWrongKey;
    if (sw == status::blocked) return ErrorCode::CardAccessRefused;
    return isAuthenticationFailure(sw) ? ErrorCode::CardWrongKey : ErrorCode::CardProtocolViolation;
}

/// The data objects of an answer to GENERAL AUTHENTICATE.
class Answer {
  public:
    explicit Answer(SecretBytes content) : content_(std::move(content)) {}

    /// The content of an object; null when it is missing.
    std::optional<ByteView> find(Byte tag) const {
        TlvReader objects(content_);
        while (!objects.atEnd()) {
            const auto object = objects.next();
            if (!object) return std::nullopt;
            if (object->tag == tag) return object->value;
        }
        return std::nullopt;
    }

    Result<ByteView> get(Byte tag) const {
        const auto content = find(tag);
        if (!content) return violation("expected object is missing in an answer to GENERAL AUTHENTICATE");
        return *content;
    }

  private:
    SecretBytes content_;
};

// One step of §4.4.5: sends an object in 7C and gives the content of the card's 7C.
Result<Answer> generalAuthenticate(CardChannel& channel, Byte cla, Bytes object, bool isToken = false) {
    CommandApdu command{cla, 0x86, 0x00, 0x00, makeTlv(tagDynamicData, object), maxShortLe};
    // Public keys of 2048 bits fit no short APDU in either direction (§9.3.1).
    if (command.data.size() > maxShortData) command.le = maxExtendedLe;
    TRY(const ResponseApdu response, channel.transmit(command));
    if (!response.ok())
        return fail(refusalCode(response.sw, isToken), statusError(response.sw, "GENERAL AUTHENTICATE").error().detail);
    TlvReader outer(response.data);
    const auto content = outer.expect(tagDynamicData);
    if (!content || !outer.atEnd()) return violation("answer to GENERAL AUTHENTICATE is no 7C object");
    return Answer(SecretBytes(content->value.begin(), content->value.end()));
}

// §4.4.3.3: the card chooses a whole number of blocks; integrated mapping fixes it to the least that holds a key.
bool isNonceLength(const PaceInfo& info, std::size_t length) {
    const std::size_t block = blockLength(info.cipher);
    if (info.mapping == PaceMapping::Integrated) return length == (keyLength(info.cipher) + block - 1) / block * block;
    return length != 0 && length % block == 0 && length <= maxNonce;
}

// Step 1: the encrypted nonce s.
Result<SecretBytes> readNonce(CardChannel& channel, const PaceInfo& info, const AccessKey& key) {
    TRY(const Answer answer, generalAuthenticate(channel, chainedCommandClass, {}));
    TRY(const ByteView encrypted, answer.get(tagNonce));
    if (!isNonceLength(info, encrypted.size())) return violation("encrypted nonce of wrong length");
    TRY(const SecretBytes password, key.password());
    TRY(const SecretBytes passwordKey, deriveKey(info.cipher, password, KeyPurpose::Password));
    return decryptCbc(info.cipher, passwordKey, Bytes(blockLength(info.cipher)), encrypted);
}

struct Exchange {
    Bytes ownPublic;
    Bytes cardPublic;
};

// Sends an own public key and reads the card's, which must differ (§4.4.1).
Result<Exchange> exchangeKeys(CardChannel& channel, Bytes ownPublic, Byte ownTag, Byte cardTag) {
    TRY(const Answer answer, generalAuthenticate(channel, chainedCommandClass, makeTlv(ownTag, ownPublic)));
    TRY(const ByteView cardKey, answer.get(cardTag));
    Bytes cardPublic(cardKey.begin(), cardKey.end());
    if (cardPublic == ownPublic) return violation("card sent back the terminal's key");
    return Exchange{std::move(ownPublic), std::move(cardPublic)};
}

struct Mapping {
    Bytes ownPublic;   // over the mapped generator
    Bytes cardPublic;  // the card's mapping key, where it has one
};

// Step 2 of generic (§4.4.3.3.1) and chip authentication mapping (§4.4.3.3.3).
Result<Mapping> mapWithKeys(CardChannel& channel, PaceAgreement& agreement, Bytes mappingKey, ByteView nonce,
                            RandomSource& random) {
    Ahead<Result<void>> prepared(channel.spareTime(), [&] { return agreement.prepareMapping(nonce, random); });
    TRY(Exchange keys, exchangeKeys(channel, std::move(mappingKey), tagMappingOwn, tagMappingCard));
    TRY_VOID(prepared.get());
    TRY(Bytes ownPublic, agreement.mapGeneric(nonce, keys.cardPublic, random));
    return Mapping{std::move(ownPublic), std::move(keys.cardPublic)};
}

// Step 2 of integrated mapping (§4.4.3.3.2): the terminal's nonce t goes out in plain, nothing comes back.
Result<Mapping> mapWithNonces(CardChannel& channel, const PaceInfo& info, PaceAgreement& agreement, ByteView nonce,
                              RandomSource& random) {
    Bytes ownNonce(keyLength(info.cipher));
    TRY_VOID(random.fill(ownNonce));
    TRY_VOID(generalAuthenticate(channel, chainedCommandClass, makeTlv(tagMappingOwn, ownNonce)));
    TRY(const SecretBytes number, integratedMappingNumber(info.cipher, nonce, ownNonce, agreement.fieldBits()));
    TRY_VOID(agreement.mapIntegrated(number));
    TRY(Bytes ownPublic, agreement.drawKey(random));
    return Mapping{std::move(ownPublic), {}};
}

// Steps 1 and 2. Where the mapping needs an own key it is drawn while the card takes the first commands.
Result<Mapping> performMapping(CardChannel& channel, const PaceParameters& parameters, const AccessKey& key,
                               PaceAgreement& agreement, RandomSource& random) {
    const PaceInfo& info = *parameters.info;
    const bool integrated = info.mapping == PaceMapping::Integrated;
    std::optional<Ahead<Result<Bytes>>> mappingKey;
    if (!integrated) mappingKey.emplace(channel.spareTime(), [&] { return agreement.drawKey(random); });
    TRY_VOID(setAuthenticationTemplate(channel, parameters, key));
    TRY(const SecretBytes nonce, readNonce(channel, info, key));
    if (integrated) return mapWithNonces(channel, info, agreement, nonce, random);
    TRY(Bytes drawn, std::move(mappingKey->get()));
    return mapWithKeys(channel, agreement, std::move(drawn), nonce, random);
}

// §4.4.3.4: MAC over the other side's public key as a data object with the protocol's identifier.
Result<Bytes> authenticationToken(const PaceInfo& info, ByteView macKey, Byte keyTag, ByteView publicKey) {
    Bytes content;
    appendTlv(content, 0x06, info.protocol);
    appendTlv(content, keyTag, publicKey);
    return mac8(info.cipher, macKey, makeTlv(tagPublicKey, content));
}

// Step 4: both sides show that they have the same keys; gives the card's answer.
Result<Answer> exchangeTokens(CardChannel& channel, const PaceInfo& info, Byte keyTag, const Exchange& keys,
                              ByteView macKey) {
    TRY(const Bytes ownToken, authenticationToken(info, macKey, keyTag, keys.cardPublic));
    TRY(const Bytes expected, authenticationToken(info, macKey, keyTag, keys.ownPublic));
    TRY(Answer answer, generalAuthenticate(channel, lastCommandClass, makeTlv(tagTokenOwn, ownToken), true));
    TRY(const ByteView cardToken, answer.get(tagTokenCard));
    // The card has accepted ours (§4.4.1 step 4), so the key is right: its answer was damaged, or it is not the card.
    if (!equalConstantTime(cardToken, expected)) return violation("card's token is wrong");
    return answer;
}

// §4.4.3.5: a card that owes its proof and gives none that opens has proved nothing; the channel is good all the same.
ChipMappingData chipMappingOf(const PaceInfo& info, const Answer& answer, ByteView encryptionKey, Bytes mappingKey) {
    ChipMappingData data{info.groupId.value_or(0), std::move(mappingKey), {}};
    const auto encrypted = answer.find(tagChipAuthentication);
    if (!encrypted) return data;
    if (auto opened = openChipAuthenticationData(info.cipher, encryptionKey, *encrypted))
        data.authentication = *std::move(opened);
    return data;
}

}  // namespace

Result<PaceSession> performPace(CardChannel& channel, const PaceParameters& parameters, const AccessKey& key,
                                RandomSource& random) {
    const PaceInfo& info = *parameters.info;
    TRY(const std::unique_ptr<PaceAgreement> agreement, PaceAgreement::create(info));
    TRY(Mapping mapping, performMapping(channel, parameters, key, *agreement, random));

    // Step 3: key agreement over the mapped generator, and the session keys from it (§9.7.4).
    TRY(const Exchange keys, exchangeKeys(channel, std::move(mapping.ownPublic), tagEphemeralOwn, tagEphemeralCard));
    TRY(const SecretBytes shared, agreement->agree(keys.cardPublic));
    TRY(SecretBytes encryptionKey, deriveKey(info.cipher, shared, KeyPurpose::Encryption));
    TRY(SecretBytes macKey, deriveKey(info.cipher, shared, KeyPurpose::Authentication));

    TRY(const Answer answer, exchangeTokens(channel, info, agreement->publicKeyTag(), keys, macKey));
    std::optional<ChipMappingData> chipMapping;
    if (info.mapping == PaceMapping::ChipAuthentication)
        chipMapping = chipMappingOf(info, answer, encryptionKey, std::move(mapping.cardPublic));
    TRY(SecureMessaging secureMessaging, SecureMessaging::create(info.cipher, std::move(encryptionKey),
                                                                 std::move(macKey), Bytes(blockLength(info.cipher))));
    return PaceSession{std::move(secureMessaging), std::move(chipMapping)};
}

}  // namespace cccd_bridge::emrtd
