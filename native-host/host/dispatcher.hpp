// JSON-RPC 2.0: from a message to the method that answers it.
#pragma once

#include "host/outbox.hpp"
#include "host/request.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string_view>

namespace cccd_bridge::host {

class Application;

/// Who may call a method (x-methods of schemas/protocol.schema.json).
enum class Where { wire, commandLine, both };

/// Starts the work of a method; answers the request now or later, from any thread.
using Handler = void (*)(Application& application, const RequestPointer& request, const json::object& params);

struct Method {
    std::string_view name;
    Where where;
    Handler handler;
};

/// Most requests in progress at a time.
inline constexpr std::size_t maximumInFlight = 32;

/// The one method that is allowed before a session is started.
inline constexpr std::string_view sessionStartMethod = "session.start";

/// The one method that is let through when there are too many requests: it is how there become fewer.
inline constexpr std::string_view operationCancelMethod = "operation.cancel";

class Dispatcher {
  public:
    Dispatcher(std::span<const Method> methods, Caller caller, Application& application, Outbox& outbox);
    Dispatcher(const Dispatcher&) = delete;
    Dispatcher& operator=(const Dispatcher&) = delete;

    /// One message of the peer. Whatever it is, it is answered, or ignored if it is a notification.
    /// `fallbackId` is for a request without an id, which else is a notification.
    void receive(std::string_view text, std::size_t parseMemory, std::optional<RequestId> fallbackId = std::nullopt);

    /// Tells a request to stop; false when it is not in progress.
    bool cancel(RequestId id);
    void cancelAll();

  private:
    struct Shared;
    struct Envelope;
    Result<Envelope> readEnvelope(const json::value& message, std::optional<RequestId> fallbackId) const;
    void route(const Envelope& envelope);
    Result<const Method*> choose(const Envelope& envelope) const;
    Result<RequestPointer> admit(RequestId id, bool whateverRuns);

    std::span<const Method> methods_;
    Caller caller_;
    Application& application_;
    Outbox& outbox_;
    std::shared_ptr<Shared> shared_;
};

}  // namespace cccd_bridge::host
