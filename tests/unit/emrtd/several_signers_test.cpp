// Security objects with several signatures, or several certificates that a signature may be meant for.
#include "emrtd/passive_authentication.hpp"
#include "emrtd/tlv.hpp"
#include "support/issuer.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;
using namespace std::chrono;
using test::Identity;

namespace {

constexpr sys_seconds today{sys_days{year{2026} / 11 / 20}};
const Bytes dg1 = test::makeDataGroup1();
const std::map<int, Bytes> files{{1, dg1}};

Bytes copy(ByteView view) { return Bytes(view.begin(), view.end()); }

void append(Bytes& out, ByteView more) { out.insert(out.end(), more.begin(), more.end()); }

std::vector<Bytes> elementsOf(ByteView encoded) {
    std::vector<Bytes> elements;
    TlvReader reader(TlvReader(encoded).next().value().value);
    while (!reader.atEnd()) elements.push_back(copy(reader.next().value().encoded));
    return elements;
}

Bytes join(std::uint32_t tag, const std::vector<Bytes>& elements) {
    Bytes content;
    for (const Bytes& element : elements) append(content, element);
    return makeTlv(tag, content);
}

/// The elements of the SignedData of a security object.
std::vector<Bytes> signedDataOf(const Bytes& object) {
    const auto contentInfo = elementsOf(elementsOf(object).at(0));
    return elementsOf(elementsOf(contentInfo.at(1)).at(0));
}

Bytes signersOf(const Bytes& object) { return signedDataOf(object).back(); }

/// The object with these SignerInfos, and with these certificates where there are any.
Bytes rebuilt(const Bytes& object, const std::vector<Bytes>& signers, const std::vector<Bytes>& certificates = {}) {
    auto contentInfo = elementsOf(elementsOf(object).at(0));
    auto data = signedDataOf(object);
    data.back() = join(0x31, signers);
    if (!certificates.empty()) data.at(3) = join(0xA0, certificates);
    contentInfo.at(1) = makeTlv(0xA0, join(0x30, data));
    return makeTlv(0x77, join(0x30, contentInfo));
}

struct Issue {
    Identity issuer = test::makeIdentity(test::issuerPlan());
    Identity signer = test::makeIdentity(test::signerPlan(), &issuer);
    std::vector<TrustAnchor> anchors{makeAnchor(Certificate::parse(issuer.der()).value())};
    Bytes object = test::makeSecurityObject({.files = files}, signer);
    Bytes good = elementsOf(signersOf(object)).at(0);
};

DataVerdict check(const Bytes& object, const std::vector<TrustAnchor>& anchors) {
    const std::vector<DataGroupFile> read{{1, dg1}};
    return authenticatePassively({object, read, anchors, today}).data;
}

}  // namespace

TEST_CASE("of several signatures one that holds is enough") {
    const Issue issue;
    const auto stranger = test::makeIdentity(test::signerPlan(), nullptr);
    const Bytes alien =
        elementsOf(signersOf(test::makeSecurityObject({.files = files, .byKeyIdentifier = true}, stranger))).at(0);
    Bytes broken = issue.good;
    broken.back() ^= 1;
    CHECK(check(rebuilt(issue.object, {issue.good}), issue.anchors).reason == DataReason::SignedByInstalledIssuer);
    for (const auto& signers : {std::vector{alien, issue.good}, {broken, issue.good}, {issue.good, broken, alien}})
        CHECK(check(rebuilt(issue.object, signers), issue.anchors).reason == DataReason::SignedByInstalledIssuer);
    CHECK(check(rebuilt(issue.object, {alien, broken}), issue.anchors).rule == VerdictRule::SignatureValue);
    CHECK(check(rebuilt(issue.object, {alien}), issue.anchors).rule == VerdictRule::SignerCertificate);
    CHECK(check(rebuilt(issue.object, {}), issue.anchors).reason == DataReason::SecurityObjectMalformed);
    CHECK(check(rebuilt(issue.object, std::vector<Bytes>(5, issue.good)), issue.anchors).reason ==
          DataReason::SecurityObjectMalformed);
}

TEST_CASE("of several certificates that are meant the one counts under which the signature holds") {
    const Issue issue;
    // The same issuer and serial number under a key of its own, which no issuer signed.
    Bytes twin = issue.signer.der();
    const auto stranger = test::makeIdentity(test::signerPlan());
    const Bytes point = elementsOf(elementsOf(elementsOf(stranger.der()).at(0)).at(6)).at(1);
    const Bytes own = elementsOf(elementsOf(elementsOf(twin).at(0)).at(6)).at(1);
    REQUIRE(point.size() == own.size());
    const auto at = std::ranges::search(twin, own);
    REQUIRE_FALSE(at.empty());
    std::ranges::copy(point, at.begin());
    CHECK(check(rebuilt(issue.object, {issue.good}, {twin, issue.signer.der()}), issue.anchors).reason ==
          DataReason::SignedByInstalledIssuer);
    CHECK(check(rebuilt(issue.object, {issue.good}, {twin}), issue.anchors).rule == VerdictRule::SignatureValue);
}

TEST_CASE("an object may bring many certificates") {
    const Issue issue;
    std::vector<Bytes> many(31, test::makeIdentity(test::signerPlan()).der());
    many.push_back(issue.signer.der());
    CHECK(check(rebuilt(issue.object, {issue.good}, many), issue.anchors).reason ==
          DataReason::SignedByInstalledIssuer);
    many.push_back(issue.signer.der());
    CHECK(check(rebuilt(issue.object, {issue.good}, many), issue.anchors).reason ==
          DataReason::SecurityObjectMalformed);
}
