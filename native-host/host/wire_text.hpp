// Times and foreign text in JSON.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace cccd_bridge::host {

/// ISO 8601 in UTC to the second: "2026-11-20T08:30:00Z".
std::string isoTime(std::chrono::sys_seconds time);

/// Reads exactly what isoTime() writes, for the years 1950 to 9999. Absent for anything else.
std::optional<std::chrono::sys_seconds> timeFromIso(std::string_view text);

/// Text of certificates and file names may hold any bytes: well-formed, in NFC, cut between two characters to at most
/// `maximum` bytes.
std::string shortened(std::string_view bytes, std::size_t maximum);

}  // namespace cccd_bridge::host
