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
    /// At most TrustStore::maximumEntries, subjects shortened: a directory may hold millions.
    std::vector<emrtd::SkippedEntry> skipped;
    std::size_t skippedMore = 0;  ///< how many were left out besides
    /// The root of a list that was left out because nobody accepted it, for comparing its fingerprint.
    std::optional<emrtd::TrustAnchor> refusedRoot;
};

struct ImportOrder {
    std::filesystem::path path;
    /// SHA-256 fingerprint in lower-case hexadecimal of the root that may vouch for a list of issuers, as the
    /// administrator compared it; empty when none.
    std::string acceptedRoot{};
};

/// Certificates and revocation lists in DER or PEM, a master list, or a directory in LDIF of at most 512 MiB with any
/// of these: copies what it holds into the store's directory, one file each; what is there already is skipped, so a
/// second import changes nothing. To import an issuer is to trust it. A revocation list needs the good signature of an
/// installed issuer, and takes the place of an older one of the same issuer.
/// A master list needs a good signature under an installed issuer or the accepted root; without, it is left out and its
/// root named in the report.
/// Errors: TrustPathUnreadable, TrustFormatUnsupported, TrustDirectoryNotWritable, ProtocolTooLarge; for a master list
/// that stands alone TrustListSignatureInvalid and TrustRootUnknown.
Result<ImportReport> importTrust(TrustStore& store, const ImportOrder& order);

}  // namespace cccd_bridge::host
