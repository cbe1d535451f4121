// What an administrator installed: certificates and revocation lists as files in a directory.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "emrtd/trust_anchor.hpp"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace cccd_bridge::host {

/// What the directory held at one moment, in the order of its files; each `…Origins[i]` is the file of the i-th.
struct AnchorSet {
    std::vector<emrtd::TrustAnchor> anchors{};
    std::vector<std::string> anchorOrigins{};
    std::vector<emrtd::Certificate> signers{};
    std::vector<std::string> signerOrigins{};
    std::vector<emrtd::RevocationList> revocationLists{};
    std::vector<std::string> listOrigins{};

    emrtd::TrustView view() const { return {anchors, signers, revocationLists}; }
    std::size_t size() const { return anchors.size() + signers.size() + revocationLists.size(); }
};

/// A file of certificates of at most 16 MiB. Errors: TrustPathUnreadable, ProtocolTooLarge.
Result<Bytes> readTrustFile(const std::filesystem::path& path);

class TrustStore {
  public:
    /// Files that are looked at, and things that are kept of them.
    static constexpr std::size_t maximumEntries = 4096;

    /// Reads `*.der *.cer *.crt *.pem *.crl`, in letters of either case, in `configDirectory`/anchors; the directory
    /// need not exist.
    explicit TrustStore(const std::filesystem::path& configDirectory);

    /// What is installed now: read again when a file came, went or changed. Every certification authority in the
    /// directory is trusted, since only an administrator writes there. Files that hold nothing are left out.
    std::shared_ptr<const AnchorSet> anchors();

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
