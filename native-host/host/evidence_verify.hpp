// Saved evidence → what still holds of it, offline, with no card (docs/evidence.md).
#pragma once

#include "host/document_inspect.hpp"
#include "host/evidence.hpp"

#include <optional>
#include <vector>

namespace cccd_bridge::host {

struct EvidenceReport {
    cccd::Citizen citizen;  ///< empty when a verdict is no
    Verdicts verdicts;      ///< at options.now
    Verdicts atCreation;    ///< data and certificate at the time the evidence names
    std::vector<int> matchingDataGroups;
    std::vector<FileProblem> problems;
    std::optional<bool> challengeMatches;  ///< whether the recorded challenge is that of its recorded parts
};

/// Never fails: what cannot be established is a verdict. The chip is genuine only by a signature under a DG15 that the
/// security object covers; a signature that is not one of the challenge of the recorded parts counts against it.
EvidenceReport verifyEvidence(const Evidence& evidence, const InspectOptions& options);

}  // namespace cccd_bridge::host
