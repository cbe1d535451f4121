// The issuers an administrator installed: certificate files in a directory.
#pragma once

#include "base/result.hpp"
#include "emrtd/trust_anchor.hpp"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace cccd_bridge::host {

/// What the directory held at one moment; `origins[i]` is the file of `anchors[i]`.
struct AnchorSet {
    std::vector<emrtd::TrustAnchor> anchors;
    std::vector<std::string> origins;
};

struct ImportReport {
    AnchorSet imported;
    std::vector<emrtd::SkippedCertificate> skipped;
};

class TrustStore {
  public:
    /// Reads `*.der *.cer *.crt *.pem` in `configDirectory`/anchors; the directory need not exist.
    explicit TrustStore(const std::filesystem::path& configDirectory);

    /// The anchors now: read again when a file came, went or changed. Files that hold no certificate are left out.
    std::shared_ptr<const AnchorSet> anchors();

    /// Copies the certification authorities of a file into the directory, one file each; what is there already is
    /// skipped, so a second import changes nothing.
    /// Errors: TrustPathUnreadable, TrustFormatUnsupported, TrustDirectoryNotWritable.
    Result<ImportReport> import(const std::filesystem::path& path);

    const std::filesystem::path& directory() const { return directory_; }

  private:
    struct Seen {
        std::filesystem::path path;
        std::uintmax_t size = 0;
        std::filesystem::file_time_type changed;
        bool operator==(const Seen&) const = default;
    };
    std::vector<Seen> look() const;

    std::filesystem::path directory_;
    std::mutex mutex_;
    std::vector<Seen> seen_;
    std::shared_ptr<const AnchorSet> anchors_;
};

}  // namespace cccd_bridge::host
