#include "emrtd/bac.hpp"

#include "emrtd/key_derivation.hpp"
#include "emrtd/status_error.hpp"

#include <array>
#include <optional>
#include <utility>

namespace cccd_bridge::emrtd {

namespace {

constexpr CipherKind cipher = CipherKind::TripleDes;
constexpr std::size_t nonceLength = 8;
constexpr std::size_t keyMaterialLength = 16;
constexpr std::size_t cryptogramLength = 2 * nonceLength + keyMaterialLength;
constexpr std::size_t macLength = 8;
constexpr std::size_t authenticationLength = cryptogramLength + macLength;
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
    TRY(ResponseApdu response, channel.transmit(challengeCommand()));
    if (!response.ok()) return statusError(response.sw, "GET CHALLENGE");
    if (response.data.size() != nonceLength) return fail(ErrorCode::CardProtocolViolation, "challenge is not 8 bytes");
    return std::move(response.data);
}

// The card complains of the length, or took another one (the channel follows 6Cxx) and has no challenge any more: it
// has not judged the key.
bool isAboutLength(std::uint16_t sw, bool wasRepeated) {
    const bool named = sw == status::wrongLength || (sw >> 8) == 0x6C;
    return named || (wasRepeated && !isAuthenticationFailure(sw));
}

// §4.3.1 steps 2 to 4: the card accepts the cryptogram only under the same key. Nothing where it wants another Le.
Result<std::optional<SecretBytes>> externalAuthenticate(CardChannel& channel, ByteView plain,
                                                        const BasicAccessKeys& keys, std::size_t le) {
    TRY(Bytes data, encryptCbc(cipher, keys.encryption, zeroVector, plain));
    TRY(const Bytes mac, mac8(cipher, keys.authentication, data));
    data.insert(data.end(), mac.begin(), mac.end());
    const std::uint64_t before = channel.transferCount().apdus;
    TRY(const ResponseApdu response, channel.transmit({0x00, 0x82, 0x00, 0x00, std::move(data), le}));
    if (!response.ok() && isAboutLength(response.sw, channel.transferCount().apdus > before + 1)) return std::nullopt;
    // Cards differ in what they call a wrong key; whatever it is, that key must not be sent again.
    if (!response.ok())
        return fail(ErrorCode::CardWrongKey, statusError(response.sw, "EXTERNAL AUTHENTICATE").error().detail);
    if (response.data.size() != authenticationLength)
        return fail(ErrorCode::CardProtocolViolation, "authentication response of wrong length");
    const ByteView cryptogram = ByteView(response.data).first(cryptogramLength);
    TRY(const Bytes expected, mac8(cipher, keys.authentication, cryptogram));
    if (!equalConstantTime(expected, ByteView(response.data).subspan(cryptogramLength)))
        return fail(ErrorCode::CardProtocolViolation, "MAC of the authentication response is wrong");
    TRY(SecretBytes answer, decryptCbc(cipher, keys.encryption, zeroVector, cryptogram));
    return answer;
}

/// What both sides know after the mutual authentication.
struct Agreement {
    SecretBytes cardNonce;
    SecretBytes ownNonce;
    SecretBytes ownKey;
    SecretBytes answer;
};

// Nothing where the card wants another Le.
Result<std::optional<Agreement>> authenticate(CardChannel& channel, const BasicAccessKeys& keys, RandomSource& random,
                                              SecretBytes cardNonce, std::size_t le) {
    SecretBytes ownNonce(nonceLength);
    SecretBytes ownKey(keyMaterialLength);
    TRY_VOID(random.fill(ownNonce));
    TRY_VOID(random.fill(ownKey));
    SecretBytes plain = ownNonce;
    append(plain, cardNonce);
    append(plain, ownKey);
    TRY(auto answer, externalAuthenticate(channel, plain, keys, le));
    if (!answer) return std::nullopt;
    return Agreement{std::move(cardNonce), std::move(ownNonce), std::move(ownKey), *std::move(answer)};
}

// §4.3.3: session keys from both halves; the counter from the nonces (§9.8.6.3).
Result<SecureMessaging> sessionFrom(const Agreement& agreement) {
    const ByteView answered(agreement.answer);
    if (!equalConstantTime(answered.first(nonceLength), agreement.cardNonce) ||
        !equalConstantTime(answered.subspan(nonceLength, nonceLength), agreement.ownNonce))
        return fail(ErrorCode::CardProtocolViolation, "card answered with other nonces");
    SecretBytes seed = agreement.ownKey;
    for (std::size_t i = 0; i < keyMaterialLength; ++i)
        seed[i] = static_cast<Byte>(seed[i] ^ answered[2 * nonceLength + i]);
    TRY(BasicAccessKeys session, keysOf(seed));
    SecretBytes counter;
    append(counter, ByteView(agreement.cardNonce).last(nonceLength / 2));
    append(counter, ByteView(agreement.ownNonce).last(nonceLength / 2));
    return SecureMessaging::create(cipher, std::move(session.encryption), std::move(session.authentication), counter);
}

}  // namespace

CommandApdu challengeCommand() { return {0x00, 0x84, 0x00, 0x00, {}, nonceLength}; }

Result<SecureMessaging> performBasicAccessControl(CardChannel& channel, const AccessKey& key, RandomSource& random,
                                                  SecretBytes challenge) {
    TRY(const SecretBytes seed, key.basicAccessSeed());
    TRY(const BasicAccessKeys keys, keysOf(seed));
    for (const std::size_t le : {authenticationLength, maxShortLe}) {
        if (challenge.size() != nonceLength) {
            TRY(challenge, getChallenge(channel));
        }
        // A challenge is good for one EXTERNAL AUTHENTICATE.
        TRY(const auto agreement, authenticate(channel, keys, random, std::exchange(challenge, SecretBytes()), le));
        if (agreement) return sessionFrom(*agreement);
    }
    return fail(ErrorCode::CardProtocolViolation, "EXTERNAL AUTHENTICATE is declined with any length");
}

}  // namespace cccd_bridge::emrtd
