// document.inspect, evidence.verify
#include "host/application.hpp"
#include "host/document_inspect.hpp"
#include "host/evidence_verify.hpp"
#include "host/methods.hpp"
#include "host/params.hpp"
#include "host/portrait.hpp"
#include "host/wire_citizen.hpp"
#include "host/wire_photo.hpp"
#include "host/wire_text.hpp"
#include "host/wire_verdicts.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <utility>

namespace cccd_bridge::host {

namespace {

constexpr std::string_view photoFile = "DG2";

struct InspectParams {
    GivenFiles given;
    cccd::FieldSet include;
    bool wantPhoto = false;
};

std::chrono::sys_seconds now() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

InspectOptions optionsOf(Application& application, const cccd::FieldSet& include) {
    return {.include = include,
            .anchors = application.trust().anchors(),
            .now = now(),
            .weakAlgorithms = application.settings().weakAlgorithms};
}

Result<InspectParams> parseInspectParams(const json::object& params) {
    ParamReader reader(params);
    const json::object* files = reader.object("files");
    const json::array* include = reader.array("include", maximumInclude);
    const auto photo = reader.boolean("photo");
    TRY_VOID(reader.finish());
    if (files == nullptr) return fail(ErrorCode::ProtocolInvalidParams, "files missing");
    InspectParams result;
    result.wantPhoto = photo.value_or(false);
    TRY(result.given, documentFilesFromJson(*files));
    if (include != nullptr) {
        TRY(result.include, includeFromJson(*include));
    }
    return result;
}

json::array problemsToJson(const std::vector<FileProblem>& problems) {
    json::array array;
    for (const FileProblem& problem : problems)
        array.emplace_back(json::object{{"code", errorText(problem.code).wireCode}, {"file", problem.file}});
    return array;
}

bool reports(const std::vector<FileProblem>& problems, std::string_view file) {
    return std::ranges::any_of(problems, [&](const FileProblem& problem) { return problem.file == file; });
}

// As a card read gives it. A photo that cannot be had is a problem, told once; only a cancel goes further.
Result<std::optional<Portrait>> takePhoto(Application& application, Inspection& inspection,
                                          const std::stop_token& stop) {
    const auto refuse = [&](ErrorCode code) -> std::optional<Portrait> {
        if (!reports(inspection.problems, photoFile)) inspection.problems.push_back({code, std::string(photoFile)});
        return std::nullopt;
    };
    if (inspection.verdicts.refused()) return std::optional<Portrait>{};
    if (!application.settings().allowPhoto) return refuse(ErrorCode::PhotoWithheld);
    const ByteView file = inspection.document.dataGroup(2);
    if (file.empty()) return refuse(ErrorCode::CardFileMissing);
    if (file.size() > largestSize(photoFile)) return refuse(ErrorCode::CardFileTooLarge);
    FaceHelper helper;
    auto portrait = portraitOf(file, helper, stop);
    if (portrait) return *std::move(portrait);
    if (portrait.error().code == ErrorCode::OperationCancelled) return std::unexpected(portrait.error());
    return refuse(portrait.error().code);
}

json::object inspectionToJson(Inspection inspection) {
    json::object result;
    result["citizen"] = toJson(inspection.citizen);
    result["verdicts"] = toJson(inspection.verdicts);
    result["parsed"] = std::move(inspection.parsed);
    result["problems"] = problemsToJson(inspection.problems);
    return result;
}

Result<json::object> inspect(Application& application, const InspectParams& params, const std::stop_token& stop) {
    if (stop.stop_requested()) return fail(ErrorCode::OperationCancelled);
    Inspection inspection = inspectDocument(params.given.files, optionsOf(application, params.include));
    for (const std::string& unknown : params.given.unknown)
        inspection.problems.push_back({ErrorCode::CardFileMalformed, unknown});
    std::optional<Portrait> photo;
    if (params.wantPhoto) {
        TRY(photo, takePhoto(application, inspection, stop));
    }
    json::object result = inspectionToJson(std::move(inspection));
    if (photo) {
        TRY(result["photo"], photoToJson(application, *std::move(photo), {}, 0));
    }
    return result;
}

Error cancelled() { return fail(ErrorCode::OperationCancelled, "while it waited").error(); }

struct VerifyParams {
    Evidence evidence;
    cccd::FieldSet include;
};

Result<VerifyParams> parseVerifyParams(const json::object& params) {
    ParamReader reader(params);
    reader.accept("evidence");
    const json::array* include = reader.array("include", maximumInclude);
    TRY_VOID(reader.finish());
    const json::value* evidence = params.if_contains("evidence");
    if (evidence == nullptr) return fail(ErrorCode::ProtocolInvalidParams, "evidence missing");
    if (!evidence->is_object()) return fail(ErrorCode::EvidenceMalformed, "no object");
    VerifyParams result;
    TRY(result.evidence, evidenceFromJson(evidence->get_object()));
    if (include != nullptr) {
        TRY(result.include, includeFromJson(*include));
    }
    return result;
}

json::object reportToJson(const EvidenceReport& report, const Evidence& evidence) {
    json::object then = toJson(report.atCreation);
    then.erase("chip");
    json::array groups;
    for (const int number : report.matchingDataGroups) groups.emplace_back(dataGroupName(number));
    json::object result;
    result["citizen"] = toJson(report.citizen);
    result["verdicts"] = toJson(report.verdicts);
    result["atCreation"] = std::move(then);
    result["dataGroups"] = std::move(groups);
    result["createdAt"] = isoTime(evidence.createdAt);
    if (evidence.activeAuthentication) {
        const ChallengeParts& parts = evidence.activeAuthentication->parts;
        result["challenge"] = json::object{{"origin", parts.origin},
                                           {"nonce", parts.nonce},
                                           {"time", isoTime(parts.time)},
                                           {"matches", report.challengeMatches.value_or(false)}};
    }
    result["problems"] = problemsToJson(report.problems);
    return result;
}

}  // namespace

void inspectDocumentMethod(Application& application, const RequestPointer& request, const json::object& params) {
    auto parsed = parseInspectParams(params);
    if (!parsed) return request->fail(parsed.error());
    // Nothing waits behind a picture but other pictures.
    Worker& worker = parsed->wantPhoto ? application.pictureWorker() : application.worker();
    worker.post([&application, request, shared = std::make_shared<InspectParams>(std::move(*parsed))] {
        if (request->stopToken().stop_requested()) return request->fail(cancelled());
        request->answer(inspect(application, *shared, request->stopToken()));
    });
}

void verifyEvidenceMethod(Application& application, const RequestPointer& request, const json::object& params) {
    auto parsed = parseVerifyParams(params);
    if (!parsed) return request->fail(parsed.error());
    application.worker().post([&application, request, shared = std::make_shared<VerifyParams>(std::move(*parsed))] {
        if (request->stopToken().stop_requested()) return request->fail(cancelled());
        const InspectOptions options = optionsOf(application, shared->include);
        request->succeed(reportToJson(verifyEvidence(shared->evidence, options), shared->evidence));
    });
}

}  // namespace cccd_bridge::host
