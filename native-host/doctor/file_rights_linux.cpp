#include "doctor/file_rights.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace cccd_bridge::doctor {

bool isWritableByAnybody(const std::filesystem::path& path) {
    struct stat status{};
    return stat(path.c_str(), &status) == 0 && (status.st_mode & S_IWOTH) != 0;
}

bool isReplaceableByAnybody(const std::filesystem::path& path) {
    if (isWritableByAnybody(path)) return true;
    // In a sticky directory everybody may write, but nobody may replace another's file.
    struct stat status{};
    return stat(path.parent_path().c_str(), &status) == 0 && (status.st_mode & S_IWOTH) != 0 &&
           (status.st_mode & S_ISVTX) == 0;
}

bool isExecutable(const std::filesystem::path& path) {
    return faccessat(AT_FDCWD, path.c_str(), X_OK, AT_EACCESS) == 0;
}

std::filesystem::path programOf(const std::filesystem::path&, const std::filesystem::path& program) { return program; }

}  // namespace cccd_bridge::doctor
