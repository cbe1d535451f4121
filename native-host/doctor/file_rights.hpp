// What a file is to the system and who may change it; one file_rights_*.cpp a system.
#pragma once

#include <filesystem>

namespace cccd_bridge::doctor {

/// Whether every user of the machine can change it; false for what is not there.
bool isWritableByAnybody(const std::filesystem::path& path);

/// Whether every user can change it or put another in its place.
bool isReplaceableByAnybody(const std::filesystem::path& path);

/// Whether this user may run it.
bool isExecutable(const std::filesystem::path& path);

/// The program that a manifest names, as its browser takes it: only on Windows a relative path counts from the
/// manifest.
std::filesystem::path programOf(const std::filesystem::path& manifest, const std::filesystem::path& program);

}  // namespace cccd_bridge::doctor
