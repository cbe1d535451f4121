#include "doctor/places.hpp"

#include <algorithm>

namespace cccd_bridge::doctor {

namespace fs = std::filesystem;

bool Places::has(const fs::path& path) const {
    std::error_code failure;
    return fs::exists(at(path), failure);
}

std::string Places::shown(const fs::path& path) const {
    if (home.empty() || home == home.root_path()) return path.string();
    const auto [rest, end] = std::mismatch(path.begin(), path.end(), home.begin(), home.end());
    if (end != home.end()) return path.string();
    fs::path shownPath = "~";
    for (auto part = rest; part != path.end(); ++part) shownPath /= *part;
    return shownPath.string();
}

}  // namespace cccd_bridge::doctor
