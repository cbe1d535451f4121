// Small files that anybody may have written.
#pragma once

#include "doctor/facts.hpp"

#include <cstddef>
#include <filesystem>
#include <string>

namespace cccd_bridge::doctor {

/// Manifests and policies are a few KiB; the browsers read no more than a few hundred.
inline constexpr std::size_t longestFile = std::size_t{256} * 1024;

struct FileText {
    Reading reading = Reading::absent;
    std::string text{};
};

/// The whole of a regular file. `unreadable` for what is no file or may not be read, `damaged` beyond longestFile.
FileText readSmallFile(const std::filesystem::path& path);

}  // namespace cccd_bridge::doctor
