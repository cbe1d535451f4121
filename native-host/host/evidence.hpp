// What remains of a read for later: files, what the chip signed, and when; schemas/evidence.schema.json.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "bounded_json/json.hpp"
#include "emrtd/active_authentication.hpp"
#include "host/card_document.hpp"
#include "host/evidence_challenge.hpp"

#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <string>

namespace cccd_bridge::host {

inline constexpr int evidenceVersion = 1;

/// Longest files of a read that are kept, together, in bytes: as much as a message has place for beside a photo.
inline constexpr std::size_t maximumEvidence = std::size_t{64} * 1024;

/// A signature of the chip with the parts of what it signed.
struct SignedChallenge {
    ChallengeParts parts;
    emrtd::ActiveAuthenticationExchange exchange;
};

struct Evidence {
    std::chrono::sys_seconds createdAt;
    std::string hostVersion;
    bool textRequested = false;  ///< whether DG13 was asked for
    SecretBytes securityObject;
    std::map<int, SecretBytes> dataGroups;  ///< 1, 13, 14, 15
    std::optional<SignedChallenge> activeAuthentication;
};

/// What a caller of card.read asks for.
struct EvidenceRequest {
    bool withText = false;     ///< DG13, with religion, parents and all
    ChallengeParts challenge;  ///< what the chip is to sign
};

/// Takes the files out of a document that was read: the security object, DG1, DG13 where it was asked for, and with a
/// signature DG15, and DG14 where that names the signature's hash. Absent without a security object, for nothing would
/// vouch for the rest, and when the files together are longer than maximumEvidence. A signature that does not fit the
/// schema is left out.
std::optional<Evidence> makeEvidence(const CardDocument& document, const EvidenceRequest& request,
                                     const std::optional<emrtd::ActiveAuthenticationExchange>& exchange,
                                     std::chrono::sys_seconds now);

json::object toJson(const Evidence& evidence);

/// Strict. Errors: EvidenceVersionUnknown for a later version, EvidenceMalformed for anything else that is not evidence
/// of schemas/evidence.schema.json.
Result<Evidence> evidenceFromJson(const json::object& object);

}  // namespace cccd_bridge::host
