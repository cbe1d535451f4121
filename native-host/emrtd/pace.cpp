#include "emrtd/pace.hpp"

#include "emrtd/crypto/elliptic_curve.hpp"
#include "emrtd/key_derivation.hpp"
#include "emrtd/status_error.hpp"
#include "emrtd/tlv.hpp"

#include <algorithm>
#include <array>

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

std::unexpected<Error> violation(const char* what) { return fail(ErrorCode::CardProtocolViolation, what); }

// §4.4.4.1: MSE:Set AT names protocol, password and, where that is ambiguous, domain parameters.
Result<void> setAuthenticationTemplate(CardChannel& channel, const PaceParameters& parameters, const AccessKey& key) {
    Bytes data;
    appendTlv(data, 0x80, parameters.info->protocol);
    appendTlv(data, 0x83, std::array{key.kind() == AccessKey::Kind::Can ? passwordCan : passwordMrz});
    if (parameters.nameDomainParameters)
        appendTlv(data, 0x84, std::array{static_cast<Byte>(parameters.info->parameterId.value_or(0))});
    TRY(const ResponseApdu response, channel.transmit({0x00, 0x22, 0xC1, 0xA4, std::move(data), std::nullopt}));
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

// One step of §4.4.4.2: sends an object in 7C and gives the content of the expected one.
Result<SecretBytes> generalAuthenticate(CardChannel& channel, Byte cla, ByteView object, Byte expectedTag) {
    TRY(const ResponseApdu response,
        channel.transmit({cla, 0x86, 0x00, 0x00, makeTlv(tagDynamicData, object), maxShortLe}));
    if (!response.ok())
        return fail(refusalCode(response.sw, expectedTag == tagTokenCard),
                    statusError(response.sw, "GENERAL AUTHENTICATE").error().detail);
    auto content = enterWhole(response.data, tagDynamicData);
    if (!content) return violation("answer to GENERAL AUTHENTICATE is no 7C object");
    while (!content->atEnd()) {
        const auto field = content->next();
        if (!field) return violation("malformed object in an answer to GENERAL AUTHENTICATE");
        if (field->tag == expectedTag) return SecretBytes(field->value.begin(), field->value.end());
    }
    return violation("expected object is missing in an answer to GENERAL AUTHENTICATE");
}

// §4.4.3.3: nonce length is the smallest multiple of the block that holds the key.
std::size_t nonceLength(CipherKind cipher) {
    const std::size_t block = blockLength(cipher);
    return (keyLength(cipher) + block - 1) / block * block;
}

Result<SecretBytes> readNonce(CardChannel& channel, CipherKind cipher, const AccessKey& key) {
    TRY(const SecretBytes encrypted, generalAuthenticate(channel, chainedCommandClass, {}, tagNonce));
    if (encrypted.size() != nonceLength(cipher)) return violation("encrypted nonce of wrong length");
    TRY(const SecretBytes password, key.password());
    TRY(const SecretBytes passwordKey, deriveKey(cipher, password, KeyPurpose::Password));
    return decryptCbc(cipher, passwordKey, Bytes(blockLength(cipher)), encrypted);
}

struct Exchange {
    CurveScalar ownSecret;
    Bytes ownPublic;
    CurvePoint cardPoint;
    Bytes cardPublic;
};

// Sends own public key over `generator` and reads the card's.
Result<Exchange> exchangeKeys(CardChannel& channel, const EllipticCurve& curve, const CurvePoint& generator,
                              RandomSource& random, Byte ownTag, Byte cardTag) {
    TRY(CurveScalar secret, curve.randomScalar(random));
    TRY(const CurvePoint ownPoint, curve.multiply(secret, generator));
    TRY(Bytes ownPublic, curve.encodePoint(ownPoint));
    TRY(const SecretBytes answer,
        generalAuthenticate(channel, chainedCommandClass, makeTlv(ownTag, ownPublic), cardTag));
    TRY(CurvePoint cardPoint, curve.decodePoint(answer));
    Bytes cardPublic(answer.begin(), answer.end());
    if (cardPublic == ownPublic) return violation("card sent back the terminal's key");
    return Exchange{std::move(secret), std::move(ownPublic), std::move(cardPoint), std::move(cardPublic)};
}

// §4.4.3.4: MAC over the other side's public key as a data object with the protocol's identifier.
Result<Bytes> authenticationToken(const PaceInfo& info, ByteView macKey, ByteView publicKey) {
    Bytes content;
    appendTlv(content, 0x06, info.protocol);
    appendTlv(content, 0x86, publicKey);
    return mac8(info.cipher, macKey, makeTlv(tagPublicKey, content));
}

}  // namespace

Result<SecureMessaging> performPace(CardChannel& channel, const PaceParameters& parameters, const AccessKey& key,
                                    RandomSource& random) {
    const PaceInfo& info = *parameters.info;
    TRY(const EllipticCurve curve, EllipticCurve::standardised(info.parameterId.value_or(0)));
    TRY_VOID(setAuthenticationTemplate(channel, parameters, key));
    TRY(const SecretBytes nonce, readNonce(channel, info.cipher, key));

    // §4.4.3.3.1: generic mapping.
    TRY(const Exchange mapping, exchangeKeys(channel, curve, curve.generator(), random, tagMappingOwn, tagMappingCard));
    TRY(const CurvePoint mappingSecret, curve.multiply(mapping.ownSecret, mapping.cardPoint));
    TRY(const CurvePoint generator, curve.mapGenerator(nonce, mappingSecret));

    TRY(const Exchange agreement, exchangeKeys(channel, curve, generator, random, tagEphemeralOwn, tagEphemeralCard));
    TRY(const CurvePoint sharedPoint, curve.multiply(agreement.ownSecret, agreement.cardPoint));
    TRY(const SecretBytes shared, curve.xCoordinate(sharedPoint));
    TRY(SecretBytes encryptionKey, deriveKey(info.cipher, shared, KeyPurpose::Encryption));
    TRY(SecretBytes macKey, deriveKey(info.cipher, shared, KeyPurpose::Authentication));

    TRY(const Bytes ownToken, authenticationToken(info, macKey, agreement.cardPublic));
    TRY(const Bytes expectedToken, authenticationToken(info, macKey, agreement.ownPublic));
    TRY(const SecretBytes cardToken,
        generalAuthenticate(channel, lastCommandClass, makeTlv(tagTokenOwn, ownToken), tagTokenCard));
    if (!equalConstantTime(cardToken, expectedToken)) return fail(ErrorCode::CardWrongKey, "card's token is wrong");
    return SecureMessaging::create(info.cipher, std::move(encryptionKey), std::move(macKey),
                                   Bytes(blockLength(info.cipher)));
}

}  // namespace cccd_bridge::emrtd
