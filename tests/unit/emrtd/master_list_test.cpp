#include "emrtd/master_list.hpp"

#include "support/issuer.hpp"

#include <doctest/doctest.h>
#include <openssl/obj_mac.h>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;
using namespace std::chrono;
using test::Identity;

namespace {

constexpr const char* masterList = "2.23.136.1.1.2";

struct Publisher {
    Identity root = test::makeIdentity(test::issuerPlan());
    Identity signer = test::makeIdentity(test::listSignerPlan(), &root);
    Identity other = test::makeIdentity(test::issuerPlan(test::KeyKind::BrainpoolP384, "LA"));

    Bytes list(const test::SecurityObjectPlan& plan = {}) const {
        return test::makeSignedData(plan, signer, masterList, test::masterListOf({root, other}));
    }
    std::vector<TrustAnchor> anchors() const { return {makeAnchor(Certificate::parse(root.der()).value())}; }
};

ErrorCode refusal(const Bytes& file) { return verifyMasterList(parseMasterList(file).value(), {}).error().code; }

}  // namespace

TEST_CASE("a list names its root; an installed issuer vouches for it") {
    const Publisher publisher;
    for (const bool streamed : {false, true}) {
        const auto list = parseMasterList(publisher.list({.streamed = streamed}));
        REQUIRE(list);
        CHECK(list->certificates == std::vector<Bytes>{publisher.root.der(), publisher.other.der()});
        const auto offered = verifyMasterList(*list, {});
        REQUIRE(offered);
        CHECK(offered->certificate.der() == publisher.root.der());
        CHECK_FALSE(offered->installed);
        const auto installed = verifyMasterList(*list, publisher.anchors());
        REQUIRE(installed);
        CHECK(installed->installed);
    }
}

TEST_CASE("a root that comes along with the signature, and one that is nowhere") {
    const Publisher publisher;
    const Bytes content = test::masterListOf({publisher.other});
    const Bytes along = test::makeSignedData({.companions = {publisher.root}}, publisher.signer, masterList, content);
    CHECK(verifyMasterList(parseMasterList(along).value(), {})->certificate.der() == publisher.root.der());
    const Bytes nowhere = test::makeSignedData({}, publisher.signer, masterList, content);
    CHECK(refusal(nowhere) == ErrorCode::TrustRootUnknown);
    CHECK(verifyMasterList(parseMasterList(nowhere).value(), publisher.anchors())->installed);
}

TEST_CASE("a wrong signature, signer or time") {
    const Publisher publisher;
    Bytes broken = publisher.list();
    broken.back() ^= 1;
    CHECK(refusal(broken) == ErrorCode::TrustListSignatureInvalid);
    CHECK(refusal(publisher.list({.embedSigner = false})) == ErrorCode::TrustListSignatureInvalid);
    CHECK(refusal(publisher.list({.signingTime = sys_days{year{2020} / 1 / 1}})) ==
          ErrorCode::TrustListSignatureInvalid);
    // Who may sign documents may not say whom to trust.
    const auto documents = test::makeIdentity(test::signerPlan(), &publisher.root);
    CHECK(refusal(test::makeSignedData({}, documents, masterList, test::masterListOf({publisher.root}))) ==
          ErrorCode::TrustListSignatureInvalid);
}

TEST_CASE("a signer of lists does not sign documents") {
    const Publisher publisher;
    CHECK_FALSE(Certificate::parse(publisher.signer.der())->maySign());
    CHECK(Certificate::parse(publisher.signer.der())->maySignMasterLists());
    CHECK_FALSE(Certificate::parse(publisher.signer.der())->hasUnknownDemands());
}

TEST_CASE("what is no list is refused") {
    const Publisher publisher;
    CHECK(parseMasterList({}).error().code == ErrorCode::CardFileMalformed);
    CHECK_FALSE(parseMasterList(test::makeSignedData({}, publisher.signer, "2.23.136.1.1.1", Bytes{0x30, 0x00})));
    CHECK_FALSE(parseMasterList(test::makeSignedData({}, publisher.signer, masterList, Bytes{0x30, 0x00})));
    const Bytes list = publisher.list();
    for (std::size_t length = 0; length < list.size(); length += 3)
        CHECK_FALSE(parseMasterList(ByteView(list).first(length)));
}

TEST_CASE("a root is offered before the link to its key, and any authority above the signer can be accepted") {
    const Identity old = test::makeIdentity(test::issuerPlan());
    auto plan = test::issuerPlan();
    const Identity root = test::makeIdentity(plan);
    plan.existingKey = root.key;
    const Identity link = test::makeIdentity(plan, &old);
    const Identity signer = test::makeIdentity(test::listSignerPlan(), &root);
    const auto list =
        parseMasterList(test::makeSignedData({}, signer, masterList, test::masterListOf({old, link, root}))).value();
    CHECK(verifyMasterList(list, {})->certificate.der() == root.der());
    for (const Identity& accepted : {old, link, root}) {
        const auto certificate = Certificate::parse(accepted.der()).value();
        const auto found = verifyMasterList(list, {}, certificate.fingerprint());
        CHECK(found->certificate.der() == certificate.der());
        CHECK_FALSE(found->installed);
    }
    const std::string stranger = Certificate::parse(signer.der())->fingerprint();
    CHECK(verifyMasterList(list, {}, stranger)->certificate.der() == root.der());
}

TEST_CASE("a signer of lists with a critical extension that nobody here knows") {
    const Publisher publisher;
    auto plan = test::listSignerPlan();
    plan.extensions.emplace_back(NID_name_constraints, "critical,permitted;DNS:x.vn");
    const auto signer = test::makeIdentity(plan, &publisher.root);
    CHECK(refusal(test::makeSignedData({}, signer, masterList, test::masterListOf({publisher.root}))) ==
          ErrorCode::TrustListSignatureInvalid);
}
