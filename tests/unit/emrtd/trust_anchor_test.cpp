#include "emrtd/trust_anchor.hpp"

#include "emrtd/tlv.hpp"
#include "support/issuer.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>
#include <openssl/obj_mac.h>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;

namespace {

Bytes bytes(const std::string& text) { return Bytes(text.begin(), text.end()); }

}  // namespace

TEST_CASE("one issuer in DER or PEM") {
    const auto issuer = test::makeIdentity(test::issuerPlan());
    for (const Bytes& file : {issuer.der(), bytes(issuer.pem()), bytes("comment\n" + issuer.pem() + "\n")}) {
        const auto anchors = parseTrustAnchors(file);
        REQUIRE(anchors);
        REQUIRE(anchors->anchors.size() == 1);
        CHECK(anchors->skipped.empty());
        const TrustAnchor& anchor = anchors->anchors[0];
        CHECK(anchor.country == "VN");
        CHECK(anchor.subject == "CN=Test Issuer,C=VN");
        CHECK(anchor.fingerprint == anchor.certificate.fingerprint());
        CHECK(anchor.notAfter == anchor.certificate.notAfter());
    }
}

TEST_CASE("a bundle gives its issuers and says what it skipped") {
    const auto first = test::makeIdentity(test::issuerPlan());
    const auto second = test::makeIdentity(test::issuerPlan(test::KeyKind::BrainpoolP512Explicit, "DE"));
    const auto signer = test::makeIdentity(test::signerPlan(), &first);
    const std::string broken = "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n";
    const auto anchors = parseTrustAnchors(bytes(first.pem() + signer.pem() + broken + second.pem() + first.pem()));
    REQUIRE(anchors);
    CHECK(anchors->anchors.size() == 2);
    REQUIRE(anchors->signers.size() == 1);
    CHECK(anchors->signers[0].subject() == "CN=Test Signer,C=VN");
    REQUIRE(anchors->skipped.size() == 2);
    CHECK(anchors->skipped[0].reason == SkippedEntry::Reason::Malformed);
    CHECK(anchors->skipped[1].reason == SkippedEntry::Reason::Duplicate);
    CHECK(anchors->skipped[1].subject == "CN=Test Issuer,C=VN");
}

// At least one state's issuer has an extended key usage, against ICAO 9303-12 §7.1.
TEST_CASE("an extended key usage does not make an issuer none") {
    auto plan = test::issuerPlan();
    plan.extensions = {{NID_ext_key_usage, "emailProtection"}};
    CHECK(parseTrustAnchors(test::makeIdentity(plan).der())->anchors.size() == 1);
}

TEST_CASE("what neither issues nor signs documents is named and left out") {
    auto plan = test::signerPlan();
    plan.extensions = {{NID_ext_key_usage, "serverAuth"}};
    const auto file = parseTrustAnchors(test::makeIdentity(plan).der());
    REQUIRE(file);
    REQUIRE(file->skipped.size() == 1);
    CHECK(file->skipped[0].reason == SkippedEntry::Reason::NotForDocuments);
    CHECK(file->skipped[0].subject == "CN=Test Signer,C=VN");
}

TEST_CASE("files without certificates are refused") {
    for (const std::string text : {"", "no certificate", "-----BEGIN CERTIFICATE-----\n", "\x30\x03\x02\x01\x01"})
        CHECK(parseTrustAnchors(bytes(text)).error().code == ErrorCode::TrustFormatUnsupported);
    CHECK(parseTrustAnchors(Bytes(std::size_t{17} * 1024 * 1024)).error().code == ErrorCode::TrustFormatUnsupported);
}

TEST_CASE("what begins in PEM and is broken is told, and what follows is read") {
    const auto first = test::makeIdentity(test::issuerPlan());
    std::string broken = first.pem();
    broken[broken.find("MII") + 1] = '*';
    const auto file = parseTrustAnchors(bytes(broken + first.pem()));
    REQUIRE(file);
    CHECK(file->anchors.size() == 1);
    REQUIRE(file->skipped.size() == 1);
    CHECK(file->skipped[0].reason == SkippedEntry::Reason::Malformed);
    CHECK(parseTrustAnchors(bytes(broken)).error().code == ErrorCode::TrustFormatUnsupported);
}

TEST_CASE("a bundle as PKCS #7 without signers") {
    const auto issuer = test::makeIdentity(test::issuerPlan());
    const auto signer = test::makeIdentity(test::signerPlan(), &issuer);
    Bytes data = test::hex("020101 3100 300B06092A864886F70D010701");
    const auto append = [&](const Bytes& more) { data.insert(data.end(), more.begin(), more.end()); };
    Bytes certificates = issuer.der();
    const Bytes second = signer.der();
    certificates.insert(certificates.end(), second.begin(), second.end());
    append(makeTlv(0xA0, certificates));
    append(makeTlv(0xA1, test::makeRevocationList({}, issuer)));
    append({0x31, 0x00});
    Bytes info = test::hex("06092A864886F70D010702");
    const Bytes content = makeTlv(0xA0, makeTlv(0x30, data));
    info.insert(info.end(), content.begin(), content.end());
    const auto file = parseTrustAnchors(makeTlv(0x30, info));
    REQUIRE(file);
    CHECK(file->anchors.size() == 1);
    CHECK(file->signers.size() == 1);
    CHECK(file->revocationLists.size() == 1);
    // What signs something is no bundle.
    CHECK_FALSE(parseTrustAnchors(test::makeSecurityObject({.files = {{1, {0x61}}}, .wrapped = false}, signer)));
}

TEST_CASE("a partial revocation list is told from a file of another kind") {
    const auto issuer = test::makeIdentity(test::issuerPlan());
    const auto file =
        parseTrustAnchors(test::makeRevocationList({.extensions = {{NID_delta_crl, "critical,DER:020101"}}}, issuer));
    REQUIRE(file);
    REQUIRE(file->skipped.size() == 1);
    CHECK(file->skipped[0].reason == SkippedEntry::Reason::AlgorithmUnsupported);
}
