#include "host/trust_import.hpp"

#include "emrtd/master_list.hpp"
#include "emrtd/revocation_authority.hpp"
#include "host/ldif.hpp"
#include "host/platform.hpp"
#include "host/wire_text.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <string_view>
#include <system_error>
#include <unordered_set>
#include <utility>

namespace cccd_bridge::host {

namespace {

namespace fs = std::filesystem;

using Reason = emrtd::SkippedEntry::Reason;

constexpr std::uintmax_t maximumDirectorySize = std::uintmax_t{512} * 1024 * 1024;
// Revocation lists that are kept until their issuers are known, in bytes.
constexpr std::size_t maximumWaiting = std::size_t{32} * 1024 * 1024;
// Of a name that is told, bytes.
constexpr std::size_t maximumSubject = 512;
// A directory names its first entry within this.
constexpr std::uintmax_t sniffedLength = std::uintmax_t{1024} * 1024;

class Import {
  public:
    Import(TrustStore& store, std::string acceptedRoot)
        : directory_(store.directory()), acceptedRoot_(std::move(acceptedRoot)), present_(store.anchors()) {
        for (const auto& anchor : present_->anchors) known_.insert(anchor.fingerprint);
        for (const auto& signer : present_->signers) known_.insert(signer.fingerprint());
        for (const auto& list : present_->revocationLists) known_.insert(list.fingerprint());
    }

    Result<void> take(emrtd::TrustFile file) {
        for (const emrtd::SkippedEntry& entry : file.skipped) skip(entry.subject, entry.reason);
        for (emrtd::TrustAnchor& anchor : file.anchors) TRY_VOID(takeAnchor(std::move(anchor)));
        for (emrtd::Certificate& signer : file.signers) TRY_VOID(takeSigner(std::move(signer)));
        for (emrtd::RevocationList& list : file.revocationLists) TRY_VOID(takeListLater(std::move(list)));
        return {};
    }

    // A list counts when an installed issuer or the root that the administrator named vouches for its signer.
    Result<void> takeMasterList(const emrtd::MasterList& list) {
        TRY(const emrtd::MasterListRoot root, verifyMasterList(list, present_->anchors, acceptedRoot_));
        const emrtd::TrustAnchor offered = emrtd::makeAnchor(root.certificate);
        if (!root.installed && offered.fingerprint != acceptedRoot_) {
            report_.refusedRoot = offered;
            skip(offered.subject, Reason::RootNotAccepted);
            return {};
        }
        emrtd::TrustFile file;
        for (const Bytes& certificate : list.certificates) file.addCertificate(certificate);
        return take(std::move(file));
    }

    // One value of a directory; what is wrong with it costs that value only.
    Result<void> takeValue(const LdifValue& value) {
        emrtd::TrustFile file;
        if (value.kind == LdifValue::Kind::Certificate) {
            file.addCertificate(value.content);
        } else if (value.kind == LdifValue::Kind::RevocationList) {
            file.addRevocationList(value.content);
        } else {
            const auto list = emrtd::parseMasterList(value.content);
            const auto taken = list ? takeMasterList(*list) : std::unexpected(list.error());
            if (taken || taken.error().code == ErrorCode::TrustDirectoryNotWritable) return taken;
            skip({}, list ? Reason::ListNotGenuine : Reason::Malformed);
            return {};
        }
        return take(std::move(file));
    }

    Result<ImportReport> finish() {
        for (emrtd::RevocationList& list : waiting_) TRY_VOID(takeList(std::move(list)));
        return std::move(report_);
    }

  private:
    void skip(std::string_view subject, Reason reason) {
        if (report_.skipped.size() == TrustStore::maximumEntries)
            ++report_.skippedMore;
        else
            report_.skipped.push_back({shortened(subject, maximumSubject), reason});
    }

    // Whether there is place for something that is not there yet; says why not. Asked before a key is decoded: a
    // directory repeats itself a hundred thousand times.
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

    Result<void> refuseKey(const std::string& fingerprint, const std::string& subject) {
        known_.erase(fingerprint);
        skip(subject, Reason::KeyUnsupported);
        return {};
    }

    Result<void> takeAnchor(emrtd::TrustAnchor anchor) {
        if (!admit(anchor.fingerprint, anchor.subject)) return {};
        if (!anchor.certificate.publicKey()) return refuseKey(anchor.fingerprint, anchor.subject);
        TRY(std::string name, write(anchor.fingerprint, ".cer", anchor.certificate.der()));
        report_.imported.anchors.push_back(std::move(anchor));
        report_.imported.anchorOrigins.push_back(std::move(name));
        return {};
    }

    Result<void> takeSigner(emrtd::Certificate signer) {
        const std::string subject = signer.subject();
        const std::string fingerprint = signer.fingerprint();
        if (!admit(fingerprint, subject)) return {};
        if (!signer.publicKey()) return refuseKey(fingerprint, subject);
        TRY(std::string name, write(fingerprint, ".cer", signer.der()));
        report_.imported.signers.push_back(std::move(signer));
        report_.imported.signerOrigins.push_back(std::move(name));
        return {};
    }

    // In a directory a list may stand before its issuer.
    Result<void> takeListLater(emrtd::RevocationList list) {
        if (waitingSize_ + list.der().size() > maximumWaiting) return takeList(std::move(list));
        waitingSize_ += list.der().size();
        waiting_.push_back(std::move(list));
        return {};
    }

    Result<void> takeList(emrtd::RevocationList list) {
        const std::string issuer = list.issuer();
        auto key = emrtd::keyOfList(list, present_->anchors);
        if (!key) key = emrtd::keyOfList(list, report_.imported.anchors);
        if (!key) {
            skip(issuer, Reason::IssuerNotInstalled);
            return {};
        }
        const auto isNewer = [&](const emrtd::RevocationList& other) {
            return isOfSameIssuer(other, list, *key) && other.thisUpdate() > list.thisUpdate();
        };
        if (std::ranges::any_of(present_->revocationLists, isNewer)) {
            skip(issuer, Reason::Outdated);
            return {};
        }
        const std::string fingerprint = list.fingerprint();
        if (!admit(fingerprint, issuer)) return {};
        TRY(std::string name, write(fingerprint, ".crl", list.der()));
        removeOlder(list, *key);
        report_.imported.revocationLists.push_back(std::move(list));
        report_.imported.listOrigins.push_back(std::move(name));
        return {};
    }

    // A state's lists under two keys stand beside each other: one need not repeat what the other revokes.
    static bool isOfSameIssuer(const emrtd::RevocationList& other, const emrtd::RevocationList& list,
                               const emrtd::PublicKey& key) {
        return other.issuerName().matches(list.issuerName()) && other.isSignedBy(key).value_or(false);
    }

    // Only files that an import wrote; what an administrator put there by another name stays.
    void removeOlder(const emrtd::RevocationList& list, const emrtd::PublicKey& key) const {
        for (const emrtd::RevocationList& other : present_->revocationLists)
            if (isOfSameIssuer(other, list, key) && other.thisUpdate() < list.thisUpdate()) {
                std::error_code ignored;
                fs::remove(directory_ / (other.fingerprint() + ".crl"), ignored);
            }
    }

    fs::path directory_;
    std::string acceptedRoot_;
    std::shared_ptr<const AnchorSet> present_;
    std::unordered_set<std::string> known_;
    std::vector<emrtd::RevocationList> waiting_;
    std::size_t waitingSize_ = 0;
    ImportReport report_;
};

// Reads in pieces: the directory of a PKD has a hundred megabytes.
Result<bool> importLdif(Import& import, const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return fail(ErrorCode::TrustPathUnreadable, "open");
    Result<void> outcome;
    const LdifReader* self = nullptr;
    // What is no directory installs nothing, whatever its lines look like.
    LdifReader reader([&](const LdifValue& value) {
        if (outcome && self->isLdif()) outcome = import.takeValue(value);
    });
    self = &reader;
    std::array<char, 65536> buffer{};
    for (std::uintmax_t total = 0; file && outcome;) {
        file.read(buffer.data(), buffer.size());
        const auto count = static_cast<std::size_t>(file.gcount());
        total += count;
        if (total > maximumDirectorySize) return fail(ErrorCode::ProtocolTooLarge, "directory file");
        reader.feed({buffer.data(), count});
        if (total > sniffedLength && !reader.isLdif()) return false;
    }
    reader.finish();
    TRY_VOID(outcome);
    return reader.isLdif();
}

// By content, whatever the file is called; what is neither certificate nor list may be a directory.
Result<void> importFile(Import& import, const fs::path& path) {
    const auto content = readTrustFile(path);
    if (!content && content.error().code != ErrorCode::ProtocolTooLarge) return std::unexpected(content.error());
    if (content) {
        auto parsed = emrtd::parseTrustAnchors(*content);
        if (parsed) return import.take(*std::move(parsed));
        if (const auto list = emrtd::parseMasterList(*content)) return import.takeMasterList(*list);
    }
    TRY(const bool isDirectory, importLdif(import, path));
    if (!isDirectory) return fail(ErrorCode::TrustFormatUnsupported, "neither certificates nor lists");
    return {};
}

// Every desk reads the folder and only its owner writes, whatever the importer's umask is.
void makeFolder(const fs::path& folder, std::error_code& failure) {
    if (folder.empty() || fs::is_directory(folder, failure)) return failure.clear();
    makeFolder(folder.parent_path(), failure);
    if (!failure && fs::create_directory(folder, failure)) fs::permissions(folder, fs::perms(0755), failure);
}

}  // namespace

Result<ImportReport> importTrust(TrustStore& store, const ImportOrder& order) {
    std::error_code failure;
    // The system would take a name up to its first zero for the whole.
    if (order.path.native().find(fs::path::value_type{}) != fs::path::string_type::npos ||
        !fs::exists(order.path, failure))
        return fail(ErrorCode::TrustPathUnreadable, "no such file");
    makeFolder(store.directory(), failure);
    if (failure) return fail(ErrorCode::TrustDirectoryNotWritable, failure.message());
    Import import(store, order.acceptedRoot);
    TRY_VOID(importFile(import, order.path));
    return import.finish();
}

}  // namespace cccd_bridge::host
