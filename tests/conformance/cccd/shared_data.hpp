// The large data sets lie beside the checkout; without them these tests say so in a line and check nothing.
#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <optional>
#include <string_view>

namespace cccd_bridge::test {

inline std::optional<std::filesystem::path> sharedData(std::string_view name) {
    auto path = std::filesystem::path(CCCD_SOURCE_DIR).parent_path() / "shared" / "data" / name;
    if (std::filesystem::exists(path)) return path;
    MESSAGE("not run: ../shared/data/" << std::string(name) << " is not there");
    return std::nullopt;
}

}  // namespace cccd_bridge::test
