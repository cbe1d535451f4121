// One file of a card as JSON, for people who look into it: Parsed… of schemas/protocol.schema.json.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "bounded_json/json.hpp"
#include "cccd/citizen.hpp"
#include "emrtd/cms.hpp"

namespace cccd_bridge::host {

/// What a file holds. Errors: those of its parser.
Result<json::object> describeCommonData(ByteView file);
Result<json::object> describeSecurityObject(ByteView file);
Result<json::object> describeDataGroup1(ByteView file);
Result<json::object> describeDataGroup2(ByteView file);

/// EF.DG13 with the sensitive fields of `include` only, also where their bytes are shown raw. Errors:
/// CardFileMalformed when it is not understood.
Result<json::object> describeDataGroup13(ByteView file, const cccd::FieldSet& include);

/// EF.DG11 and EF.DG12. What may speak of a sensitive field is given where all of those are in `include`.
Result<json::object> describeDataGroup11(ByteView file, const cccd::FieldSet& include);
Result<json::object> describeDataGroup12(ByteView file, const cccd::FieldSet& include);

/// What the chip offers and its keys; of EF.CardSecurity its signature, too, but no verdict about it.
Result<json::object> describeCardAccess(ByteView file);
Result<json::object> describeCardSecurity(ByteView file);
Result<json::object> describeDataGroup14(ByteView file);
Result<json::object> describeDataGroup15(ByteView file);

/// Adds algorithms, time and number of certificates of a SignedData.
void describeEnvelope(const emrtd::SignedData& envelope, json::object& target);

}  // namespace cccd_bridge::host
