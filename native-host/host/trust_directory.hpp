// The directory of certificates as a place: whether it is there, and who may change it.
#pragma once

#include <filesystem>

namespace cccd_bridge::host {

struct TrustDirectory {
    bool absent = false;
    bool unreadable = false;
    bool unprotected = false;  ///< who is no administrator may change it or a file in it; of an absent one: may make it

    bool readable() const { return !absent && !unreadable; }
};

/// Looks at the directory, its parent and at most TrustStore::maximumEntries files. That this user cannot write there
/// is as it should be.
TrustDirectory lookAtTrustDirectory(const std::filesystem::path& directory);

}  // namespace cccd_bridge::host
