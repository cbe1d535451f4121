// The program as a person or a script uses it.
#pragma once

#include <filesystem>
#include <span>
#include <string_view>

namespace cccd_bridge::host {

/// The help on standard error, for words that are no call of ours; the exit status.
int explainUsage();

/// Whether the first argument is a command or option of the program, and not a browser's.
bool isCommand(std::string_view argument);

/// Runs `call`, `qr`, `doctor`, `--version` or `--help`; the exit status.
int runCommand(std::span<const std::string_view> arguments, const std::filesystem::path& configDirectory);

}  // namespace cccd_bridge::host
