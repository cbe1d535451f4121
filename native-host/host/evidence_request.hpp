// What a caller of card.read asks for as evidence.
#pragma once

#include "base/result.hpp"
#include "bounded_json/json.hpp"
#include "host/evidence.hpp"

#include <chrono>

namespace cccd_bridge::host {

/// `evidence` and `challenge` of CardReadParams; either may be null. Without a challenge the host makes its own.
/// Errors: ProtocolInvalidParams; ProtocolInternal without random numbers.
Result<EvidenceRequest> evidenceRequestFromJson(const json::object* evidence, const json::object* challenge,
                                                std::chrono::sys_seconds now);

}  // namespace cccd_bridge::host
