#include "emrtd/bac.hpp"

#include "emrtd/key_derivation.hpp"
#include "emrtd/status_error.hpp"

#include <array>

namespace cccd_bridge::emrtd {

namespace {

constexpr CipherKind cipher = CipherKind::TripleDes;
constexpr std::size_t nonceLength = 8;
constexpr std::size_t keyMaterialLength = 16;
constexpr std::size_t cryptogramLength = 2 * nonceLength + keyMaterialLength;
constexpr std::size_t macLength = 8;
constexpr std::array<Byte, 8> zeroVector{};

struct BasicAccessKeys {
    SecretBytes encryption;
    SecretBytes authentication;
};

Result<BasicAccessKeys> keysOf(ByteView seed) {
    TRY(SecretBytes encryption, deriveKey(cipher, seed, KeyPurpose::Encryption));
    TRY(SecretBytes authentication, deriveKey(cipher, seed, KeyPurpose::Authentication));
    return BasicAccessKeys{std::move(encryption), std::move(authentication)};
}

void append(SecretBytes& out, ByteView more) { out.insert(out.end(), more.begin(), more.end()); }

// §4.3.1 step 1.
Result<SecretBytes> getChallenge(CardChannel& channel) {
    TRY(ResponseApdu response, channel.transmit({0x00, 0x84, 0x00, 0x00, {}, nonceLength}));
    if (!response.ok()) return statusError(response.sw, "GET CHALLENGE");
    if (response.data.size() != nonceLength) return fail(ErrorCode::CardProtocolViolation, "challenge is not 8 bytes");
    return std::move(response.data);
}

// §4.3.1 steps 2 to 4: the card accepts the cryptogram only under the same key.
Result<SecretBytes> externalAuthenticate(CardChannel& channel, ByteView plain, const BasicAccessKeys& keys) {
    TRY(Bytes data, encryptCbc(cipher, keys.encryption, zeroVector, plain));
    TRY(const Bytes mac, mac8(cipher, keys.authentication, data));
    data.insert(data.end(), mac.begin(), mac.end());
    TRY(const ResponseApdu response,
        channel.transmit({0x00, 0x82, 0x00, 0x00, std::move(data), cryptogramLength + macLength}));
    // Cards differ in what they call a wrong key; whatever it is, that key must not be sent again.
    if (!response.ok())
        return fail(ErrorCode::CardWrongKey, statusError(response.sw, "EXTERNAL AUTHENTICATE").error().detail);
    if (response.data.size() != cryptogramLength + macLength)
        return fail(ErrorCode::CardProtocolViolation, "authentication response of wrong length");
    const ByteView cryptogram = ByteView(response.data).first(cryptogramLength);
    TRY(const Bytes expected, mac8(cipher, keys.authentication, cryptogram));
    if (!equalConstantTime(expected, ByteView(response.data).subspan(cryptogramLength)))
        return fail(ErrorCode::CardProtocolViolation, "MAC of the authentication response is wrong");
    return decryptCbc(cipher, keys.encryption, zeroVector, cryptogram);
}

}  // namespace

Result<SecureMessaging> performBasicAccessControl(CardChannel& channel, const AccessKey& key, RandomSource& random) {
    TRY(const SecretBytes seed, key.basicAccessSeed());
    TRY(const BasicAccessKeys keys, keysOf(seed));
    TRY(const SecretBytes cardNonce, getChallenge(channel));

    SecretBytes ownNonce(nonceLength);
    SecretBytes ownKey(keyMaterialLength);
    TRY_VOID(random.fill(ownNonce));
    TRY_VOID(random.fill(ownKey));
    SecretBytes plain = ownNonce;
    append(plain, cardNonce);
    append(plain, ownKey);
    TRY(const SecretBytes answer, externalAuthenticate(channel, plain, keys));

    const ByteView answered(answer);
    if (!equalConstantTime(answered.first(nonceLength), cardNonce) ||
        !equalConstantTime(answered.subspan(nonceLength, nonceLength), ownNonce))
        return fail(ErrorCode::CardProtocolViolation, "card answered with other nonces");

    // §4.3.3: session keys from both halves; the counter from the nonces (§9.8.6.3).
    SecretBytes sessionSeed = ownKey;
    for (std::size_t i = 0; i < keyMaterialLength; ++i)
        sessionSeed[i] = static_cast<Byte>(sessionSeed[i] ^ answered[2 * nonceLength + i]);
    TRY(BasicAccessKeys session, keysOf(sessionSeed));
    SecretBytes counter;
    append(counter, ByteView(cardNonce).last(nonceLength / 2));
    append(counter, ByteView(ownNonce).last(nonceLength / 2));
    return SecureMessaging::create(cipher, std::move(session.encryption), std::move(session.authentication), counter);
}

}  // namespace cccd_bridge::emrtd
