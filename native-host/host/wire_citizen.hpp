// Citizens in JSON: schemas/citizen.schema.json.
#pragma once

#include "bounded_json/json.hpp"
#include "cccd/citizen.hpp"

#include <cstddef>

namespace cccd_bridge::host {

/// Most names in `include`.
inline constexpr std::size_t maximumInclude = 5;

json::object toJson(const cccd::Citizen& citizen);

/// Strict: every member known, every value in its form. Errors: ProtocolInvalidParams.
Result<cccd::Citizen> citizenFromJson(const json::object& object);

/// The sensitive fields that a caller asks for (`include`). Errors: ProtocolInvalidParams for any other name.
Result<cccd::FieldSet> includeFromJson(const json::array& names);

}  // namespace cccd_bridge::host
