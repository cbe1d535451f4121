// Who may do what with a file; one file_rights_*.cpp a system.
#pragma once

#include <filesystem>

namespace cccd_bridge::doctor {

/// Whether every user of the machine can change it; false for what is not there.
bool isWritableByAnybody(const std::filesystem::path& path);

/// Whether every user can change it or put another in its place.
bool isReplaceableByAnybody(const std::filesystem::path& path);

/// Whether this user may run it.
bool isExecutable(const std::filesystem::path& path);

}  // namespace cccd_bridge::doctor
