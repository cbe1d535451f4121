// The text of a QR code in JSON: QrParseResult of schemas/protocol.schema.json.
#pragma once

#include "cccd/qr_payload.hpp"
#include "host/json.hpp"

namespace cccd_bridge::host {

json::object toJson(const cccd::QrPayload& payload);

}  // namespace cccd_bridge::host
