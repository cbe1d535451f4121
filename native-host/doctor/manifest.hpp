// Native manifests: the files by which browsers know the program.
#pragma once

#include "base/result.hpp"
#include "doctor/facts.hpp"
#include "doctor/places.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cccd_bridge::doctor {

/// What the text of a manifest says.
struct Manifest {
    std::string name{};
    std::string type{};
    std::string path{};
    std::vector<std::string> callers{};  ///< allowed_origins and allowed_extensions
};

/// Keys that are absent or of another kind are empty. Errors: as parseJson; ProtocolInvalidRequest when it is no
/// object.
Result<Manifest> parseManifest(std::string_view text);

/// A manifest's file and the program it names, as a browser would find them.
ManifestFacts lookAtManifest(const Places& places, const std::filesystem::path& path, bool ofUser);

}  // namespace cccd_bridge::doctor
