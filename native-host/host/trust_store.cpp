#include "host/trust_store.hpp"

#include "host/machine_log.hpp"
#include "host/trust_import.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <system_error>
#include <unordered_set>
#include <utility>

namespace cccd_bridge::host {

namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t maximumFileSize = std::uintmax_t{16} * 1024 * 1024;
constexpr std::array<std::string_view, 5> extensions{".der", ".cer", ".crt", ".pem", ".crl"};

// Of either case: some systems write names in capitals.
bool hasKnownExtension(const fs::path& path) {
    std::string extension = path.extension().string();
    for (char& letter : extension)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    return std::ranges::find(extensions, extension) != extensions.end();
}

/// Collects what the files hold, each thing once.
class Collector {
  public:
    explicit Collector(AnchorSet& set) : set_(set) {}

    void add(emrtd::TrustFile file, const std::string& origin) {
        for (emrtd::TrustAnchor& anchor : file.anchors)
            if (isNew(anchor.fingerprint)) {
                set_.anchors.push_back(std::move(anchor));
                set_.anchorOrigins.push_back(origin);
            }
        for (emrtd::Certificate& signer : file.signers)
            if (isNew(signer.fingerprint())) {
                set_.signers.push_back(std::move(signer));
                set_.signerOrigins.push_back(origin);
            }
        for (emrtd::RevocationList& list : file.revocationLists)
            if (isNew(list.fingerprint())) {
                set_.revocationLists.push_back(std::move(list));
                set_.listOrigins.push_back(origin);
            }
    }

  private:
    bool isNew(const std::string& fingerprint) {
        return set_.size() < TrustStore::maximumEntries && seen_.insert(fingerprint).second;
    }

    AnchorSet& set_;
    std::unordered_set<std::string> seen_;
};

Result<emrtd::TrustFile> parseFile(const fs::path& path) {
    TRY(const Bytes content, readTrustFile(path));
    return emrtd::parseTrustAnchors(content);
}

}  // namespace

Result<Bytes> readTrustFile(const fs::path& path) {
    std::error_code failure;
    const auto size = fs::file_size(path, failure);
    if (failure) return fail(ErrorCode::TrustPathUnreadable, "file_size");
    if (size > maximumFileSize) return fail(ErrorCode::ProtocolTooLarge, "certificate file");
    std::ifstream file(path, std::ios::binary);
    Bytes content(static_cast<std::size_t>(size));
    if (!file.read(reinterpret_cast<char*>(content.data()), static_cast<std::streamsize>(content.size())))
        return fail(ErrorCode::TrustPathUnreadable, "read");
    return content;
}

TrustStore::TrustStore(const fs::path& configDirectory) : directory_(configDirectory / "anchors") {}

std::vector<TrustStore::Seen> TrustStore::look() const {
    std::vector<Seen> files;
    std::error_code failure;
    fs::directory_iterator entry(directory_, failure);
    for (; !failure && entry != fs::directory_iterator() && files.size() < maximumEntries; entry.increment(failure)) {
        if (!hasKnownExtension(entry->path())) continue;
        std::error_code unreadable;
        Seen seen{.path = entry->path(), .size = entry->file_size(unreadable), .changed = {}};
        if (!unreadable) seen.changed = entry->last_write_time(unreadable);
        if (!unreadable) files.push_back(std::move(seen));
    }
    std::ranges::sort(files, {}, &Seen::path);
    return files;
}

std::shared_ptr<const AnchorSet> TrustStore::anchors() {
    const std::scoped_lock lock(mutex_);
    auto files = look();
    if (anchors_ && files == seen_) return anchors_;
    auto set = std::make_shared<AnchorSet>();
    Collector collector(*set);
    std::vector<ErrorCode> ignored;
    for (const Seen& file : files) {
        auto parsed = parseFile(file.path);
        if (parsed)
            collector.add(*std::move(parsed), file.path.filename().string());
        else
            ignored.push_back(parsed.error().code);
    }
    if (!ignored.empty())
        logEvent(EventCode::TrustFilesIgnored, {{"code", std::string(errorText(ignored.front()).wireCode)},
                                                {"files", std::to_string(ignored.size())}});
    seen_ = std::move(files);
    anchors_ = std::move(set);
    return anchors_;
}

}  // namespace cccd_bridge::host
