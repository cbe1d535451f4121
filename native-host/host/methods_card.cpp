// card.read, card.readPhoto
#include "host/application.hpp"
#include "host/evidence_request.hpp"
#include "host/methods.hpp"
#include "host/params.hpp"
#include "host/wire_citizen.hpp"
#include "host/wire_photo.hpp"
#include "host/wire_verdicts.hpp"

#include <chrono>
#include <limits>
#include <memory>
#include <utility>

namespace cccd_bridge::host {

namespace {

constexpr std::size_t maximumReaderName = 256;

struct ReadParams {
    std::optional<std::string> reader;
    std::optional<std::uint32_t> insertion;
    std::optional<CardKey> key;
    bool wantText = true;
    bool wantPhoto = false;
    cccd::FieldSet include;
    std::optional<EvidenceRequest> evidence;
    std::optional<Bytes> challenge;
};

std::string_view textOf(const json::value& value) {
    const json::string* text = value.if_string();
    return text == nullptr ? std::string_view() : std::string_view(text->data(), text->size());
}

Result<void> readDataGroups(const json::array& groups, ReadParams& target) {
    target.wantText = false;
    for (const json::value& group : groups) {
        const std::string_view name = textOf(group);
        if (name != "DG1" && name != "DG2" && name != "DG13")
            return fail(ErrorCode::ProtocolInvalidParams, "dataGroups");
        if (name == "DG13") target.wantText = true;
        if (name == "DG2") target.wantPhoto = true;
    }
    return {};
}

Result<void> readEvidence(const json::object* evidence, const json::object* challenge, ReadParams& target) {
    if (evidence == nullptr && challenge == nullptr) return {};
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    TRY(target.evidence, evidenceRequestFromJson(evidence, challenge, now));
    TRY(target.challenge, challengeOf(target.evidence->challenge));
    target.wantText = target.wantText || target.evidence->withText;
    return {};
}

Result<ReadParams> parseReadParams(const json::object& params) {
    ParamReader reader(params);
    ReadParams result;
    result.reader = reader.text("reader", maximumReaderName);
    const json::object* key = reader.object("key");
    const json::array* groups = reader.array("dataGroups", 3);
    const json::array* include = reader.array("include", maximumInclude);
    const json::object* evidence = reader.object("evidence");
    const json::object* challenge = reader.object("challenge");
    TRY_VOID(reader.finish());
    if (key == nullptr) return fail(ErrorCode::CardKeyRequired);
    TRY(result.key, cardKeyFromJson(*key));
    if (groups != nullptr) TRY_VOID(readDataGroups(*groups, result));
    if (include != nullptr) {
        TRY(result.include, includeFromJson(*include));
    }
    TRY_VOID(readEvidence(evidence, challenge, result));
    return result;
}

Result<ReadParams> parsePhotoParams(const json::object& params) {
    ParamReader reader(params);
    ReadParams result;
    result.reader = reader.text("reader", maximumReaderName);
    const auto insertion = reader.integer("insertion", 1, std::numeric_limits<std::int32_t>::max());
    const json::object* key = reader.object("key");
    TRY_VOID(reader.finish());
    if (insertion) result.insertion = static_cast<std::uint32_t>(*insertion);
    if (key != nullptr) {
        TRY(result.key, cardKeyFromJson(*key));
    }
    return result;
}

json::array problemsToJson(const std::vector<Problem>& problems) {
    json::array array;
    for (const Problem& problem : problems) {
        json::object object;
        object["code"] = errorText(problem.code).wireCode;
        if (problem.dataGroup != 0) object["dataGroup"] = dataGroupName(problem.dataGroup);
        array.emplace_back(std::move(object));
    }
    return array;
}

json::object timingToJson(const ReadTiming& timing) {
    json::object object;
    if (timing.textMs) object["textMs"] = *timing.textMs;
    object["totalMs"] = timing.totalMs;
    object["apdus"] = timing.transfer.apdus;
    object["bytesSent"] = timing.transfer.bytesSent;
    object["bytesReceived"] = timing.transfer.bytesReceived;
    return object;
}

/// One card.read or card.readPhoto on its way, shared by the reader's thread and the answer.
class CardRequest final : public ReadListener {
  public:
    CardRequest(Application& application, RequestPointer request, devices::ReaderInfo reader)
        : application_(application), request_(std::move(request)), reader_(std::move(reader)) {}

    void progress(ReadPhase phase, std::size_t done, std::size_t total) override {
        json::object params;
        params["request"] = request_->id();
        params["phase"] = wireName(phase);
        if (total != 0) {
            params["done"] = done;
            params["total"] = total;
        }
        application_.emit("card.progress", std::move(params));
    }

    void citizen(const cccd::Citizen& citizen, const Verdicts& verdicts) override {
        json::object params = eventParams();
        params["citizen"] = toJson(citizen);
        params["verdicts"] = toJson(verdicts);
        application_.emit("card.citizen", std::move(params));
    }

    void withdrawn(const Verdicts& verdicts) override {
        forgetPhotos();
        json::object params = eventParams();
        params["verdicts"] = toJson(verdicts);
        application_.emit("card.withdrawn", std::move(params));
    }

    Result<json::object> toResult(ReadOutcome outcome, bool photoOnly) {
        if (outcome.verdicts.refused()) forgetPhotos();
        json::object result;
        result["reader"] = reader_.name;
        result["insertion"] = reader_.insertion;
        if (!photoOnly) {
            result["access"] = wireName(outcome.access);
            result["citizen"] = toJson(outcome.citizen);
        }
        result["verdicts"] = toJson(outcome.verdicts);
        if (outcome.photo) {
            auto photo = photoToJson(application_, std::move(*outcome.photo), reader_.name, reader_.insertion);
            if (photo)
                result["photo"] = std::move(*photo);
            else
                outcome.problems.push_back({photo.error().code, 2});
        }
        if (outcome.evidence) result["evidence"] = toJson(*outcome.evidence);
        result["problems"] = problemsToJson(outcome.problems);
        result["timing"] = timingToJson(outcome.timing);
        return result;
    }

    Result<json::object> answer = fail(ErrorCode::ProtocolInternal);

  private:
    // A photo that waits behind a handle is as untrue as the rest of the card.
    void forgetPhotos() { application_.blobs().forgetCard(reader_.name, reader_.insertion); }

    json::object eventParams() const {
        json::object params;
        params["request"] = request_->id();
        params["reader"] = reader_.name;
        params["insertion"] = reader_.insertion;
        return params;
    }

    Application& application_;
    RequestPointer request_;
    devices::ReaderInfo reader_;
};

using ReadFunction = Result<ReadOutcome> (*)(CardVisit&, const ReadOrder&, ReadListener&, std::stop_token);

ReadOrder makeOrder(Application& application, const devices::ReaderInfo& reader, ReadParams params) {
    return ReadOrder{.reader = reader.name,
                     .key = std::move(params.key),
                     .wantText = params.wantText,
                     .wantPhoto = params.wantPhoto,
                     .challenge = std::move(params.challenge),
                     .evidence = std::move(params.evidence),
                     .sensitiveToKeep = params.include,
                     .settings = application.settings(),
                     .anchors = application.trust().anchors(),
                     .onStuck = application.readers().stuckMarker(reader.name),
                     .started = std::chrono::steady_clock::now()};
}

void readOnStation(Application& application, const RequestPointer& request, const devices::ReaderInfo& reader,
                   ReadParams params, ReadFunction read, bool photoOnly) {
    ReaderStation& station = application.readers().station(reader.name);
    const auto running = std::make_shared<CardRequest>(application, request, reader);
    const auto order = std::make_shared<const ReadOrder>(makeOrder(application, reader, std::move(params)));
    const bool posted = station.tryPost(
        [&station, request, running, order, insertion = reader.insertion, read, photoOnly](CardVisit& visit) {
            if (visit.insertion != insertion) visit.startAnew(insertion);
            auto outcome = read(visit, *order, *running, request->stopToken());
            station.keepChannelFor(order->settings.channelOpen, visit);
            running->answer = outcome ? running->toResult(std::move(*outcome), photoOnly)
                                      : Result<json::object>(std::unexpected(outcome.error()));
        },
        [request, running] { request->answer(std::move(running->answer)); });
    if (!posted) request->fail(Error{ErrorCode::ProtocolBusy, "a read is in progress", {}});
}

// Chooses the reader, waiting for the first look at the service off the thread that reads requests.
void startRead(Application& application, const RequestPointer& request, Result<ReadParams> params, ReadFunction read,
               bool photoOnly) {
    if (!params) return request->fail(params.error());
    application.readers().start();
    const auto begin = [&application, request, read, photoOnly,
                        shared = std::make_shared<ReadParams>(std::move(*params))] {
        const auto reader = application.readers().choose(shared->reader);
        if (!reader) return request->fail(reader.error());
        if (shared->insertion && *shared->insertion != reader->insertion)
            return request->fail(Error{ErrorCode::CardChannelClosed, "another insertion", {}});
        readOnStation(application, request, *reader, std::move(*shared), read, photoOnly);
    };
    if (application.readers().ready()) return begin();
    application.worker().post(begin);
}

}  // namespace

void readCardMethod(Application& application, const RequestPointer& request, const json::object& params) {
    startRead(application, request, parseReadParams(params), readCard, false);
}

void readPhotoMethod(Application& application, const RequestPointer& request, const json::object& params) {
    startRead(application, request, parsePhotoParams(params), readPhoto, true);
}

}  // namespace cccd_bridge::host
