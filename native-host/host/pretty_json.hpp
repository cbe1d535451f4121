// JSON for a person's eyes.
#pragma once

#include "bounded_json/json.hpp"

#include <string>

namespace cccd_bridge::host {

/// Indented by two spaces, ending in a line end.
std::string prettyJson(const json::value& value);

}  // namespace cccd_bridge::host
