// A cryptographic library that does not carry out an algorithm, as a distribution's policy may have it, says nothing
// about the signature or the data.
#include "emrtd/active_authentication.hpp"
#include "emrtd/passive_authentication.hpp"
#include "support/issuer.hpp"

#include <doctest/doctest.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/rsa.h>

#include <array>
#include <string>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;
using namespace std::chrono;

namespace {

constexpr sys_seconds today{sys_days{year{2026} / 11 / 20}};

/// While it lives, the library finds no algorithm.
class RefusingLibrary {
  public:
    RefusingLibrary() { REQUIRE(EVP_set_default_properties(nullptr, "provider=none") == 1); }
    ~RefusingLibrary() { EVP_set_default_properties(nullptr, ""); }
    RefusingLibrary(const RefusingLibrary&) = delete;
    RefusingLibrary& operator=(const RefusingLibrary&) = delete;
};

/// An RSA-PSS key that names its only hash, SHA-256 for both uses, and the least salt, 32.
PublicKey restrictedKey() {
    const std::shared_ptr<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA-PSS", nullptr),
                                                EVP_PKEY_CTX_free);
    REQUIRE(EVP_PKEY_keygen_init(context.get()) == 1);
    REQUIRE(EVP_PKEY_CTX_set_rsa_keygen_bits(context.get(), 2048) == 1);
    REQUIRE(EVP_PKEY_CTX_set_rsa_pss_keygen_md(context.get(), EVP_sha256()) == 1);
    REQUIRE(EVP_PKEY_CTX_set_rsa_pss_keygen_mgf1_md(context.get(), EVP_sha256()) == 1);
    REQUIRE(EVP_PKEY_CTX_set_rsa_pss_keygen_saltlen(context.get(), 32) == 1);
    EVP_PKEY* key = nullptr;
    REQUIRE(EVP_PKEY_generate(context.get(), &key) == 1);
    return PublicKey::adopt({key, EVP_PKEY_free}).value();
}

}  // namespace

TEST_CASE("passive authentication is unknown under a library that refuses the algorithms") {
    const Bytes dg1 = test::makeDataGroup1();
    const auto issuer = test::makeIdentity(test::issuerPlan());
    const auto signer = test::makeIdentity(test::signerPlan(), &issuer);
    const auto anchors = parseTrustAnchors(issuer.der()).value().anchors;
    const std::array<DataGroupFile, 1> files{{{1, dg1}}};
    for (const bool bare : {false, true}) {
        const Bytes object = test::makeSecurityObject({.files = {{1, dg1}}, .bare = bare}, signer);
        const auto checked = checkSecurityObject(object, anchors, today);
        {
            const RefusingLibrary refusing;
            const auto refused = authenticatePassively(checked, files, WeakAlgorithms::Accept);
            CHECK(refused.data.reason == DataReason::AlgorithmUnsupported);
            CHECK(refused.data.rule == VerdictRule::HashAlgorithm);
            CHECK(refused.matchingDataGroups.empty());
            const auto origin = checkSecurityObject(object, anchors, today).origin;
            CHECK(origin.origin.reason == DataReason::AlgorithmUnsupported);
            CHECK_FALSE(origin.signatureHolds);
        }
        CHECK(authenticatePassively(checked, files, WeakAlgorithms::Accept).data.reason ==
              DataReason::SignedByInstalledIssuer);
    }
}

TEST_CASE("a signature that the library does not look at is neither good nor bad") {
    const auto identity = test::makeIdentity(test::issuerPlan());
    const PublicKey key = PublicKey::adopt(identity.key).value();
    const SignatureScheme scheme{.kind = SignatureKind::Ecdsa, .hash = HashAlgorithm::Sha1};
    CHECK(key.verify(scheme, Bytes{1}, Bytes{2}) == false);
    const RefusingLibrary refusing;
    CHECK(key.verify(scheme, Bytes{1}, Bytes{2}).error().code == ErrorCode::CardProtocolUnsupported);
    CHECK(hash(HashAlgorithm::Sha1, Bytes{1}).error().code == ErrorCode::CardProtocolUnsupported);
    const ActiveAuthenticationExchange exchange{.challenge = Bytes(8), .signature = Bytes(64)};
    CHECK(verifyActiveAuthentication(key, std::nullopt, exchange).error().code == ErrorCode::CardProtocolUnsupported);
}

TEST_CASE("what an RSA-PSS key itself forbids is no signature of it") {
    const PublicKey key = restrictedKey();
    const Bytes signature(256, 0x11);
    const auto verify = [&](HashAlgorithm hash, HashAlgorithm mask, std::size_t salt) {
        return key.verify({.kind = SignatureKind::RsaPss, .hash = hash, .maskHash = mask, .saltLength = salt}, Bytes{1},
                          signature);
    };
    using enum HashAlgorithm;
    CHECK(verify(Sha256, Sha256, 32) == false);
    CHECK(verify(Sha384, Sha256, 32) == false);
    CHECK(verify(Sha256, Sha1, 32) == false);
    CHECK(verify(Sha256, Sha256, 20) == false);
    const RefusingLibrary refusing;
    CHECK_FALSE(verify(Sha256, Sha256, 32));
}
