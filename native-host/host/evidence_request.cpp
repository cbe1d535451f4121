#include "host/evidence_request.hpp"

#include "host/params.hpp"

namespace cccd_bridge::host {

namespace {

Result<ChallengeParts> challengeFromJson(const json::object& object, std::chrono::sys_seconds now) {
    ParamReader reader(object);
    ChallengeParts parts;
    parts.origin = reader.requiredText("origin", maximumOrigin);
    parts.nonce = reader.requiredText("nonce", maximumNonce);
    parts.time = now;
    if (!isOrigin(parts.origin)) reader.refuse("origin");
    if (!isNonce(parts.nonce)) reader.refuse("nonce");
    TRY_VOID(reader.finish());
    return parts;
}

}  // namespace

Result<EvidenceRequest> evidenceRequestFromJson(const json::object* evidence, const json::object* challenge,
                                                std::chrono::sys_seconds now) {
    EvidenceRequest request{};
    if (evidence != nullptr) {
        ParamReader reader(*evidence);
        request.withText = reader.boolean("dg13").value_or(false);
        TRY_VOID(reader.finish());
    }
    TRY(request.challenge, challenge != nullptr ? challengeFromJson(*challenge, now) : ownChallenge(now));
    return request;
}

}  // namespace cccd_bridge::host
