#include "host/trust_import.hpp"

#include "emrtd/revocation_authority.hpp"
#include "host/platform.hpp"

#include <algorithm>
#include <system_error>
#include <unordered_set>
#include <utility>

namespace cccd_bridge::host {

namespace {

namespace fs = std::filesystem;

using Reason = emrtd::SkippedEntry::Reason;

class Import {
  public:
    explicit Import(TrustStore& store) : directory_(store.directory()), present_(store.anchors()) {
        for (const auto& anchor : present_->anchors) known_.insert(anchor.fingerprint);
        for (const auto& signer : present_->signers) known_.insert(signer.fingerprint());
        for (const auto& list : present_->revocationLists) known_.insert(list.fingerprint());
    }

    Result<void> take(emrtd::TrustFile file) {
        report_.skipped.insert(report_.skipped.end(), file.skipped.begin(), file.skipped.end());
        for (emrtd::TrustAnchor& anchor : file.anchors) TRY_VOID(takeAnchor(std::move(anchor)));
        for (emrtd::Certificate& signer : file.signers) TRY_VOID(takeSigner(std::move(signer)));
        for (emrtd::RevocationList& list : file.revocationLists) TRY_VOID(takeList(std::move(list)));
        return {};
    }

    ImportReport finish() { return std::move(report_); }

  private:
    void skip(std::string subject, Reason reason) { report_.skipped.push_back({std::move(subject), reason}); }

    // Whether there is place for something that is not there yet; says why not.
    bool admit(const std::string& fingerprint, const std::string& subject) {
        if (known_.contains(fingerprint)) {
            skip(subject, Reason::Duplicate);
            return false;
        }
        if (known_.size() >= TrustStore::maximumEntries) {
            skip(subject, Reason::StoreFull);
            return false;
        }
        known_.insert(fingerprint);
        return true;
    }

    Result<std::string> write(const std::string& fingerprint, std::string_view extension, ByteView content) const {
        std::string name = fingerprint + std::string(extension);
        TRY_VOID(platform::writeFileAtomically(directory_ / name, content));
        return name;
    }

    Result<void> takeAnchor(emrtd::TrustAnchor anchor) {
        if (!anchor.certificate.publicKey()) {
            skip(anchor.subject, Reason::KeyUnsupported);
            return {};
        }
        if (!admit(anchor.fingerprint, anchor.subject)) return {};
        TRY(std::string name, write(anchor.fingerprint, ".cer", anchor.certificate.der()));
        report_.imported.anchors.push_back(std::move(anchor));
        report_.imported.anchorOrigins.push_back(std::move(name));
        return {};
    }

    Result<void> takeSigner(emrtd::Certificate signer) {
        const std::string subject = signer.subject();
        if (!signer.publicKey()) {
            skip(subject, Reason::KeyUnsupported);
            return {};
        }
        const std::string fingerprint = signer.fingerprint();
        if (!admit(fingerprint, subject)) return {};
        TRY(std::string name, write(fingerprint, ".cer", signer.der()));
        report_.imported.signers.push_back(std::move(signer));
        report_.imported.signerOrigins.push_back(std::move(name));
        return {};
    }

    Result<void> takeList(emrtd::RevocationList list) {
        const std::string issuer = list.issuer();
        if (!emrtd::isSignedByAnchor(list, present_->anchors) &&
            !emrtd::isSignedByAnchor(list, report_.imported.anchors)) {
            skip(issuer, Reason::IssuerNotInstalled);
            return {};
        }
        const auto isNewer = [&](const emrtd::RevocationList& other) {
            return other.issuerName().matches(list.issuerName()) && other.thisUpdate() > list.thisUpdate();
        };
        if (std::ranges::any_of(present_->revocationLists, isNewer)) {
            skip(issuer, Reason::Outdated);
            return {};
        }
        const std::string fingerprint = list.fingerprint();
        if (!admit(fingerprint, issuer)) return {};
        TRY(std::string name, write(fingerprint, ".crl", list.der()));
        removeOlder(list);
        report_.imported.revocationLists.push_back(std::move(list));
        report_.imported.listOrigins.push_back(std::move(name));
        return {};
    }

    // Only files that an import wrote; what an administrator put there by another name stays.
    void removeOlder(const emrtd::RevocationList& list) const {
        for (const emrtd::RevocationList& other : present_->revocationLists)
            if (other.issuerName().matches(list.issuerName()) && other.thisUpdate() < list.thisUpdate()) {
                std::error_code ignored;
                fs::remove(directory_ / (other.fingerprint() + ".crl"), ignored);
            }
    }

    fs::path directory_;
    std::shared_ptr<const AnchorSet> present_;
    std::unordered_set<std::string> known_;
    ImportReport report_;
};

}  // namespace

Result<ImportReport> importTrust(TrustStore& store, const ImportOrder& order) {
    TRY(const Bytes content, readTrustFile(order.path));
    TRY(emrtd::TrustFile parsed, emrtd::parseTrustAnchors(content));
    std::error_code failure;
    fs::create_directories(store.directory(), failure);
    if (failure) return fail(ErrorCode::TrustDirectoryNotWritable, failure.message());
    Import import(store);
    TRY_VOID(import.take(std::move(parsed)));
    return import.finish();
}

}  // namespace cccd_bridge::host
