#include "host/trust_store.hpp"

#include "host/platform.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

namespace cccd_bridge::host {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t maximumFiles = 1024;
constexpr std::size_t maximumAnchors = 4096;
constexpr std::uintmax_t maximumFileSize = std::uintmax_t{8} * 1024 * 1024;
constexpr std::array<std::string_view, 4> extensions{".der", ".cer", ".crt", ".pem"};

Result<Bytes> readFile(const fs::path& path) {
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

bool installed(const AnchorSet& set, const std::string& fingerprint) {
    return std::ranges::find(set.anchors, fingerprint, &emrtd::TrustAnchor::fingerprint) != set.anchors.end();
}

}  // namespace

TrustStore::TrustStore(const fs::path& configDirectory) : directory_(configDirectory / "anchors") {}

std::vector<TrustStore::Seen> TrustStore::look() const {
    std::vector<Seen> files;
    std::error_code failure;
    fs::directory_iterator entry(directory_, failure);
    for (; !failure && entry != fs::directory_iterator() && files.size() < maximumFiles; entry.increment(failure)) {
        if (std::ranges::find(extensions, entry->path().extension().string()) == extensions.end()) continue;
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
    for (const Seen& file : files) {
        const auto content = readFile(file.path);
        if (!content) continue;
        auto parsed = emrtd::parseTrustAnchors(*content);
        if (!parsed) continue;
        for (emrtd::TrustAnchor& anchor : parsed->anchors) {
            if (set->anchors.size() >= maximumAnchors || installed(*set, anchor.fingerprint)) continue;
            set->anchors.push_back(std::move(anchor));
            set->origins.push_back(file.path.filename().string());
        }
    }
    seen_ = std::move(files);
    anchors_ = std::move(set);
    return anchors_;
}

Result<ImportReport> TrustStore::import(const fs::path& path) {
    TRY(const Bytes content, readFile(path));
    TRY(emrtd::TrustAnchorFile parsed, emrtd::parseTrustAnchors(content));
    const auto present = anchors();
    std::error_code failure;
    fs::create_directories(directory_, failure);
    if (failure) return fail(ErrorCode::TrustDirectoryNotWritable, failure.message());
    ImportReport report{.imported = {}, .skipped = std::move(parsed.skipped)};
    for (emrtd::TrustAnchor& anchor : parsed.anchors) {
        if (installed(*present, anchor.fingerprint)) {
            report.skipped.push_back({anchor.subject, emrtd::SkippedCertificate::Reason::Duplicate});
            continue;
        }
        const std::string name = anchor.fingerprint + ".cer";
        TRY_VOID(platform::writeFileAtomically(directory_ / name, anchor.certificate.der()));
        report.imported.anchors.push_back(std::move(anchor));
        report.imported.origins.push_back(name);
    }
    return report;
}

}  // namespace cccd_bridge::host
