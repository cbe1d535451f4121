#include "good_desk.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge::doctor;
using std::chrono::days;

namespace {

CertificateFacts issuer(std::string country, std::chrono::sys_days notAfter) {
    return {.subject = "CN=" + country, .country = country, .notAfter = notAfter};
}

Findings trustFindings(std::vector<CertificateFacts> certificates) {
    Facts facts = goodDesk();
    facts.trust.certificates = std::move(certificates);
    Findings findings;
    checkTrust(facts.trust, facts.clock, findings);
    return findings;
}

}  // namespace

TEST_CASE("the directory") {
    Facts facts = goodDesk();
    facts.trust.writableByOthers = true;
    facts.trust.unusedFiles = {"a.txt", "b.txt"};
    CHECK(troublesOf(facts) == Codes{FindingCode::TrustWritable, FindingCode::TrustFileUnused});
    CHECK(examine(facts).back() == Finding{FindingCode::TrustFileUnused, {}, "a.txt (+1)"});
    facts.trust.reading = Reading::unreadable;
    CHECK(troublesOf(facts) == Codes{FindingCode::TrustWritable, FindingCode::TrustUnreadable});
}

TEST_CASE("no issuer: also where there are only lists and signers") {
    CHECK(codesOf(trustFindings({})) == Codes{FindingCode::TrustNone});
    CHECK(
        codesOf(trustFindings({{.subject = "CN=S", .kind = CertificateKind::signer, .notAfter = testDay - days(1)}})) ==
        Codes{FindingCode::TrustNone});
}

TEST_CASE("issuers of other states do for no citizen's card") {
    const CertificateFacts foreign = issuer("DE", testDay + days(900));
    CertificateFacts signer = issuer("VN", testDay + days(900));
    CHECK(codesOf(trustFindings({foreign, issuer("VN", testDay + days(900))})) == Codes{FindingCode::TrustInstalled});
    signer.kind = CertificateKind::signer;
    CHECK(trustFindings({foreign, foreign, signer}) == Findings{{FindingCode::TrustForeignOnly, {}, "2"}});
}

TEST_CASE("the last issuer of each state decides") {
    const Codes well{FindingCode::TrustInstalled};
    CHECK(codesOf(trustFindings({issuer("VN", testDay - days(9)), issuer("VN", testDay + days(900))})) == well);
    CHECK(trustFindings({issuer("VN", testDay - days(9)), issuer("DE", testDay + days(900))}) ==
          Findings{{FindingCode::TrustInstalled, {}, "2"}, {FindingCode::TrustExpired, "CN=VN", "2026-11-11"}});
    CHECK(codesOf(trustFindings({issuer("VN", testDay + expiryNotice)})) == well);
    CHECK(codesOf(trustFindings({issuer("VN", testDay + expiryNotice - days(1))})) ==
          Codes{FindingCode::TrustInstalled, FindingCode::TrustExpiresSoon});
    CHECK(codesOf(trustFindings({issuer("VN", testDay)})) ==
          Codes{FindingCode::TrustInstalled, FindingCode::TrustExpiresSoon});
}

TEST_CASE("hundreds of expired issuers are one finding") {
    std::vector<CertificateFacts> certificates;
    for (char letter = 'A'; letter <= 'Z'; ++letter)
        certificates.push_back(issuer(std::string(2, letter), testDay - days(3)));
    const Findings findings = trustFindings(certificates);
    REQUIRE(findings.size() == 2);
    CHECK(findings[0] == Finding{FindingCode::TrustForeignOnly, {}, "26"});
    CHECK(findings[1] == Finding{FindingCode::TrustExpired, "CN=AA", "2026-11-17 (+25)"});
}

TEST_CASE("lists that are overdue, certificates that are not valid yet") {
    CertificateFacts list{.subject = "CN=L", .kind = CertificateKind::revocationList, .notAfter = testDay - days(1)};
    const CertificateFacts good = issuer("VN", testDay + days(900));
    CHECK(trustFindings({good, list}).back() == Finding{FindingCode::TrustRevocationListOld, "CN=L", "2026-11-19"});
    list.notAfter = testDay + days(1);
    CHECK(codesOf(trustFindings({good, list})) == Codes{FindingCode::TrustInstalled});
    list.notAfter = std::nullopt;
    CHECK(codesOf(trustFindings({good, list})) == Codes{FindingCode::TrustInstalled});
    CertificateFacts early = good;
    early.notBefore = testDay + days(1);
    CHECK(codesOf(trustFindings({early})) == Codes{FindingCode::TrustInstalled, FindingCode::TrustNotYetValid});
}
