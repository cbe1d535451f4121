// Scanners and scans in JSON: Scanner, Scanners and the scanner events of schemas/protocol.schema.json.
#pragma once

#include "bounded_json/json.hpp"
#include "devices/scanner_source.hpp"

#include <vector>

namespace cccd_bridge::host {

/// `{scanners}` as in scanner.list and scanner.changed.
json::object toJson(const std::vector<devices::ScannerInfo>& scanners);

/// Params of scanner.scanned: the text, and what qr.parse makes of it.
Result<json::object> scannedToJson(const devices::ScannerInfo& scanner, const devices::RawScan& scan);

/// Params of scanner.rejected.
json::object rejectedToJson(const devices::ScannerInfo& scanner, const Error& error);

}  // namespace cccd_bridge::host
