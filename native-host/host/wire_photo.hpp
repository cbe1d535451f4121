// A face in JSON: Photo of schemas/protocol.schema.json.
#pragma once

#include "bounded_json/json.hpp"
#include "host/application.hpp"
#include "host/portrait.hpp"

#include <cstdint>
#include <string>

namespace cccd_bridge::host {

/// Inline, or behind a handle when it is too large for a message; the handle ends with that card's stay.
/// Errors: ProtocolInternal without random numbers.
Result<json::object> photoToJson(Application& application, Portrait photo, const std::string& reader,
                                 std::uint32_t insertion);

}  // namespace cccd_bridge::host
