// What a chip signs for a portal: never a value from a page, but a hash over parts that are all recorded
// (docs/evidence.md gives the bytes).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace cccd_bridge::host {

inline constexpr std::string_view challengeLabel = "cccd-bridge/active-authentication/v1";
inline constexpr std::size_t maximumOrigin = 256;
inline constexpr std::size_t maximumNonce = 256;

/// For which portal, for which dossier, and when.
struct ChallengeParts {
    std::string origin;  ///< "https://portal.example"; empty when no portal asked
    std::string nonce;   ///< as the portal gave it; of this program's own making when no portal asked
    std::chrono::sys_seconds time;
};

/// `scheme://host[:port]` in visible ASCII, http or https, at most 256 bytes.
bool isOrigin(std::string_view text);

/// 1 to 256 visible ASCII characters, so that it has one spelling in bytes.
bool isNonce(std::string_view text);

/// Parts for evidence that no portal asked for: a random nonce. Errors: ProtocolInternal without random numbers.
Result<ChallengeParts> ownChallenge(std::chrono::sys_seconds time);

/// The first 8 bytes of SHA-256 over label, origin, nonce and time, each behind its length in four bytes, most
/// significant first; the time as ISO 8601 in UTC to the second. Errors: ProtocolInternal.
Result<Bytes> challengeOf(const ChallengeParts& parts);

}  // namespace cccd_bridge::host
