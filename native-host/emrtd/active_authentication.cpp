#include "emrtd/active_authentication.hpp"

#include "emrtd/crypto/rsa_recovery.hpp"
#include "emrtd/status_error.hpp"

#include <array>

namespace cccd_bridge::emrtd {

namespace {

constexpr Byte instructionInternalAuthenticate = 0x88;
constexpr std::array<HashAlgorithm, 5> knownHashes{HashAlgorithm::Sha256, HashAlgorithm::Sha1, HashAlgorithm::Sha384,
                                                   HashAlgorithm::Sha512, HashAlgorithm::Sha224};

Result<ResponseApdu> askChip(CardChannel& channel, ByteView challenge, std::size_t le, bool extended) {
    return channel.transmit({.cla = 0x00,
                             .ins = instructionInternalAuthenticate,
                             .p1 = 0x00,
                             .p2 = 0x00,
                             .data = Bytes(challenge.begin(), challenge.end()),
                             .le = le,
                             .extended = extended});
}

// §6.1.2.3 asks for r || s; cards that answer in DER prove the same key.
Result<bool> verifyEcdsa(const PublicKey& key, HashAlgorithm hash, const ActiveAuthenticationExchange& exchange) {
    TRY(const bool plain,
        key.verify({.kind = SignatureKind::EcdsaPlain, .hash = hash}, exchange.challenge, exchange.signature));
    if (plain) return true;
    return key.verify({.kind = SignatureKind::Ecdsa, .hash = hash}, exchange.challenge, exchange.signature);
}

}  // namespace

Result<Bytes> randomChallenge(RandomSource& random) {
    Bytes challenge(activeAuthenticationChallengeLength);
    TRY_VOID(random.fill(challenge));
    return challenge;
}

Result<Bytes> internalAuthenticate(CardChannel& channel, const PublicKey& key, ByteView challenge,
                                   std::optional<bool> extendedLength) {
    if (challenge.size() != activeAuthenticationChallengeLength)
        return fail(ErrorCode::ProtocolInternal, "challenge is not 8 bytes");
    const SecureMessaging* session = channel.secureMessaging();
    const std::size_t shortLimit = session ? session->maxResponseData(maxShortLe) : maxShortLe;
    const bool fitsShort = key.signatureLength() <= shortLimit;
    const bool extendedFirst = !fitsShort && extendedLength.value_or(false);
    const auto ask = [&](bool extended) {
        return askChip(channel, challenge, extended ? key.signatureLength() : maxShortLe, extended);
    };
    TRY(ResponseApdu response, ask(extendedFirst));
    // The other length form, unless it is known not to work or could not help.
    if (response.sw == status::wrongLength && !fitsShort && extendedLength.value_or(true)) {
        TRY(response, ask(!extendedFirst));
    }
    if (!response.ok()) return statusError(response.sw, "INTERNAL AUTHENTICATE");
    return Bytes(response.data.begin(), response.data.end());
}

Result<bool> verifyActiveAuthentication(const PublicKey& key, std::optional<HashAlgorithm> namedHash,
                                        const ActiveAuthenticationExchange& exchange) {
    if (key.isRsa()) return verifyWithRecovery(key, exchange.challenge, exchange.signature);
    if (namedHash) return verifyEcdsa(key, *namedHash, exchange);
    for (const HashAlgorithm hash : knownHashes) {
        // One that the library refuses may not be the one that was used.
        if (verifyEcdsa(key, hash, exchange).value_or(false)) return true;
    }
    return fail(ErrorCode::CardProtocolUnsupported, "DG14 does not name the hash of active authentication");
}

}  // namespace cccd_bridge::emrtd
