#include "emrtd/trust_anchor.hpp"

#include "support/issuer.hpp"

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
