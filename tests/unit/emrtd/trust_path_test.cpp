// Passive authentication where the signer, its issuer or the encoding is not the plain case.
#include "emrtd/card_security_authentication.hpp"
#include "emrtd/lds/security_object.hpp"
#include "emrtd/passive_authentication.hpp"
#include "emrtd/tlv.hpp"
#include "support/issuer.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;
using namespace std::chrono;
using test::Identity;
using test::KeyKind;

namespace {

constexpr sys_seconds today{sys_days{year{2026} / 11 / 20}};
const Bytes dg1 = test::makeDataGroup1();
const std::map<int, Bytes> files{{1, dg1}};

PassiveAuthenticationResult check(const Bytes& object, const TrustView& trust,
                                  WeakAlgorithms weak = WeakAlgorithms::Accept) {
    const std::vector<DataGroupFile> read{{1, dg1}};
    return authenticatePassively({object, read, trust, today, weak});
}

std::vector<TrustAnchor> anchorsOf(std::initializer_list<Identity> identities) {
    std::vector<TrustAnchor> anchors;
    for (const Identity& identity : identities)
        anchors.push_back(makeAnchor(Certificate::parse(identity.der()).value()));
    return anchors;
}

Bytes ascii(std::string_view text) { return Bytes(text.begin(), text.end()); }

// Where the last such bytes stand: the signer identifier comes after the certificates, and is not signed.
std::ptrdiff_t lastOf(const Bytes& object, const Bytes& part) {
    const auto at = std::ranges::find_end(object, part);
    REQUIRE_FALSE(at.empty());
    return at.begin() - object.begin();
}

}  // namespace

TEST_CASE("a signer is found however its issuer's name is written") {
    const auto issuer = test::makeIdentity(test::issuerPlan());
    const auto signer = test::makeIdentity(test::signerPlan(), &issuer);
    const Bytes object = test::makeSecurityObject({.files = files}, signer);
    const auto anchors = anchorsOf({issuer});
    SUBCASE("other case and string type") {
        Bytes changed = object;
        const auto at = lastOf(changed, ascii("Test Issuer"));
        std::ranges::copy(ascii("TEST ISSUER"), changed.begin() + at);
        changed[static_cast<std::size_t>(at - 2)] = 0x13;
        CHECK(check(changed, anchors).data.reason == DataReason::SignedByInstalledIssuer);
    }
    SUBCASE("parts in another order") {
        Bytes changed = object;
        // SET { SEQUENCE { countryName, "VN" } }, SET { SEQUENCE { commonName, "Test Issuer" } }.
        const Bytes country = test::hex("310B3009060355040613 02564E");
        const auto at = lastOf(changed, ascii("Test Issuer")) + 11;
        const std::ptrdiff_t commonName = 11 + 11;
        std::rotate(changed.begin() + at - commonName - static_cast<std::ptrdiff_t>(country.size()),
                    changed.begin() + at - commonName, changed.begin() + at);
        REQUIRE(changed != object);
        CHECK(check(changed, anchors).data.reason == DataReason::SignedByInstalledIssuer);
    }
    SUBCASE("another name is another signer") {
        Bytes changed = object;
        std::ranges::copy(ascii("Fest"), changed.begin() + lastOf(changed, ascii("Test Issuer")));
        CHECK(check(changed, anchors).data.rule == VerdictRule::SignerCertificate);
    }
}

TEST_CASE("a security object in BER") {
    const auto issuer = test::makeIdentity(test::issuerPlan());
    const auto signer = test::makeIdentity(test::signerPlan(), &issuer);
    const Bytes object = test::makeSecurityObject({.files = files, .streamed = true}, signer);
    REQUIRE(TlvReader(object).next().value().value[1] == 0x80);
    CHECK(check(object, anchorsOf({issuer})).data.reason == DataReason::SignedByInstalledIssuer);
}

TEST_CASE("signed attributes that are not in the order of DER") {
    const auto issuer = test::makeIdentity(test::issuerPlan());
    const auto signer = test::makeIdentity(test::signerPlan(), &issuer);
    Bytes object = test::makeSecurityObject({.files = files}, signer);
    const Bytes attributes = parseSecurityObject(object).value().envelope.signers.front().signedAttributes;
    TlvReader set = enterWhole(attributes, 0x31).value();
    const auto first = set.next().value().encoded.size();
    const auto at = std::ranges::search(object, ByteView(attributes).subspan(2));
    REQUIRE_FALSE(at.empty());
    std::rotate(at.begin(), at.begin() + static_cast<std::ptrdiff_t>(first), at.end());
    CHECK(check(object, anchorsOf({issuer})).data.reason == DataReason::SignedByInstalledIssuer);
    object.back() ^= 1;
    CHECK(check(object, anchorsOf({issuer})).data.rule == VerdictRule::SignatureValue);
}

TEST_CASE("a signature over the content itself") {
    const auto issuer = test::makeIdentity(test::issuerPlan());
    const auto signer = test::makeIdentity(test::signerPlan(), &issuer);
    Bytes object = test::makeSecurityObject({.files = files, .bare = true}, signer);
    CHECK(parseSecurityObject(object)->envelope.signers.front().signedAttributes.empty());
    CHECK(check(object, anchorsOf({issuer})).data.reason == DataReason::SignedByInstalledIssuer);
    object.back() ^= 1;
    CHECK(check(object, anchorsOf({issuer})).data.reason == DataReason::SignatureInvalid);
}

TEST_CASE("a signer that is installed, not embedded") {
    const auto issuer = test::makeIdentity(test::issuerPlan());
    const auto signer = test::makeIdentity(test::signerPlan(), &issuer);
    const auto anchors = anchorsOf({issuer});
    const std::vector<Certificate> signers{Certificate::parse(signer.der()).value()};
    for (const bool byKey : {false, true}) {
        const Bytes object =
            test::makeSecurityObject({.files = files, .embedSigner = false, .byKeyIdentifier = byKey}, signer);
        CHECK(check(object, anchors).data.reason == DataReason::SignerMissing);
        CHECK(check(object, {anchors, signers, {}}).data.reason == DataReason::SignedByInstalledIssuer);
        // Installed as a signer it is no issuer yet.
        CHECK(check(object, {{}, signers, {}}).data.reason == DataReason::IssuerNotInstalled);
    }
}

TEST_CASE("a new issuer that the installed one signed") {
    const auto old = test::makeIdentity(test::issuerPlan());
    auto plan = test::issuerPlan(KeyKind::BrainpoolP384);
    plan.name = "Next Issuer";
    const auto next = test::makeIdentity(plan);
    plan.existingKey = next.key;
    const auto link = test::makeIdentity(plan, &old);
    const auto signer = test::makeIdentity(test::signerPlan(), &next);
    const Bytes alone = test::makeSecurityObject({.files = files}, signer);
    const Bytes linked = test::makeSecurityObject({.files = files, .companions = {link}}, signer);
    CHECK(check(alone, anchorsOf({old})).data.reason == DataReason::IssuerNotInstalled);
    const auto result = check(linked, anchorsOf({old}));
    CHECK(result.data.reason == DataReason::SignedByInstalledIssuer);
    CHECK(result.anchorFingerprint == anchorsOf({old})[0].fingerprint);
    // The link counts only under its installed issuer, and not as an issuer by itself.
    CHECK(check(linked, {}).data.reason == DataReason::IssuerNotInstalled);
    CHECK(check(linked, anchorsOf({test::makeIdentity(test::issuerPlan())})).data.reason ==
          DataReason::IssuerNotInstalled);

    // Another state's issuer is no successor, whoever signed it.
    plan.country = "LA";
    const auto foreign = test::makeIdentity(plan, &old);
    auto foreignSigner = test::signerPlan();
    const Bytes abroad = test::makeSecurityObject({.files = files, .companions = {foreign}},
                                                  test::makeIdentity(foreignSigner, &foreign));
    CHECK(check(abroad, anchorsOf({old})).data.reason == DataReason::IssuerNotInstalled);
}

TEST_CASE("a chain of links is followed so far and no further") {
    std::vector<Identity> chain{test::makeIdentity(test::issuerPlan())};
    for (int i = 0; i < 5; ++i) {
        auto plan = test::issuerPlan();
        plan.name = "Issuer " + std::to_string(i);
        chain.push_back(test::makeIdentity(plan, &chain.back()));
    }
    const auto reasonFor = [&](std::size_t links) {
        const std::vector<Identity> companions(chain.begin() + 1,
                                               chain.begin() + 1 + static_cast<std::ptrdiff_t>(links));
        const auto signer = test::makeIdentity(test::signerPlan(), &chain[links]);
        const Bytes object = test::makeSecurityObject({.files = files, .companions = companions}, signer);
        return check(object, anchorsOf({chain[0]})).data.reason;
    };
    CHECK(reasonFor(4) == DataReason::SignedByInstalledIssuer);
    CHECK(reasonFor(5) == DataReason::IssuerNotInstalled);
}

TEST_CASE("every verdict names its rule") {
    const auto issuer = test::makeIdentity(test::issuerPlan());
    const auto signer = test::makeIdentity(test::signerPlan(), &issuer);
    const auto anchors = anchorsOf({issuer});
    const Bytes object = test::makeSecurityObject({.files = files}, signer);
    CHECK_FALSE(check(object, anchors).data.rule);
    CHECK(check(object, anchors).certificate.rule == VerdictRule::RevocationListMissing);
    CHECK(check(object, {}).data.rule == VerdictRule::ChainIssuer);
    CHECK(check(Bytes{0x77, 0x00}, {}).data.rule == VerdictRule::SecurityObjectStructure);
    Bytes content = object;
    const auto hashes = parseSecurityObject(object).value().dataGroupHashes;
    content[static_cast<std::size_t>(lastOf(object, hashes[0].hash))] ^= 1;
    const std::vector<DataGroupFile> none;
    CHECK(authenticatePassively({content, none, anchors, today}).data.rule == VerdictRule::MessageDigest);
    auto purpose = test::signerPlan();
    purpose.keyUsage = "critical,keyEncipherment";
    const Bytes enciphers = test::makeSecurityObject({.files = files}, test::makeIdentity(purpose, &issuer));
    CHECK(check(enciphers, anchors).data.rule == VerdictRule::SignerPurpose);
    const Bytes other = test::makeSecurityObject({.files = {{2, dg1}}}, signer);
    CHECK(check(other, anchors).data.rule == VerdictRule::DataGroupListed);
    const Bytes wrong = test::makeSecurityObject({.files = {{1, Bytes{0x61, 0x00}}}}, signer);
    CHECK(check(wrong, anchors).data.rule == VerdictRule::DataGroupHash);
    CHECK(wireName(VerdictRule::DataGroupHash) == "hash.dataGroup");
}

TEST_CASE("weak algorithms are warned of, and refused where the office wants it") {
    const auto issuer = test::makeIdentity(test::issuerPlan());
    const auto signer = test::makeIdentity(test::signerPlan(), &issuer);
    const auto anchors = anchorsOf({issuer});
    const Bytes strong = test::makeSecurityObject({.files = files}, signer);
    CHECK(check(strong, anchors).data.warnings.empty());
    CHECK(check(strong, anchors, WeakAlgorithms::Refuse).data.reason == DataReason::SignedByInstalledIssuer);
    for (const auto& [hash, digest] : {std::pair{"SHA1", "SHA256"}, std::pair{"SHA256", "SHA1"}}) {
        const Bytes weak = test::makeSecurityObject({.files = files, .hash = hash, .digest = digest}, signer);
        const auto result = check(weak, anchors);
        CHECK(result.data.reason == DataReason::SignedByInstalledIssuer);
        CHECK(result.data.warnings == std::vector{TrustWarning::WeakDigest});
        CHECK(check(weak, {}).data.warnings == std::vector{TrustWarning::WeakDigest});
        for (const auto& trust : {TrustView(anchors), TrustView()}) {
            const auto refused = check(weak, trust, WeakAlgorithms::Refuse);
            CHECK(refused.data.reason == DataReason::WeakAlgorithm);
            CHECK(refused.data.status() == VerdictStatus::No);
            CHECK(refused.data.rule == VerdictRule::WeakAlgorithmPolicy);
        }
    }
    auto plan = test::signerPlan();
    plan.digest = "SHA1";
    const Bytes weakCertificate = test::makeSecurityObject({.files = files}, test::makeIdentity(plan, &issuer));
    CHECK(check(weakCertificate, anchors).data.warnings == std::vector{TrustWarning::WeakDigest});
    const auto shortKey = test::makeIdentity(test::signerPlan(KeyKind::P192), &issuer);
    const Bytes weakKey = test::makeSecurityObject({.files = files}, shortKey);
    CHECK(check(weakKey, anchors).data.warnings == std::vector{TrustWarning::WeakKey});
}

TEST_CASE("EF.CardSecurity goes through the same checks") {
    const char* securityInfos = "0.4.0.127.0.7.3.2.1";
    const Bytes infos = test::hex("31143012060A04007F000702020402020201020201 0D");
    const auto issuer = test::makeIdentity(test::issuerPlan());
    const auto signer = test::makeIdentity(test::signerPlan(), &issuer);
    const auto anchors = anchorsOf({issuer});
    const Bytes file = test::makeSignedData({}, signer, securityInfos, infos);
    const auto check = [&](const Bytes& bytes, const TrustView& trust, const Bytes& dataGroup1 = {}) {
        return authenticateCardSecurity({.file = bytes, .dataGroup1 = dataGroup1, .trust = trust, .now = today});
    };
    const auto result = check(file, anchors, test::makeDataGroup1());
    CHECK(result.data.reason == DataReason::SignedByInstalledIssuer);
    CHECK(result.certificate.reason == CertificateReason::RevocationNotChecked);
    CHECK(result.signer.value().country == "VN");
    CHECK(result.covers());
    const Bytes streamed = test::makeSignedData({.streamed = true}, signer, securityInfos, infos);
    CHECK(check(streamed, anchors, test::makeDataGroup1()).covers());
    CHECK(check(streamed, anchors).data.reason == DataReason::CountryNotChecked);
    CHECK(check(file, {}).data.reason == DataReason::IssuerNotInstalled);
    CHECK_FALSE(check(file, {}).covers());
    Bytes broken = file;
    broken.back() ^= 1;
    CHECK(check(broken, anchors).data.reason == DataReason::SignatureInvalid);
    for (const Bytes& bad : {Bytes{}, Bytes{0x30, 0x00}, test::makeSignedData({}, signer, "2.23.136.1.1.1", infos),
                             test::makeSignedData({}, signer, securityInfos, Bytes{0x30, 0x00})}) {
        const auto refused = check(bad, anchors);
        CHECK(refused.data.reason == DataReason::SecurityObjectMalformed);
        CHECK_FALSE(refused.signer);
    }
}

TEST_CASE(
    "EF.CardSecurity of another state, by a weak algorithm that is refused, or by a signer gone bad covers none") {
    const char* securityInfos = "0.4.0.127.0.7.3.2.1";
    const Bytes infos = test::hex("31143012060A04007F000702020402020201020201 0D");
    const auto issuer = test::makeIdentity(test::issuerPlan());
    const auto signer = test::makeIdentity(test::signerPlan(), &issuer);
    const auto anchors = anchorsOf({issuer});
    const Bytes file = test::makeSignedData({}, signer, securityInfos, infos);
    const Bytes german = test::makeDataGroup1("D<<");
    const auto foreign = authenticateCardSecurity({.file = file, .dataGroup1 = german, .trust = anchors, .now = today});
    CHECK(foreign.data.reason == DataReason::CountryMismatch);
    CHECK_FALSE(foreign.covers());

    const Bytes weak = test::makeSignedData({.digest = "SHA1"}, signer, securityInfos, infos);
    const Bytes own = test::makeDataGroup1();
    CardSecurityInput input{.file = weak, .dataGroup1 = own, .trust = anchors, .now = today};
    CHECK(authenticateCardSecurity(input).covers());
    input.weakAlgorithms = WeakAlgorithms::Refuse;
    CHECK(authenticateCardSecurity(input).data.reason == DataReason::WeakAlgorithm);

    auto plan = test::signerPlan();
    plan.notAfter = today - std::chrono::days(1);
    const auto expired = test::makeIdentity(plan, &issuer);
    const Bytes old = test::makeSignedData({}, expired, securityInfos, infos);
    const auto late = authenticateCardSecurity({.file = old, .dataGroup1 = own, .trust = anchors, .now = today});
    CHECK(late.data.status() == VerdictStatus::Yes);
    CHECK(late.certificate.status() == VerdictStatus::No);
    CHECK_FALSE(late.covers());
}
