// What a file is to the system and who may change it; one file_rights_*.cpp a system.
#pragma once

#include "doctor/places.hpp"

#include <filesystem>

namespace cccd_bridge::doctor {

/// Whether somebody who is no administrator can change it, as its owner or by its rights; in the user's home (see
/// Places) he himself may. `path` as the system names it; false for what is not there.
bool isWritableByOthers(const Places& places, const std::filesystem::path& path);

/// Whether somebody who is no administrator can change it or put another in its place.
bool isReplaceableByOthers(const Places& places, const std::filesystem::path& path);

/// Whether two names are one to the file system.
bool isSameName(const std::filesystem::path& name, const std::filesystem::path& other);

/// Whether this user may run it.
bool isExecutable(const std::filesystem::path& path);

/// The program that a manifest names, as its browser takes it: only on Windows a relative path counts from the
/// manifest.
std::filesystem::path programOf(const std::filesystem::path& manifest, const std::filesystem::path& program);

}  // namespace cccd_bridge::doctor
