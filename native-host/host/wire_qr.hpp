// The text of a QR code in JSON: QrParseResult of schemas/protocol.schema.json.
#pragma once

#include "bounded_json/json.hpp"
#include "cccd/qr_payload.hpp"

namespace cccd_bridge::host {

json::object toJson(const cccd::QrPayload& payload);

}  // namespace cccd_bridge::host
