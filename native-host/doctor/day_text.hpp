// Days as findings show them.
#pragma once

#include <chrono>
#include <string>

namespace cccd_bridge::doctor {

/// The day in UTC: "2026-11-20".
std::string dayText(std::chrono::sys_seconds time);

}  // namespace cccd_bridge::doctor
