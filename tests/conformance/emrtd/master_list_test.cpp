#include "emrtd/master_list.hpp"
#include "base/hex.hpp"
#include "shared_data.hpp"

#include <doctest/doctest.h>
#include <boost/json.hpp>

#include <algorithm>
#include <map>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;
namespace json = boost::json;

namespace {

constexpr const char* listName = "csca-masterlists/DE_ML_2026-05-28-08-28-45.ml";

std::string text(const json::value& object, const char* key) { return json::value_to<std::string>(object.at(key)); }

std::string isoTime(std::chrono::sys_seconds time) {
    const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(time));
    const std::chrono::hh_mm_ss clock(time - std::chrono::floor<std::chrono::days>(time));
    char out[32];
    std::snprintf(out, sizeof out, "%04d-%02u-%02uT%02d:%02d:%02d+00:00", static_cast<int>(day.year()),
                  static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()),
                  static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()));
    return out;
}

}  // namespace

TEST_CASE("the German list: its signature, and its root by hand or installed") {
    const auto path = test::sharedData(listName);
    if (!path) return;
    auto list = parseMasterList(test::fileBytes(*path));
    REQUIRE(list);
    const auto root = parseTrustAnchors(test::fileBytes(path->parent_path() / "DE_ROOT_CA_CSCA07.cer"));
    REQUIRE(root);
    REQUIRE(root->anchors.size() == 1);
    const auto offered = verifyMasterList(*list, {});
    REQUIRE(offered);
    CHECK_FALSE(offered->installed);
    CHECK(offered->certificate.fingerprint() == root->anchors[0].fingerprint);
    CHECK(verifyMasterList(*list, root->anchors)->installed);
    list->envelope.signers.front().signature.back() ^= 1;
    CHECK(verifyMasterList(*list, root->anchors).error().code == ErrorCode::TrustListSignatureInvalid);
}

TEST_CASE("the German list: all its certificates, as another program read them") {
    const auto path = test::sharedData(listName);
    if (!path) return;
    const auto list = parseMasterList(test::fileBytes(*path));
    REQUIRE(list);
    const Bytes index = test::fileBytes(path->string() + ".index.json");
    const json::value known = json::parse({reinterpret_cast<const char*>(index.data()), index.size()});
    const json::array& entries = known.at("entries").as_array();
    REQUIRE(list->certificates.size() == entries.size());
    CHECK(entries.size() == 588);
    TrustFile file;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const json::value& entry = entries[i];
        CAPTURE(i);
        CAPTURE(text(entry, "subj"));
        const auto certificate = Certificate::parse(list->certificates[i]);
        REQUIRE(certificate);
        CHECK(certificate->fingerprint() == text(entry, "sha256"));
        CHECK(certificate->country() == text(entry, "c"));
        CHECK(isoTime(certificate->notBefore()) == text(entry, "nb"));
        CHECK(isoTime(certificate->notAfter()) == text(entry, "na"));
        if (certificate->isRoot()) CHECK(entry.at("self_issued").as_bool());
        const auto key = certificate->publicKey();
        REQUIRE(key);
        CHECK_FALSE(key->isShort());
        CHECK_FALSE(key->hasUnknownCurve());
        CHECK(certificate->signatureScheme());
        file.addCertificate(list->certificates[i]);
    }
    // Seven links and one issuer have the key usage of an authority, and basic constraints that deny it.
    CHECK(file.anchors.size() == 580);
    CHECK(file.signers.empty());
    CHECK(file.skipped.size() == 8);
    for (const SkippedEntry& skipped : file.skipped) CHECK(skipped.reason == SkippedEntry::Reason::NotAnAuthority);
}

TEST_CASE("the German list: who names itself as issuer has signed itself, but for what is known") {
    const auto path = test::sharedData(listName);
    if (!path) return;
    const auto list = parseMasterList(test::fileBytes(*path));
    REQUIRE(list);
    int wrong = 0;
    for (const Bytes& der : list->certificates) {
        const auto certificate = Certificate::parse(der).value();
        if (!certificate.isKeyNamedBy(certificate)) continue;
        CAPTURE(certificate.subject());
        if (certificate.isSignedBy(certificate.publicKey().value()) != true) ++wrong;
    }
    CHECK(wrong == 0);
}
