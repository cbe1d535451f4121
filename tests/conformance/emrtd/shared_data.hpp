// The large data sets that may lie beside the checkout.
#pragma once

#include "base/bytes.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>

namespace cccd_bridge::emrtd::test {

/// A folder or file of the data sets; says in a line when it is not there.
inline std::optional<std::filesystem::path> sharedData(const std::string& name) {
    const std::filesystem::path path = std::filesystem::path(CCCD_SOURCE_DIR) / ".." / "shared" / "data" / name;
    if (std::filesystem::exists(path)) return path;
    std::cout << "not run: ../shared/data/" << name << " is not there\n";
    return std::nullopt;
}

inline Bytes fileBytes(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return Bytes(std::istreambuf_iterator<char>(file), {});
}

}  // namespace cccd_bridge::emrtd::test
