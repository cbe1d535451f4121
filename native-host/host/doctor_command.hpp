// `cccd-bridge doctor`: why this desk does not work, for a person, a script or IT support.
#pragma once

#include <filesystem>
#include <span>
#include <string_view>

namespace cccd_bridge::host {

/// Examines the desk and prints what was found, then ends the process: 0 all is well, 1 warnings, 2 errors, 3 wrong
/// arguments, or a bundle or findings that cannot be written.
[[noreturn]] void runDoctor(std::span<const std::string_view> arguments, const std::filesystem::path& configDirectory);

}  // namespace cccd_bridge::host
