#include "host/dispatcher.hpp"

#include "host/application.hpp"

#include <algorithm>
#include <limits>
#include <new>
#include <utility>

namespace cccd_bridge::host {

namespace {

constexpr std::size_t maximumMethodName = 64;

std::optional<RequestId> readId(const json::value& value) {
    const std::int64_t* number = value.if_int64();
    if (number == nullptr || *number < 1 || *number > std::numeric_limits<RequestId>::max()) return std::nullopt;
    return static_cast<RequestId>(*number);
}

// The id to answer a message with that is wrong in another place.
std::optional<RequestId> idOf(const json::value& message) {
    const json::object* object = message.if_object();
    const json::value* id = object == nullptr ? nullptr : object->if_contains("id");
    return id == nullptr ? std::nullopt : readId(*id);
}

}  // namespace

struct Dispatcher::Shared {
    std::mutex mutex;
    std::map<RequestId, std::weak_ptr<Request>> inFlight;
};

struct Dispatcher::Envelope {
    std::optional<RequestId> id;  // none: a notification
    std::string_view method;
    const json::object* params;
};

Dispatcher::Dispatcher(std::span<const Method> methods, Caller caller, Application& application, Outbox& outbox)
    : methods_(methods),
      caller_(caller),
      application_(application),
      outbox_(outbox),
      shared_(std::make_shared<Shared>()) {}

Result<Dispatcher::Envelope> Dispatcher::readEnvelope(const json::value& message,
                                                      std::optional<RequestId> fallbackId) const {
    const json::object* object = message.if_object();
    if (object == nullptr) return fail(ErrorCode::ProtocolInvalidRequest, "not an object");
    static const json::object noParams;
    Envelope envelope{.id = fallbackId, .method = {}, .params = &noParams};
    // The command line may leave the version out; a browser may not.
    bool versionSeen = caller_ == Caller::commandLine;
    bool methodSeen = false;
    for (const auto& [key, value] : *object) {
        if (key == "jsonrpc" && value.is_string() && value.get_string() == "2.0") {
            versionSeen = true;
        } else if (key == "id" && readId(value)) {
            envelope.id = readId(value);
        } else if (key == "method" && value.is_string() && value.get_string().size() <= maximumMethodName) {
            envelope.method = std::string_view(value.get_string().data(), value.get_string().size());
            methodSeen = true;
        } else if (key == "params" && value.is_object()) {
            envelope.params = &value.get_object();
        } else {
            return fail(ErrorCode::ProtocolInvalidRequest, "unknown or malformed member");
        }
    }
    if (!versionSeen || !methodSeen) return fail(ErrorCode::ProtocolInvalidRequest, "member missing");
    return envelope;
}

void Dispatcher::receive(std::string_view text, std::size_t parseMemory, std::optional<RequestId> fallbackId) {
    const auto message = parseJson(text, parseMemory);
    if (!message) return outbox_.respond(makeError(std::nullopt, message.error()));
    const auto envelope = readEnvelope(*message, fallbackId);
    if (!envelope) return outbox_.respond(makeError(idOf(*message), envelope.error()));
    if (envelope->id) route(*envelope);
}

Result<const Method*> Dispatcher::choose(const Envelope& envelope) const {
    const auto found = std::ranges::find(methods_, envelope.method, &Method::name);
    if (found == methods_.end()) return fail(ErrorCode::ProtocolMethodUnknown);
    if (caller_ == Caller::wire && found->where == Where::commandLine) return fail(ErrorCode::ProtocolCommandLineOnly);
    if (caller_ == Caller::commandLine && found->where == Where::wire) return fail(ErrorCode::ProtocolMethodUnknown);
    const bool starts = found->name == sessionStartMethod;
    if (!starts && !application_.sessionStarted()) return fail(ErrorCode::ProtocolNotStarted);
    return &*found;
}

void Dispatcher::route(const Envelope& envelope) {
    const auto method = choose(envelope);
    if (!method) return outbox_.respond(makeError(envelope.id, method.error()));
    const auto request = admit(*envelope.id, (*method)->name == operationCancelMethod);
    if (!request) return outbox_.respond(makeError(envelope.id, request.error()));
    try {
        (*method)->handler(application_, *request, *envelope.params);
    } catch (const std::bad_alloc&) {
        (*request)->fail(Error{ErrorCode::ProtocolTooLarge, "out of memory", {}});
    }
}

Result<RequestPointer> Dispatcher::admit(RequestId id, bool whateverRuns) {
    const auto finish = [shared = shared_, outbox = &outbox_, id](const json::object& message) {
        {
            const std::scoped_lock lock(shared->mutex);
            shared->inFlight.erase(id);
        }
        outbox->respond(message);
    };
    const std::scoped_lock lock(shared_->mutex);
    if (shared_->inFlight.contains(id)) return fail(ErrorCode::ProtocolInvalidRequest, "id in use");
    if (!whateverRuns && shared_->inFlight.size() >= maximumInFlight) return fail(ErrorCode::ProtocolBusy);
    auto request = std::make_shared<Request>(id, finish);
    shared_->inFlight.emplace(id, request);
    return request;
}

bool Dispatcher::cancel(RequestId id) {
    RequestPointer request;
    {
        const std::scoped_lock lock(shared_->mutex);
        const auto found = shared_->inFlight.find(id);
        if (found == shared_->inFlight.end()) return false;
        request = found->second.lock();
    }
    if (request) request->cancel();
    return request != nullptr;
}

void Dispatcher::cancelAll() {
    std::vector<RequestPointer> requests;
    {
        const std::scoped_lock lock(shared_->mutex);
        for (const auto& [id, request] : shared_->inFlight)
            if (auto alive = request.lock()) requests.push_back(std::move(alive));
    }
    for (const RequestPointer& request : requests) request->cancel();
}

}  // namespace cccd_bridge::host
