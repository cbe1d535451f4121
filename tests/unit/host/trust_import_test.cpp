#include "host/trust_import.hpp"

#include "host/params.hpp"
#include "support/issuer.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <random>

using namespace cccd_bridge;
using namespace cccd_bridge::host;
using namespace std::chrono;
namespace fs = std::filesystem;
namespace issue = cccd_bridge::emrtd::test;
using Reason = emrtd::SkippedEntry::Reason;

namespace {

/// A configuration directory and a place for files to import.
class Desk {
  public:
    Desk() = default;
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;
    ~Desk() { fs::remove_all(base_); }

    fs::path file(const std::string& name, ByteView content) const {
        std::ofstream out(base_ / name, std::ios::binary);
        out.write(reinterpret_cast<const char*>(content.data()), static_cast<std::streamsize>(content.size()));
        return base_ / name;
    }
    fs::path file(const std::string& name, const std::string& content) const {
        return file(name, ByteView(reinterpret_cast<const Byte*>(content.data()), content.size()));
    }
    ImportReport import(const fs::path& path, const std::string& acceptedRoot = {}) {
        auto report = importTrust(store, {path, acceptedRoot});
        REQUIRE(report);
        return *std::move(report);
    }

  private:
    static fs::path newDirectory() {
        std::random_device random;
        for (;;) {
            const fs::path path = fs::temp_directory_path() / ("trust-" + std::to_string(random()));
            if (fs::create_directory(path)) return path;
        }
    }
    fs::path base_ = newDirectory();

  public:
    TrustStore store{base_};
};

std::vector<Reason> reasons(const ImportReport& report) {
    std::vector<Reason> all;
    for (const auto& entry : report.skipped) all.push_back(entry.reason);
    return all;
}

std::string ldifOf(std::initializer_list<std::pair<const char*, Bytes>> values) {
    std::string text = "version: 1\n\ndn: c=VN,dc=data\n";
    for (const auto& [attribute, content] : values)
        text += std::string(attribute) + ":: " + encodeBase64(content) + "\n";
    return text;
}

}  // namespace

TEST_CASE("a revocation list needs its issuer, and a newer one takes its place") {
    Desk desk;
    const auto issuer = issue::makeIdentity(issue::issuerPlan());
    const Bytes first = issue::makeRevocationList({}, issuer);
    const Bytes newer = issue::makeRevocationList({.thisUpdate = sys_days{year{2026} / 11 / 10}}, issuer);
    const auto path = desk.file("vn.crl", first);
    CHECK(reasons(desk.import(path)) == std::vector{Reason::IssuerNotInstalled});
    desk.import(desk.file("issuer.cer", issuer.der()));
    CHECK(desk.import(path).imported.revocationLists.size() == 1);
    CHECK(reasons(desk.import(path)) == std::vector{Reason::Duplicate});
    CHECK(desk.import(desk.file("newer.crl", newer)).imported.revocationLists.size() == 1);
    CHECK(reasons(desk.import(path)) == std::vector{Reason::Outdated});
    REQUIRE(desk.store.anchors()->revocationLists.size() == 1);
    CHECK(desk.store.anchors()->revocationLists[0].der() == newer);
}

TEST_CASE("a master list waits for its root to be accepted") {
    Desk desk;
    const auto root = issue::makeIdentity(issue::issuerPlan());
    const auto other = issue::makeIdentity(issue::issuerPlan(issue::KeyKind::BrainpoolP384, "LA"));
    const auto signer = issue::makeIdentity(issue::listSignerPlan(), &root);
    const auto path =
        desk.file("list.ml", issue::makeSignedData({}, signer, "2.23.136.1.1.2", issue::masterListOf({root, other})));
    const auto refused = desk.import(path);
    REQUIRE(refused.refusedRoot);
    const std::string fingerprint = emrtd::Certificate::parse(root.der())->fingerprint();
    CHECK(refused.refusedRoot->fingerprint == fingerprint);
    CHECK(refused.imported.size() == 0);
    CHECK(desk.store.anchors()->size() == 0);
    CHECK(desk.import(path, std::string(64, '0')).refusedRoot);
    CHECK(desk.import(path, fingerprint).imported.anchors.size() == 2);
    // Now its root is installed, so the next list of the same publisher needs no word.
    const auto third = issue::makeIdentity(issue::issuerPlan(issue::KeyKind::P384, "KH"));
    const auto next =
        desk.file("next.ml", issue::makeSignedData({}, signer, "2.23.136.1.1.2", issue::masterListOf({root, third})));
    const auto report = desk.import(next);
    CHECK(report.imported.anchors.size() == 1);
    CHECK(reasons(report) == std::vector{Reason::Duplicate});
    Bytes broken = issue::makeSignedData({}, signer, "2.23.136.1.1.2", issue::masterListOf({other}));
    broken.back() ^= 1;
    CHECK(importTrust(desk.store, {desk.file("broken.ml", broken), {}}).error().code ==
          ErrorCode::TrustListSignatureInvalid);
}

TEST_CASE("a directory brings signers, lists and master lists; what is wrong costs that value only") {
    Desk desk;
    const auto issuer = issue::makeIdentity(issue::issuerPlan());
    const auto signer = issue::makeIdentity(issue::signerPlan(), &issuer);
    const auto listSigner = issue::makeIdentity(issue::listSignerPlan(), &issuer);
    const auto other = issue::makeIdentity(issue::issuerPlan(issue::KeyKind::P384, "LA"));
    Bytes broken = issue::makeSignedData({}, listSigner, "2.23.136.1.1.2", issue::masterListOf({other}));
    broken.back() ^= 1;
    const auto text = ldifOf({{"cACertificate;binary", issuer.der()},
                              {"userCertificate;binary", signer.der()},
                              {"userCertificate;binary", Bytes{0x30, 0x00}},
                              {"certificateRevocationList;binary", issue::makeRevocationList({}, issuer)},
                              {"pkdMasterListContent", broken}});
    const auto report = desk.import(desk.file("pkd.ldif", text));
    CHECK(report.imported.anchors.size() == 1);
    CHECK(report.imported.signers.size() == 1);
    CHECK(report.imported.revocationLists.size() == 1);
    CHECK(reasons(report) == std::vector{Reason::Malformed, Reason::ListNotGenuine});
    const auto list = issue::makeSignedData({}, listSigner, "2.23.136.1.1.2", issue::masterListOf({other}));
    CHECK(desk.import(desk.file("lists.ldif", ldifOf({{"pkdMasterListContent", list}}))).imported.anchors.size() == 1);
    CHECK(desk.store.anchors()->anchors.size() == 2);
}

TEST_CASE("what is left out of a directory is told up to a limit, and counted beyond it") {
    Desk desk;
    std::string text = "version: 1\n\ndn: c=VN,dc=data\n";
    constexpr std::size_t more = 904;
    for (std::size_t i = 0; i < host::TrustStore::maximumEntries + more; ++i) text += "userCertificate;binary:: MAA=\n";
    const auto report = desk.import(desk.file("many.ldif", text));
    CHECK(report.skipped.size() == host::TrustStore::maximumEntries);
    CHECK(report.skippedMore == more);
}

TEST_CASE("files of other kinds, and none") {
    Desk desk;
    CHECK(importTrust(desk.store, {desk.file("text", std::string("hello")), {}}).error().code ==
          ErrorCode::TrustFormatUnsupported);
    CHECK(importTrust(desk.store, {desk.file("empty", std::string()), {}}).error().code ==
          ErrorCode::TrustFormatUnsupported);
    CHECK(importTrust(desk.store, {desk.store.directory() / "nowhere", {}}).error().code ==
          ErrorCode::TrustPathUnreadable);
    std::string directory = ldifOf({{"cACertificate;binary", issue::makeIdentity(issue::issuerPlan()).der()}});
    const std::string line = directory.substr(directory.find("cACertificate"));
    CHECK(importTrust(desk.store, {desk.file("line", line), {}}).error().code == ErrorCode::TrustFormatUnsupported);
    CHECK(desk.store.anchors()->size() == 0);
    const std::string noise(20 * 1024 * 1024, 'x');
    CHECK(importTrust(desk.store, {desk.file("noise", noise), {}}).error().code == ErrorCode::TrustFormatUnsupported);
}

TEST_CASE("a revocation list may stand before its issuer in a directory") {
    Desk desk;
    const auto issuer = issue::makeIdentity(issue::issuerPlan());
    const auto report = desk.import(
        desk.file("pkd.ldif", ldifOf({{"certificateRevocationList;binary", issue::makeRevocationList({}, issuer)},
                                      {"cACertificate;binary", issuer.der()}})));
    CHECK(report.imported.revocationLists.size() == 1);
    CHECK(report.skipped.empty());
}

TEST_CASE("lists of two keys of one name stand beside each other") {
    Desk desk;
    const auto old = issue::makeIdentity(issue::issuerPlan());
    const auto next = issue::makeIdentity(issue::issuerPlan());
    const Bytes newer = issue::makeRevocationList({.thisUpdate = sys_days{year{2026} / 11 / 10}}, next);
    const Bytes older = issue::makeRevocationList({.serialNumbers = {{0x05}}}, old);
    desk.import(desk.file("issuers.pem", old.pem() + next.pem()));
    desk.import(desk.file("newer.crl", newer));
    CHECK(desk.import(desk.file("older.crl", older)).imported.revocationLists.size() == 1);
    const Bytes newest = issue::makeRevocationList({.thisUpdate = sys_days{year{2026} / 11 / 15}}, next);
    desk.import(desk.file("newest.crl", newest));
    CHECK(desk.store.anchors()->revocationLists.size() == 2);
}

TEST_CASE("a path with a zero in it is no other file's") {
    Desk desk;
    const auto path = desk.file("issuer.cer", issue::makeIdentity(issue::issuerPlan()).der());
    CHECK(importTrust(desk.store, {fs::path(path.string() + std::string(1, '\0') + ".cer"), {}}).error().code ==
          ErrorCode::TrustPathUnreadable);
}

TEST_CASE("files of the store in capitals, and others") {
    Desk desk;
    fs::create_directories(desk.store.directory());
    const auto issuer = issue::makeIdentity(issue::issuerPlan());
    desk.file("anchors/ISSUER.CER", issuer.der());
    desk.file("anchors/other.txt", issue::makeIdentity(issue::issuerPlan()).der());
    CHECK(desk.store.anchors()->anchors.size() == 1);
}
