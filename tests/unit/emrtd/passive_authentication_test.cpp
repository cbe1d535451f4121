#include "emrtd/passive_authentication.hpp"

#include "emrtd/country_code.hpp"
#include "emrtd/crypto/hash.hpp"
#include "support/issuer.hpp"

#include <doctest/doctest.h>
#include <openssl/obj_mac.h>

#include <algorithm>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;
using namespace std::chrono;
using test::Identity;
using test::KeyKind;

namespace {

constexpr sys_seconds today{sys_days{year{2026} / 11 / 20}};
const Bytes dg1 = test::makeDataGroup1();
const Bytes dg13{0x6D, 0x02, 0xAA, 0xBB};

std::vector<TrustAnchor> anchorsOf(std::initializer_list<Identity> identities) {
    std::vector<TrustAnchor> anchors;
    for (const Identity& identity : identities) {
        const TrustFile file = parseTrustAnchors(identity.der()).value();
        anchors.insert(anchors.end(), file.anchors.begin(), file.anchors.end());
    }
    return anchors;
}

PassiveAuthenticationResult check(const Bytes& object, const std::vector<TrustAnchor>& anchors,
                                  const std::vector<DataGroupFile>& files = {{1, dg1}, {13, dg13}},
                                  sys_seconds now = today) {
    return authenticatePassively({object, files, anchors, now});
}

const std::map<int, Bytes> signedFiles{{1, dg1}, {13, dg13}, {14, Bytes{0x6E, 0x00}}};

/// An issuer, its signer, and what the signer signed.
struct Issue {
    Identity issuer = test::makeIdentity(test::issuerPlan());
    Identity signer = test::makeIdentity(test::signerPlan(), &issuer);
    Bytes object = test::makeSecurityObject({.files = signedFiles}, signer);
};

const Issue& issue() {
    static const Issue made;
    return made;
}

}  // namespace

TEST_CASE("signed by an installed issuer") {
    const auto result = check(issue().object, anchorsOf({issue().issuer}));
    CHECK(result.data.reason == DataReason::SignedByInstalledIssuer);
    CHECK(result.data.status() == VerdictStatus::Yes);
    // Without revocation lists, good standing is not claimed.
    CHECK(result.certificate.reason == CertificateReason::RevocationNotChecked);
    CHECK(result.matchingDataGroups == std::vector<int>{1, 13});
    CHECK(result.signer->subject == "CN=Test Signer,C=VN");
    CHECK(result.signer->country == "VN");
    CHECK(result.anchorFingerprint == anchorsOf({issue().issuer})[0].fingerprint);
}

TEST_CASE("no anchor is unknown, never no") {
    for (const auto& anchors : {std::vector<TrustAnchor>{}, anchorsOf({test::makeIdentity(test::issuerPlan())})}) {
        const auto result = check(issue().object, anchors);
        CHECK(result.data.reason == DataReason::IssuerNotInstalled);
        CHECK(result.certificate.reason == CertificateReason::IssuerNotInstalled);
        CHECK(result.anchorFingerprint.empty());
    }
}

TEST_CASE("changed data is no, with and without anchor, and names the data group") {
    const Bytes changed{0x6D, 0x02, 0xAA, 0xBC};
    for (const auto& anchors : {std::vector<TrustAnchor>{}, anchorsOf({issue().issuer})}) {
        const auto result = check(issue().object, anchors, {{1, dg1}, {13, changed}});
        CHECK(result.data.reason == DataReason::HashMismatch);
        CHECK(result.data.dataGroups == std::vector<int>{13});
        CHECK(result.matchingDataGroups == std::vector<int>{1});
    }
}

TEST_CASE("data that is not signed is no; chip keys that are not signed are only listed") {
    const auto result = check(issue().object, {}, {{1, dg1}, {11, Bytes{0x6B}}});
    CHECK(result.data.reason == DataReason::DataGroupNotSigned);
    CHECK(result.data.dataGroups == std::vector<int>{11});
    const auto withKey = check(issue().object, {}, {{1, dg1}, {15, Bytes{0x6F}}});
    CHECK(withKey.data.reason == DataReason::IssuerNotInstalled);
    CHECK(withKey.unsignedDataGroups == std::vector<int>{15});
    CHECK(check(issue().object, {}, {{14, Bytes{0x6E}}}).data.reason == DataReason::HashMismatch);
}

TEST_CASE("every key and signature an issuer may use") {
    for (const auto kind : {KeyKind::Rsa2048, KeyKind::P256, KeyKind::P384, KeyKind::BrainpoolP256,
                            KeyKind::BrainpoolP384, KeyKind::BrainpoolP512Explicit})
        for (const char* digest : {"SHA1", "SHA224", "SHA256", "SHA384", "SHA512"}) {
            CAPTURE(static_cast<int>(kind));
            CAPTURE(digest);
            static std::map<KeyKind, std::pair<Identity, Identity>> made;
            if (!made.contains(kind)) {
                const auto issuer = test::makeIdentity(test::issuerPlan(kind));
                made.emplace(kind, std::pair{issuer, test::makeIdentity(test::signerPlan(kind), &issuer)});
            }
            const auto& [issuer, signer] = made.at(kind);
            const Bytes object =
                test::makeSecurityObject({.files = signedFiles, .hash = digest, .digest = digest}, signer);
            CHECK(check(object, anchorsOf({issuer})).data.reason == DataReason::SignedByInstalledIssuer);
        }
}

TEST_CASE("RSA-PSS by signer and issuer") {
    auto plan = test::issuerPlan(KeyKind::Rsa2048);
    plan.probabilistic = true;
    const auto issuer = test::makeIdentity(plan);
    auto signerPlan = test::signerPlan(KeyKind::Rsa2048);
    signerPlan.probabilistic = true;
    const auto signer = test::makeIdentity(signerPlan, &issuer);
    const Bytes object =
        test::makeSecurityObject({.files = signedFiles, .digest = "SHA384", .probabilistic = true}, signer);
    CHECK(check(object, anchorsOf({issuer})).data.reason == DataReason::SignedByInstalledIssuer);
}

TEST_CASE("flipping any bit of the security object never gives yes") {
    const auto anchors = anchorsOf({issue().issuer});
    for (std::size_t at = 0; at < issue().object.size(); ++at) {
        Bytes bad = issue().object;
        bad[at] ^= 0x10;
        const auto result = check(bad, anchors);
        // What is not signed (CMS versions, sets of digest algorithms, NULL parameters) may change without harm.
        if (result.data.status() != VerdictStatus::Yes) continue;
        const auto original = check(issue().object, anchors);
        CHECK(result.signer->fingerprint == original.signer->fingerprint);
        CHECK(result.matchingDataGroups == original.matchingDataGroups);
    }
}

TEST_CASE("a signature that does not fit the embedded signer is no") {
    const Identity other = test::makeIdentity(test::signerPlan(), &issue().issuer);
    Bytes object = test::makeSecurityObject({.files = signedFiles, .embedSigner = false}, other);
    CHECK(check(object, {}).data.reason == DataReason::SignerMissing);
    object = issue().object;
    object.back() ^= 0x01;
    CHECK(check(object, {}).data.reason == DataReason::SignatureInvalid);
    CHECK(check(object, anchorsOf({issue().issuer})).data.reason == DataReason::SignatureInvalid);
}

TEST_CASE("hashes replaced under an old signature are no") {
    const Bytes changed{0x6D, 0x02, 0xAA, 0xBC};
    const Bytes before = hash(HashAlgorithm::Sha256, dg13).value();
    const Bytes after = hash(HashAlgorithm::Sha256, changed).value();
    Bytes object = issue().object;
    const auto at = std::ranges::search(object, before);
    REQUIRE_FALSE(at.empty());
    std::ranges::copy(after, at.begin());
    const auto result = check(object, anchorsOf({issue().issuer}), {{1, dg1}, {13, changed}});
    CHECK(result.matchingDataGroups == std::vector<int>{1, 13});
    CHECK(result.data.reason == DataReason::SignatureInvalid);
}

TEST_CASE("a signer that the named issuer did not sign") {
    auto plan = test::signerPlan();
    plan.authorityKeyIdentifier = false;
    const auto impostor = test::makeIdentity(test::issuerPlan());
    const auto signer = test::makeIdentity(plan, &impostor);
    const Bytes object = test::makeSecurityObject({.files = signedFiles}, signer);
    // Named by name alone, the issuer may be the state's next one: nothing is contradicted.
    CHECK(check(object, anchorsOf({issue().issuer})).data.reason == DataReason::IssuerNotInstalled);
    // With the right key beside the wrong one of the same name, the right one counts.
    CHECK(check(object, anchorsOf({issue().issuer, impostor})).data.reason == DataReason::SignedByInstalledIssuer);
    // An issuer of the same name with another key identifier is another issuer.
    const auto named = test::makeIdentity(test::signerPlan(), &impostor);
    const Bytes namedObject = test::makeSecurityObject({.files = signedFiles}, named);
    CHECK(check(namedObject, anchorsOf({issue().issuer})).data.reason == DataReason::IssuerNotInstalled);
}

TEST_CASE("a signer that names the anchor's very key, which did not sign it") {
    Bytes der = issue().signer.der();
    der.back() ^= 0x01;
    Bytes object = issue().object;
    const auto at = std::ranges::search(object, issue().signer.der());
    REQUIRE_FALSE(at.empty());
    std::ranges::copy(der, at.begin());
    CHECK(check(object, anchorsOf({issue().issuer})).data.reason == DataReason::IssuerSignatureInvalid);
    CHECK(check(object, {}).data.reason == DataReason::IssuerNotInstalled);
}

TEST_CASE("the signer's country must be the one of DG1") {
    const auto issuer = test::makeIdentity(test::issuerPlan(KeyKind::P256, "FR"));
    const auto signer = test::makeIdentity(test::signerPlan(KeyKind::P256, "FR"), &issuer);
    const Bytes object = test::makeSecurityObject({.files = signedFiles}, signer);
    CHECK(check(object, anchorsOf({issuer})).data.reason == DataReason::CountryMismatch);
    CHECK(check(object, {}).data.reason == DataReason::CountryMismatch);
    CHECK(isSameCountry("D", "DE"));
    CHECK(isSameCountry("VNM", "VN"));
    CHECK_FALSE(isSameCountry("D", "DZ"));
    CHECK_FALSE(isSameCountry("VNM", ""));
    CHECK_FALSE(isSameCountry("", "VN"));
    CHECK_FALSE(isSameCountry("XYZ", "XY"));
    CHECK(isSameCountry("VNM", "VNM"));
    CHECK_FALSE(isSameCountry("VNM", "LAO"));
}

TEST_CASE("an issuing state that no certificate can be compared with is no contradiction, and no yes") {
    for (const char* state : {"XOM", "UTO", "XXA"}) {
        CAPTURE(state);
        const Bytes foreign = test::makeDataGroup1(state);
        const Bytes object = test::makeSecurityObject({.files = {{1, foreign}}}, issue().signer);
        const std::vector<DataGroupFile> files{{1, foreign}};
        CHECK(check(object, {}, files).data.reason == DataReason::IssuerNotInstalled);
        CHECK(check(object, anchorsOf({issue().issuer}), files).data.reason == DataReason::CountryNotChecked);
    }
}

TEST_CASE("validity of signer and issuer") {
    const auto anchors = anchorsOf({issue().issuer});
    const auto standing = [&](sys_seconds now) {
        const auto result = check(issue().object, anchors, {{1, dg1}}, now);
        CHECK(result.data.reason == DataReason::SignedByInstalledIssuer);
        return result.certificate.reason;
    };
    CHECK(standing(sys_days{year{2041} / 1 / 1}) == CertificateReason::RevocationNotChecked);
    CHECK(standing(sys_days{year{2041} / 1 / 2}) == CertificateReason::Expired);
    CHECK(standing(sys_days{year{2020} / 12 / 31}) == CertificateReason::NotYetValid);
    CHECK(check(issue().object, {}, {{1, dg1}}, sys_days{year{2050} / 1 / 1}).certificate.reason ==
          CertificateReason::IssuerNotInstalled);
}

TEST_CASE("a signer whose key may not sign documents") {
    auto plan = test::signerPlan();
    plan.keyUsage = "critical,keyEncipherment";
    const auto signer = test::makeIdentity(plan, &issue().issuer);
    const Bytes object = test::makeSecurityObject({.files = signedFiles}, signer);
    CHECK(check(object, anchorsOf({issue().issuer})).data.reason == DataReason::SignatureInvalid);
}

TEST_CASE("a certificate that is not for documents never signs one") {
    const auto reasonUnder = [](const test::CertificatePlan& plan) {
        const auto signer = test::makeIdentity(plan, &issue().issuer);
        const Bytes object = test::makeSecurityObject({.files = signedFiles}, signer);
        return check(object, anchorsOf({issue().issuer})).data.reason;
    };
    for (const char* purpose : {"serverAuth", "critical,serverAuth", "clientAuth,emailProtection"}) {
        CAPTURE(purpose);
        auto plan = test::signerPlan();
        plan.extensions = {{NID_ext_key_usage, purpose}};
        CHECK(reasonUnder(plan) == DataReason::SignatureInvalid);
    }
    auto authority = test::signerPlan();
    authority.certificationAuthority = true;
    authority.keyUsage = "critical,digitalSignature,keyCertSign";
    CHECK(reasonUnder(authority) == DataReason::SignatureInvalid);
    // What a critical extension demands cannot be known: neither yes nor no.
    auto constrained = test::signerPlan();
    constrained.extensions = {{NID_name_constraints, "critical,permitted;email:example.org"}};
    CHECK(reasonUnder(constrained) == DataReason::AlgorithmUnsupported);
    constrained.extensions = {{NID_name_constraints, "permitted;email:example.org"}};
    CHECK(reasonUnder(constrained) == DataReason::SignedByInstalledIssuer);
}

TEST_CASE("an issuer with demands that are not understood vouches for nothing") {
    for (const auto& [extension, value] :
         {std::pair{NID_netscape_comment, "critical,demand"}, std::pair{NID_ext_key_usage, "critical,serverAuth"}}) {
        CAPTURE(value);
        auto plan = test::issuerPlan();
        plan.extensions = {{extension, value}};
        const auto issuer = test::makeIdentity(plan);
        const auto signer = test::makeIdentity(test::signerPlan(), &issuer);
        const Bytes object = test::makeSecurityObject({.files = signedFiles}, signer);
        CHECK(check(object, anchorsOf({issuer})).data.reason == DataReason::AlgorithmUnsupported);
        CHECK(check(object, anchorsOf({issuer})).anchorFingerprint.empty());
    }
}

TEST_CASE("missing, malformed and unsupported") {
    CHECK(check({}, {}).data.reason == DataReason::SecurityObjectMissing);
    CHECK(check({}, {}).certificate.reason == CertificateReason::SignerMissing);
    CHECK(check(Bytes{0x77, 0x00}, {}).data.reason == DataReason::SecurityObjectMalformed);
    const Bytes unnamed = test::makeSecurityObject({.files = signedFiles, .embedSigner = false}, issue().signer);
    CHECK(check(unnamed, {}).data.reason == DataReason::SignerMissing);
    CHECK(check(unnamed, {}).certificate.reason == CertificateReason::SignerMissing);
    CHECK(check(unnamed, {}, {{1, dg13}}).data.reason == DataReason::HashMismatch);
    const Bytes foreign = test::makeSecurityObject({.files = signedFiles, .hash = "SM3"}, issue().signer);
    CHECK(check(foreign, anchorsOf({issue().issuer})).data.reason == DataReason::AlgorithmUnsupported);
    Bytes tampered = foreign;
    tampered.back() ^= 0x01;
    CHECK(check(tampered, {}).data.reason == DataReason::SignatureInvalid);
}

TEST_CASE("a document that names no state, or none that is known, is vouched for by nobody") {
    const Bytes stateless = test::makeDataGroup1("XXX");
    const Bytes object = test::makeSecurityObject({.files = {{1, stateless}, {13, dg13}}}, issue().signer);
    const auto anchors = anchorsOf({issue().issuer});
    for (const auto& files :
         {std::vector<DataGroupFile>{{1, stateless}, {13, dg13}}, std::vector<DataGroupFile>{{13, dg13}}}) {
        const auto result = check(object, anchors, files);
        CHECK(result.data.reason == DataReason::CountryNotChecked);
        CHECK(result.data.status() == VerdictStatus::Unknown);
        CHECK(result.data.rule == VerdictRule::CountryOfDocument);
        CHECK(check(object, {}, files).data.reason == DataReason::IssuerNotInstalled);
    }
    // Signed, but nothing that is understood: no accusation of being another state's.
    const Bytes strange{0x61, 0x00};
    const Bytes other = test::makeSecurityObject({.files = {{1, strange}}}, issue().signer);
    CHECK(check(other, anchors, {{1, strange}}).data.reason == DataReason::CountryNotChecked);
}
