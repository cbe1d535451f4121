// One connection with a browser: hello, requests, events, and a quick end.
#pragma once

#include <filesystem>

namespace cccd_bridge::host {

/// Serves standard input and output until the end of input; ends the process.
[[noreturn]] void runNativeSession(const std::filesystem::path& configDirectory);

/// Tells the caller in one message that it is not our extension; ends the process with status 1.
[[noreturn]] void refuseCaller();

}  // namespace cccd_bridge::host
