#include "host/evidence_verify.hpp"

#include "emrtd/lds/dg14.hpp"
#include "emrtd/lds/dg15.hpp"
#include "host/wire_verdicts.hpp"

#include <utility>

namespace cccd_bridge::host {

namespace {

using emrtd::ChipReason;

constexpr int keyFile = 15;
constexpr int hashFile = 14;

DocumentFiles filesOf(const Evidence& evidence) {
    DocumentFiles files;
    if (!evidence.securityObject.empty()) files["SOD"] = evidence.securityObject;
    for (const auto& [number, content] : evidence.dataGroups) files[dataGroupName(number)] = content;
    return files;
}

// 9303-11 §6.1.2.3: with an elliptic curve the hash is named in DG14.
std::optional<emrtd::HashAlgorithm> namedHash(const CardDocument& document) {
    if (!document.isSigned(hashFile)) return std::nullopt;
    const auto file = emrtd::parseDataGroup14(document.dataGroup(hashFile));
    return file ? file->activeAuthenticationHash : std::nullopt;
}

// A signature over anything but the challenge of the recorded parts was not made for them: to take it for nothing would
// let a signature for one dossier pass as a mere lack of proof in another.
ChipReason judgeSignature(const CardDocument& document, const SignedChallenge& challenge, bool challengeMatches) {
    if (document.dataGroup(keyFile).empty()) return ChipReason::NotTransferable;
    if (!document.isSigned(keyFile)) return ChipReason::KeyNotSigned;
    if (!challengeMatches) return ChipReason::AuthenticationFailed;
    const auto key = emrtd::parseDataGroup15(document.dataGroup(keyFile));
    if (!key) return ChipReason::NotTransferable;
    const auto holds = emrtd::verifyActiveAuthentication(*key, namedHash(document), challenge.exchange);
    if (!holds) return ChipReason::NotTransferable;
    if (!*holds) return ChipReason::AuthenticationFailed;
    const bool trusted = document.verdicts().data.status() == emrtd::VerdictStatus::Yes;
    return trusted ? ChipReason::ActiveAuthentication : ChipReason::KeyNotTrusted;
}

}  // namespace

EvidenceReport verifyEvidence(const Evidence& evidence, const InspectOptions& options) {
    const DocumentFiles files = filesOf(evidence);
    InspectOptions then = options;
    then.now = evidence.createdAt;
    then.inRetrospect = true;
    EvidenceReport report;
    report.atCreation = inspectDocument(files, then).verdicts;
    Inspection inspection = inspectDocument(files, options);
    const CardDocument& document = inspection.document;
    report.verdicts = inspection.verdicts;
    report.matchingDataGroups = document.authentication().matchingDataGroups;
    report.problems = std::move(inspection.problems);
    ChipReason chip = ChipReason::NotTransferable;
    if (evidence.activeAuthentication) {
        const auto expected = challengeOf(evidence.activeAuthentication->parts);
        report.challengeMatches = expected && *expected == evidence.activeAuthentication->exchange.challenge;
        chip = judgeSignature(document, *evidence.activeAuthentication, *report.challengeMatches);
    }
    // What is not authentic says nothing of a chip.
    if (report.verdicts.data.status() != emrtd::VerdictStatus::No) report.verdicts.chip = {chip};
    if (report.verdicts.chip.status() != emrtd::VerdictStatus::No) report.citizen = std::move(inspection.citizen);
    return report;
}

}  // namespace cccd_bridge::host
