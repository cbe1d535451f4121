#include "virtual-card/bac.hpp"

#include <openssl/crypto.h>

#include <algorithm>
#include <utility>

namespace virtual_card {
namespace {

constexpr Cipher cipher = Cipher::TripleDes;
constexpr std::size_t cryptogramSize = 32;

}  // namespace

BasicAccess::BasicAccess(ByteView keySeed, RandomSource source)
    : random(std::move(source)), encryptionKey(deriveKey(cipher, keySeed, 1)), macKey(deriveKey(cipher, keySeed, 2)) {}

Response BasicAccess::challenge() {
    chipRandom = random(8);
    return {status::ok, chipRandom};
}

Response BasicAccess::authenticate(ByteView data) {
    const Bytes zero(8);
    if (chipRandom.empty()) return {status::conditionsNotSatisfied, {}};
    if (data.size() != cryptogramSize + 8) return {status::wrongLength, {}};
    const ByteView cryptogram = data.first(cryptogramSize);
    const Bytes expected = authenticationCode(cipher, macKey, pad(cryptogram, 8));
    const Bytes plain = decryptCbc(cipher, encryptionKey, zero, cryptogram);
    const ByteView terminalRandom = ByteView(plain).first(8);
    const Bytes challengeUsed = std::exchange(chipRandom, {});
    if (CRYPTO_memcmp(expected.data(), data.data() + cryptogramSize, 8) != 0 ||
        !std::equal(challengeUsed.begin(), challengeUsed.end(), plain.begin() + 8)) {
        return {status::authenticationFailed, {}};
    }
    const Bytes chipKey = random(16);
    const Bytes answer = encryptCbc(cipher, encryptionKey, zero, concat(challengeUsed, terminalRandom, chipKey));
    Bytes seed(plain.begin() + 16, plain.end());
    for (std::size_t i = 0; i < seed.size(); ++i) seed[i] ^= chipKey[i];
    const Bytes counter = concat(ByteView(challengeUsed).last(4), terminalRandom.last(4));
    session.emplace(cipher, deriveKey(cipher, seed, 1), deriveKey(cipher, seed, 2), counter);
    return {status::ok, concat(answer, authenticationCode(cipher, macKey, pad(answer, 8)))};
}

}  // namespace virtual_card
