// One file of a card as JSON, for people who look into it: Parsed… of schemas/protocol.schema.json.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "cccd/citizen.hpp"
#include "host/json.hpp"

namespace cccd_bridge::host {

/// What a file holds. Errors: those of its parser.
Result<json::object> describeCommonData(ByteView file);
Result<json::object> describeSecurityObject(ByteView file);
Result<json::object> describeDataGroup1(ByteView file);
Result<json::object> describeDataGroup2(ByteView file);

/// EF.DG13 with the sensitive fields of `include` only, also where their bytes are shown raw. Errors:
/// CardFileMalformed when it is not understood.
Result<json::object> describeDataGroup13(ByteView file, const cccd::FieldSet& include);

/// EF.CardAccess.
Result<json::object> describeCardAccess(ByteView file);

}  // namespace cccd_bridge::host
