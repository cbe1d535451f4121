#include "doctor/file_rights.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdint>
#include <optional>

namespace cccd_bridge::doctor {

namespace {

/// Who may write without a word being lost about it.
struct Keepers {
    std::uint32_t administrator;
    std::uint32_t administrators;
    std::optional<uid_t> user;  ///< in his own home

    bool hasOwner(const struct stat& status) const { return status.st_uid == administrator || status.st_uid == user; }
    // A user's private group bears his number.
    bool hasGroup(const struct stat& status) const { return status.st_gid == administrators || status.st_gid == user; }
};

Keepers keepersOf(const Places& places, const std::filesystem::path& path) {
    return {.administrator = places.administrator,
            .administrators = places.administrators,
            .user = places.isOfUser(path) ? std::optional(geteuid()) : std::nullopt};
}

bool isGroupOrWorldWritable(const Keepers& keepers, const struct stat& status) {
    return (status.st_mode & S_IWOTH) != 0 || ((status.st_mode & S_IWGRP) != 0 && !keepers.hasGroup(status));
}

}  // namespace

bool isWritableByOthers(const Places& places, const std::filesystem::path& path) {
    struct stat status{};
    if (stat(places.at(path).c_str(), &status) != 0) return false;
    const Keepers keepers = keepersOf(places, path);
    // An owner gives himself the rights that he lacks.
    return !keepers.hasOwner(status) || isGroupOrWorldWritable(keepers, status);
}

bool isReplaceableByOthers(const Places& places, const std::filesystem::path& path) {
    if (isWritableByOthers(places, path)) return true;
    struct stat status{};
    if (stat(places.at(path.parent_path()).c_str(), &status) != 0) return false;
    const Keepers keepers = keepersOf(places, path);
    if (!keepers.hasOwner(status)) return true;
    // In a sticky directory others may write, but only its owner replaces another's file.
    return (status.st_mode & S_ISVTX) == 0 && isGroupOrWorldWritable(keepers, status);
}

bool isSameName(const std::filesystem::path& name, const std::filesystem::path& other) { return name == other; }

bool isExecutable(const std::filesystem::path& path) {
    return faccessat(AT_FDCWD, path.c_str(), X_OK, AT_EACCESS) == 0;
}

std::filesystem::path programOf(const std::filesystem::path&, const std::filesystem::path& program) { return program; }

}  // namespace cccd_bridge::doctor
