#include "emrtd/asn1_time.hpp"
#include "emrtd/crypto/revocation_list.hpp"
#include "emrtd/passive_authentication.hpp"
#include "support/issuer.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>
#include <openssl/obj_mac.h>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;
using namespace std::chrono;
using test::Identity;
using test::RevocationListPlan;

namespace {

constexpr sys_seconds today{sys_days{year{2026} / 11 / 20}};
const Bytes dg1 = test::makeDataGroup1();

struct Issue {
    Identity issuer = test::makeIdentity(test::issuerPlan());
    Identity signer = test::makeIdentity(test::signerPlan(), &issuer);
    Bytes object = test::makeSecurityObject({.files = {{1, dg1}}}, signer);
    std::vector<TrustAnchor> anchors{makeAnchor(Certificate::parse(issuer.der()).value())};

    Bytes serial() const { return Certificate::parse(signer.der())->serialNumberBytes(); }
};

const Issue& issue() {
    static const Issue made;
    return made;
}

CertificateVerdict standing(const std::vector<Bytes>& lists, sys_seconds now = today, bool inRetrospect = false) {
    std::vector<RevocationList> parsed;
    for (const Bytes& list : lists) parsed.push_back(RevocationList::parse(list).value());
    const std::vector<DataGroupFile> files{{1, dg1}};
    TrustView trust{issue().anchors, {}, parsed};
    trust.inRetrospect = inRetrospect;
    const auto result = authenticatePassively({issue().object, files, trust, now});
    CHECK(result.data.reason == DataReason::SignedByInstalledIssuer);
    return result.certificate;
}

Tlv time(std::uint32_t tag, std::string_view text) {
    return {.tag = tag, .value = ByteView(reinterpret_cast<const Byte*>(text.data()), text.size())};
}

}  // namespace

TEST_CASE("good standing needs a current list of the issuer that does not name the signer") {
    const auto& [issuer, signer, object, anchors] = issue();
    CHECK(standing({}).rule == VerdictRule::RevocationListMissing);
    const auto valid = standing({test::makeRevocationList({}, issuer)});
    CHECK(valid.reason == CertificateReason::Valid);
    CHECK(valid.status() == VerdictStatus::Yes);
    CHECK_FALSE(valid.rule);
    CHECK(standing({test::makeRevocationList({.serialNumbers = {{0x05}, {0x7F, 0x7F, 0x7F}}}, issuer)}).reason ==
          CertificateReason::Valid);
    const auto revoked = standing({test::makeRevocationList({.serialNumbers = {{0x05}, issue().serial()}}, issuer)});
    CHECK(revoked.reason == CertificateReason::Revoked);
    CHECK(revoked.rule == VerdictRule::RevocationListed);
}

TEST_CASE("a list that is out of date proves no good standing, and still revokes") {
    const Identity& issuer = issue().issuer;
    const sys_seconds later{sys_days{year{2027} / 3 / 1}};
    const auto stale = standing({test::makeRevocationList({}, issuer)}, later);
    CHECK(stale.reason == CertificateReason::RevocationNotChecked);
    CHECK(stale.rule == VerdictRule::RevocationListStale);
    CHECK(standing({test::makeRevocationList({.nextUpdate = std::nullopt}, issuer)}).rule ==
          VerdictRule::RevocationListStale);
    const RevocationListPlan future{.thisUpdate = sys_days{year{2026} / 12 / 1}};
    CHECK(standing({test::makeRevocationList(future, issuer)}).rule == VerdictRule::RevocationListStale);
    CHECK(standing({test::makeRevocationList({.serialNumbers = {issue().serial()}}, issuer)}, later).reason ==
          CertificateReason::Revoked);
    // With a current list beside the old one the current one counts.
    const RevocationListPlan old{.thisUpdate = sys_days{year{2026} / 1 / 1},
                                 .nextUpdate = sys_days{year{2026} / 4 / 1}};
    CHECK(standing({test::makeRevocationList(old, issuer), test::makeRevocationList({}, issuer)}).reason ==
          CertificateReason::Valid);
}

TEST_CASE("in retrospect a later list counts, unless the signer had run out when it was made") {
    const Identity& issuer = issue().issuer;
    const RevocationListPlan later{.thisUpdate = sys_days{year{2026} / 12 / 1}};
    CHECK(standing({test::makeRevocationList(later, issuer)}, today, true).reason == CertificateReason::Valid);
    auto naming = later;
    naming.serialNumbers = {issue().serial()};
    CHECK(standing({test::makeRevocationList(naming, issuer)}, today, true).reason == CertificateReason::Revoked);
    const RevocationListPlan tooLate{.thisUpdate = sys_days{year{2200} / 1 / 1},
                                     .nextUpdate = sys_days{year{2200} / 2 / 1}};
    CHECK(standing({test::makeRevocationList(tooLate, issuer)}, today, true).rule == VerdictRule::RevocationListStale);
    // What was out of date then is so in retrospect.
    const RevocationListPlan old{.thisUpdate = sys_days{year{2025} / 1 / 1},
                                 .nextUpdate = sys_days{year{2025} / 4 / 1}};
    CHECK(standing({test::makeRevocationList(old, issuer)}, today, true).rule == VerdictRule::RevocationListStale);
}

TEST_CASE("a list that somebody else signed says nothing") {
    const auto impostor = test::makeIdentity(test::issuerPlan());
    CHECK(standing({test::makeRevocationList({.serialNumbers = {issue().serial()}}, impostor)}).rule ==
          VerdictRule::RevocationListMissing);
    auto plan = test::issuerPlan();
    plan.name = "Other Issuer";
    CHECK(standing({test::makeRevocationList({}, test::makeIdentity(plan))}).rule ==
          VerdictRule::RevocationListMissing);
}

TEST_CASE("the issuer's newer key may sign the list") {
    const auto newer = test::makeIdentity(test::issuerPlan());
    const std::vector<TrustAnchor> anchors{issue().anchors[0], makeAnchor(Certificate::parse(newer.der()).value())};
    const std::vector<RevocationList> lists{RevocationList::parse(test::makeRevocationList({}, newer)).value()};
    const std::vector<DataGroupFile> files{{1, dg1}};
    const auto result = authenticatePassively({issue().object, files, {anchors, {}, lists}, today});
    CHECK(result.certificate.reason == CertificateReason::Valid);
}

TEST_CASE("an issuer whose key may not sign lists") {
    auto plan = test::issuerPlan();
    plan.keyUsage = "critical,keyCertSign";
    const auto issuer = test::makeIdentity(plan);
    const auto signer = test::makeIdentity(test::signerPlan(), &issuer);
    const Bytes object = test::makeSecurityObject({.files = {{1, dg1}}}, signer);
    const std::vector<TrustAnchor> anchors{makeAnchor(Certificate::parse(issuer.der()).value())};
    const std::vector<RevocationList> lists{RevocationList::parse(test::makeRevocationList({}, issuer)).value()};
    const auto result = authenticatePassively({object, {}, {anchors, {}, lists}, today});
    CHECK(result.certificate.rule == VerdictRule::RevocationListMissing);
}

TEST_CASE("validity when it was signed") {
    const sys_seconds before{sys_days{year{2020} / 1 / 1}};
    const Bytes object = test::makeSecurityObject({.files = {{1, dg1}}, .signingTime = before}, issue().signer);
    const std::vector<DataGroupFile> files{{1, dg1}};
    const auto result = authenticatePassively({object, files, issue().anchors, today});
    CHECK(result.data.reason == DataReason::SignedByInstalledIssuer);
    CHECK(result.certificate.reason == CertificateReason::NotYetValid);
    CHECK(result.certificate.rule == VerdictRule::ValidityAtSigning);
}

TEST_CASE("lists that mean something else, or nothing, are refused") {
    const Identity& issuer = issue().issuer;
    const Bytes list = test::makeRevocationList({.serialNumbers = {{0x05}}}, issuer);
    const auto parsed = RevocationList::parse(list).value();
    CHECK(parsed.size() == 1);
    CHECK(parsed.country() == "VN");
    CHECK(parsed.issuer() == "CN=Test Issuer,C=VN");
    CHECK(parsed.lists(Bytes{0x00, 0x05}));
    CHECK_FALSE(parsed.lists(Bytes{0x06}));
    const Bytes partial =
        test::makeRevocationList({.extensions = {{NID_issuing_distribution_point, "critical,onlyuser:TRUE"}}}, issuer);
    CHECK(RevocationList::parse(partial).error().code == ErrorCode::CardProtocolUnsupported);
    // RFC 5280 §5.2.4 and §5.2.5 want these critical; a list that forgets it is no more complete for that.
    for (const auto& [extension, value] :
         {std::pair{NID_delta_crl, "DER:020101"}, std::pair{NID_issuing_distribution_point, "onlyuser:TRUE"}})
        CHECK(RevocationList::parse(test::makeRevocationList({.extensions = {{extension, value}}}, issuer))
                  .error()
                  .code == ErrorCode::CardProtocolUnsupported);
    for (std::size_t length = 0; length < list.size(); ++length)
        CHECK(RevocationList::parse(ByteView(list).first(length)).error().code == ErrorCode::CardFileMalformed);
}

TEST_CASE("times") {
    CHECK(parseAsn1Time(time(tagUtcTime, "491231235959Z")) == sys_days{year{2050} / 1 / 1} - seconds{1});
    CHECK(parseAsn1Time(time(tagUtcTime, "500101000000Z")) == sys_days{year{1950} / 1 / 1});
    CHECK(parseAsn1Time(time(tagUtcTime, "2611200830Z")) == sys_days{year{2026} / 11 / 20} + minutes{510});
    CHECK(parseAsn1Time(time(tagGeneralizedTime, "20261120083000.25Z")) ==
          sys_days{year{2026} / 11 / 20} + minutes{510});
    CHECK(parseAsn1Time(time(tagGeneralizedTime, "20261120083000+0700")) ==
          sys_days{year{2026} / 11 / 20} + minutes{90});
    for (const char* bad : {"", "Z", "261120083000", "261332083000Z", "260229000000Z", "261120240000Z", "26112008300xZ",
                            "261120083000+07", "261120083000Z "})
        CHECK_FALSE(parseAsn1Time(time(tagUtcTime, bad)));
    CHECK_FALSE(parseAsn1Time(time(0x04, "261120083000Z")));
}
