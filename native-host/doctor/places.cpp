#include "doctor/places.hpp"

#include "doctor/file_rights.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace cccd_bridge::doctor {

namespace fs = std::filesystem;

namespace {

// Where systems keep the homes of their users, below the root of any drive.
constexpr std::array<const char*, 3> foldersOfHomes{"home", "var/home", "Users"};

/// What of a path lies below a folder; empty for the folder itself, none when it lies elsewhere.
std::optional<fs::path> below(const fs::path& folder, const fs::path& path) {
    const auto [rest, end] = std::mismatch(path.begin(), path.end(), folder.begin(), folder.end(), isSameName);
    if (end != folder.end()) return std::nullopt;
    fs::path inside;
    for (auto part = rest; part != path.end(); ++part) inside /= *part;
    return inside;
}

/// "/home/x/" and "/home//x" are "/home/x".
fs::path plain(const fs::path& path) {
    const fs::path normal = path.lexically_normal();
    return normal.has_filename() || normal == normal.root_path() ? normal : normal.parent_path();
}

}  // namespace

bool Places::has(const fs::path& path) const {
    std::error_code failure;
    return fs::exists(at(path), failure);
}

bool Places::isOfUser(const fs::path& path) const {
    const fs::path folder = plain(home);
    return folder.has_root_directory() && folder != folder.root_path() && below(folder, plain(path));
}

std::string Places::shown(const fs::path& path) const {
    const fs::path shownPath = plain(path);
    if (isOfUser(path)) {
        const fs::path inside = *below(plain(home), shownPath);
        return (inside.empty() ? fs::path("~") : "~" / inside).string();
    }
    for (const char* folder : foldersOfHomes) {
        const fs::path homes = shownPath.root_path() / folder;
        const auto inside = below(homes, shownPath);
        if (!inside || inside->empty()) continue;
        // How many folders deep a home lies is known for the own one only ("/home/DOMAIN/name").
        const bool isHome = std::next(inside->begin()) == inside->end();
        return (isHome ? homes / "*" : homes / "*" / inside->filename()).make_preferred().string();
    }
    return shownPath.string();
}

}  // namespace cccd_bridge::doctor
