// The small pictures beside these tests.
#pragma once

#include "base/bytes.hpp"

#include <fstream>
#include <iterator>
#include <string>

namespace cccd_bridge::test {

inline Bytes readFile(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return Bytes(std::istreambuf_iterator<char>(file), {});
}

inline Bytes picture(const std::string& name) {
    return readFile(std::string(CCCD_SOURCE_DIR "/tests/unit/imaging/data/") + name);
}

}  // namespace cccd_bridge::test
