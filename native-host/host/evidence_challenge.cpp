#include "host/evidence_challenge.hpp"

#include "base/hex.hpp"
#include "emrtd/active_authentication.hpp"
#include "emrtd/crypto/hash.hpp"
#include "emrtd/random_source.hpp"
#include "host/wire_text.hpp"

#include <algorithm>
#include <array>

namespace cccd_bridge::host {

namespace {

constexpr std::size_t ownNonceBytes = 16;
constexpr std::array<std::string_view, 2> schemes{"https://", "http://"};

bool isVisible(char letter) { return letter > ' ' && letter < '\x7F'; }

void appendPart(Bytes& out, std::string_view part) {
    for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<Byte>(part.size() >> shift));
    out.insert(out.end(), part.begin(), part.end());
}

}  // namespace

bool isOrigin(std::string_view text) {
    if (text.size() > maximumOrigin || !std::ranges::all_of(text, isVisible)) return false;
    return std::ranges::any_of(schemes, [text](std::string_view scheme) {
        const bool fits = text.starts_with(scheme) && text.size() > scheme.size();
        return fits && text.find_first_of("/?#@\\", scheme.size()) == std::string_view::npos;
    });
}

bool isNonce(std::string_view text) {
    return !text.empty() && text.size() <= maximumNonce && std::ranges::all_of(text, isVisible);
}

Result<ChallengeParts> ownChallenge(std::chrono::sys_seconds time) {
    std::array<Byte, ownNonceBytes> random{};
    TRY_VOID(emrtd::systemRandom().fill(random));
    return ChallengeParts{.origin = {}, .nonce = toHex(random), .time = time};
}

Result<Bytes> challengeOf(const ChallengeParts& parts) {
    Bytes text;
    appendPart(text, challengeLabel);
    appendPart(text, parts.origin);
    appendPart(text, parts.nonce);
    appendPart(text, isoTime(parts.time));
    TRY(Bytes digest, emrtd::hash(emrtd::HashAlgorithm::Sha256, text));
    digest.resize(emrtd::activeAuthenticationChallengeLength);
    return digest;
}

}  // namespace cccd_bridge::host
