// Where probes look: the system's root, or in tests a directory that stands for it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace cccd_bridge::doctor {

/// `home` is the user's directory as the system names it (without `root`); empty when there is none.
struct Places {
    std::filesystem::path root = "/";
    std::filesystem::path home{};
    std::filesystem::path program{};   ///< the running program's own file, as the system names it
    std::uint32_t administrator = 0;   ///< the system's administrator, by his number (Linux)
    std::uint32_t administrators = 0;  ///< his group

    /// Where a path of the system is found.
    std::filesystem::path at(const std::filesystem::path& path) const {
        return root == root.root_path() ? path : root / path.relative_path();
    }

    /// Whether something lies there; what may not be looked at is not there.
    bool has(const std::filesystem::path& path) const;

    /// Whether a path lies in the user's own home.
    bool isOfUser(const std::filesystem::path& path) const;

    /// The path as it may be shown, without the names of people: the user's home is "~", and of what lies in another's
    /// only the last name is told ("/home/*/file").
    std::string shown(const std::filesystem::path& path) const;
};

/// The real system, for the user that runs the program.
Places systemPlaces();

}  // namespace cccd_bridge::doctor
