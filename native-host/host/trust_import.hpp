// trust.import: what a file brings into the trust directory, and what of it is left out.
#pragma once

#include "base/result.hpp"
#include "host/trust_store.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace cccd_bridge::host {

struct ImportReport {
    AnchorSet imported;
    std::vector<emrtd::SkippedEntry> skipped;
};

struct ImportOrder {
    std::filesystem::path path;
    /// SHA-256 fingerprint of the root that may vouch for a list of issuers, as the administrator compared it.
    std::optional<std::string> acceptedRoot{};
};

/// Copies what a file holds into the store's directory, one file each; what is there already is skipped, so a second
/// import changes nothing. To import an issuer is to trust it. A revocation list needs the good signature of an
/// installed issuer, and takes the place of an older one of the same issuer.
/// Errors: TrustPathUnreadable, TrustFormatUnsupported, TrustDirectoryNotWritable, ProtocolTooLarge.
Result<ImportReport> importTrust(TrustStore& store, const ImportOrder& order);

}  // namespace cccd_bridge::host
