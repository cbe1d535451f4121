// Where messages of the host go: the writer on the wire, the printing command line, a buffer in a test.
#pragma once

#include "base/result.hpp"
#include "bounded_json/json.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace cccd_bridge::host {

/// Who speaks to the host; some methods are for one of them only.
enum class Caller { wire, commandLine };

class Outbox {
  public:
    virtual ~Outbox() = default;
    Outbox() = default;
    Outbox(const Outbox&) = delete;
    Outbox& operator=(const Outbox&) = delete;

    /// A response or an error response, from any thread.
    virtual void respond(const json::object& message) = 0;

    /// An event, from any thread.
    virtual void notify(const json::object& message) = 0;
};

/// A message as the browser gets it. An answer longer than `longest` bytes becomes the error protocol.tooLarge: the
/// browser would end the connection over it, and every other request with it.
std::string wireText(const json::object& message, std::size_t longest);

/// Id of a request; none where the request had none that could be read.
using RequestId = std::int32_t;

json::object makeResponse(RequestId id, json::object result);
/// `params` are values that the error's text or remedy may show, never personal data.
json::object makeError(std::optional<RequestId> id, const Error& error, json::object params = {});
json::object makeEvent(std::string_view method, json::object params);

}  // namespace cccd_bridge::host
