#include "host/trust_directory.hpp"

#include "doctor/file_rights.hpp"
#include "host/trust_store.hpp"

#include <system_error>

namespace cccd_bridge::host {

namespace {

// Who can write one of these decides whom the host trusts; without the directory, who can make it.
bool isUnprotected(const std::filesystem::path& directory) {
    const doctor::Places places = doctor::systemPlaces();
    if (doctor::isWritableByOthers(places, directory) || doctor::isWritableByOthers(places, directory.parent_path()))
        return true;
    std::error_code failure;
    std::size_t seen = 0;
    for (std::filesystem::directory_iterator file(directory, failure), end;
         !failure && file != end && seen < TrustStore::maximumEntries; file.increment(failure), ++seen)
        if (doctor::isWritableByOthers(places, file->path())) return true;
    return false;
}

}  // namespace

TrustDirectory lookAtTrustDirectory(const std::filesystem::path& directory) {
    std::error_code failure;
    const std::filesystem::directory_iterator readable(directory, failure);
    const bool absent = failure == std::errc::no_such_file_or_directory;
    return {.absent = absent, .unreadable = failure && !absent, .unprotected = isUnprotected(directory)};
}

}  // namespace cccd_bridge::host
