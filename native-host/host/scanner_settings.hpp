// scanners.json in the configuration directory: serial ports that only the administrator can know of.
#pragma once

#include "base/result.hpp"
#include "devices/serial_source.hpp"

#include <filesystem>
#include <string_view>
#include <vector>

namespace cccd_bridge::host {

/// What the text says (docs/scanners.md). Errors: ScannerSettingsInvalid.
Result<std::vector<devices::SerialSetting>> parseScannerSettings(std::string_view text);

/// The file's settings; none when there is no file. Errors: ScannerSettingsInvalid.
Result<std::vector<devices::SerialSetting>> readScannerSettings(const std::filesystem::path& configDirectory);

}  // namespace cccd_bridge::host
