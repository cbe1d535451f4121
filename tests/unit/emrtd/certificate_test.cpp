#include "emrtd/crypto/certificate.hpp"

#include "support/issuer.hpp"

#include <doctest/doctest.h>
#include <openssl/obj_mac.h>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;
using namespace std::chrono;

TEST_CASE("what a certificate says of itself") {
    auto plan = test::issuerPlan();
    plan.name = "Ban C\xC6\xA1 y\xE1\xBA\xBFu";
    const auto issuer = test::makeIdentity(plan);
    const auto certificate = Certificate::parse(issuer.der());
    REQUIRE(certificate);
    CHECK(certificate->subject() == "CN=Ban C\xC6\xA1 y\xE1\xBA\xBFu,C=VN");
    CHECK(certificate->issuer() == certificate->subject());
    CHECK(certificate->subjectCountry() == "VN");
    CHECK(certificate->fingerprint().size() == 64);
    CHECK(certificate->notBefore() == sys_days{year{2021} / 1 / 1});
    CHECK(certificate->notAfter() == sys_days{year{2041} / 1 / 1});
    CHECK(certificate->isCertificationAuthority());
    CHECK_FALSE(certificate->maySign());
    CHECK(certificate->subjectKeyIdentifier().size() == 20);
    CHECK(certificate->authorityKeyIdentifier() == certificate->subjectKeyIdentifier());
    CHECK(certificate->isNamedIssuerOf(*certificate));
    CHECK(certificate->isSignedBy(certificate->publicKey().value()) == true);
}

TEST_CASE("lower-case and missing countries") {
    CHECK(Certificate::parse(test::makeIdentity(test::issuerPlan(test::KeyKind::P256, "vn")).der())->subjectCountry() ==
          "VN");
    CHECK(Certificate::parse(test::makeIdentity(test::issuerPlan(test::KeyKind::P256, "")).der())
              ->subjectCountry()
              .empty());
}

TEST_CASE("signatures of issuers hold under their key only") {
    for (const auto kind : {test::KeyKind::Rsa2048, test::KeyKind::P384, test::KeyKind::BrainpoolP384,
                            test::KeyKind::BrainpoolP512Explicit}) {
        const auto issuer = test::makeIdentity(test::issuerPlan(kind));
        const auto other = test::makeIdentity(test::issuerPlan(kind));
        const auto signer = Certificate::parse(test::makeIdentity(test::signerPlan(), &issuer).der()).value();
        CHECK(signer.isSignedBy(Certificate::parse(issuer.der())->publicKey().value()) == true);
        CHECK(signer.isSignedBy(Certificate::parse(other.der())->publicKey().value()) == false);
        CHECK(signer.maySign());
        CHECK_FALSE(signer.isCertificationAuthority());
    }
}

TEST_CASE("a certificate cut, lengthened or absent is refused") {
    const Bytes der = test::makeIdentity(test::issuerPlan()).der();
    for (std::size_t length = 0; length < der.size(); length += 7)
        CHECK_FALSE(Certificate::parse(ByteView(der).first(length)));
    Bytes longer = der;
    longer.push_back(0);
    CHECK(Certificate::parse(longer).error().code == ErrorCode::CardFileMalformed);
}

TEST_CASE("other names may be marked critical, since nothing is decided by them") {
    auto plan = test::signerPlan();
    plan.extensions = {{NID_subject_alt_name, "critical,DNS:x.vn"}, {NID_issuer_alt_name, "critical,DNS:x.vn"}};
    CHECK_FALSE(Certificate::parse(test::makeIdentity(plan).der())->hasUnknownDemands());
    plan.extensions = {{NID_name_constraints, "critical,permitted;DNS:x.vn"}};
    CHECK(Certificate::parse(test::makeIdentity(plan).der())->hasUnknownDemands());
}

TEST_CASE("a link of the same name is no root") {
    const auto old = test::makeIdentity(test::issuerPlan());
    const auto next = test::makeIdentity(test::issuerPlan(), &old);
    CHECK(Certificate::parse(old.der())->isRoot());
    CHECK_FALSE(Certificate::parse(next.der())->isRoot());
}
