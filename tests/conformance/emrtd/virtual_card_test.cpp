#include "base/hex.hpp"
#include "emrtd/document_session.hpp"
#include "emrtd/lds/dg1.hpp"
#include "emrtd/lds/dg2.hpp"
#include "emrtd/passive_authentication.hpp"
#include "virtual_transport.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <string>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;
using namespace std::chrono;
using test::VirtualTransport;

namespace {

constexpr sys_seconds today{sys_days{year{2026} / 11 / 20}};

AccessKey can() { return AccessKey::fromCan("012345").value(); }
AccessKey mrz() { return AccessKey::fromMrz("199012345", "990205", "240205").value(); }

TrustAnchor vietnam() {
    std::ifstream file(test::virtualCardFolder + "pki/csca-vn.cert.pem", std::ios::binary);
    return parseTrustAnchors(Bytes(std::istreambuf_iterator<char>(file), {})).value().anchors.at(0);
}

/// What a whole reading gave.
struct Reading {
    std::map<int, SecretBytes> files{};
    SecretBytes securityObject{};
    AccessProtocol protocol = AccessProtocol::Pace;
    TransferCount count{};
    CardAbilities abilities{};

    PassiveAuthenticationResult verify(const std::vector<TrustAnchor>& anchors) const {
        std::vector<DataGroupFile> groups;
        for (const auto& [number, content] : files) groups.push_back({number, content});
        return authenticatePassively({securityObject, groups, anchors, today});
    }
};

Result<Reading> readCard(VirtualTransport& transport, const AccessKey& key, SessionOptions options = {}) {
    DocumentSession session(transport, std::move(options));
    Reading reading;
    TRY_VOID(session.readCardAccess());
    TRY(reading.protocol, session.openChannel(key));
    TRY_VOID(session.selectApplication());
    for (const int number : {1, 13, 14, 2}) {
        TRY(const bool exists, session.fileExists(number));
        if (!exists) continue;
        TRY(reading.files[number], session.readDataGroup(number));
    }
    TRY(reading.securityObject, session.readSecurityObject());
    reading.count = session.transferCount();
    reading.abilities = session.abilities();
    return reading;
}

Result<Reading> readCard(const std::string& name, const AccessKey& key, SessionOptions options = {}) {
    VirtualTransport transport(name);
    return readCard(transport, key, std::move(options));
}

}  // namespace

TEST_CASE("a card is read over PACE with the CAN and verified up to its issuer") {
    const auto reading = readCard("nguyen-thi-mau", can());
    REQUIRE(reading);
    CHECK(reading->protocol == AccessProtocol::Pace);
    const auto zone = parseDataGroup1(reading->files.at(1));
    REQUIRE(zone);
    CHECK(zone->documentNumber == "199012345");
    CHECK(zone->checkDigits.allValid());
    CHECK(parseDataGroup2(reading->files.at(2))->kind == FaceImageKind::Jpeg);
    CHECK(reading->verify({vietnam()}).data.reason == DataReason::SignedByInstalledIssuer);
    CHECK(reading->verify({vietnam()}).certificate.reason == CertificateReason::RevocationNotChecked);
    CHECK(reading->verify({}).data.reason == DataReason::IssuerNotInstalled);
    MESSAGE("APDUs ", reading->count.apdus, ", sent ", reading->count.bytesSent, ", received ",
            reading->count.bytesReceived);
}

TEST_CASE("every way in and every way of answering gives the same files") {
    const auto reference = readCard("nguyen-thi-mau", can());
    REQUIRE(reference);
    for (const char* name : {"nguyen-thi-mau", "pace-3des", "pace-aes192-p384", "pace-aes256-p521", "pace-two-offers",
                             "pace-only", "bac-only", "response-chaining", "short-only", "slow"}) {
        CAPTURE(name);
        const auto reading = readCard(name, mrz());
        REQUIRE(reading);
        CHECK(reading->files.at(1) == reference->files.at(1));
        CHECK(reading->files.at(2) == reference->files.at(2));
        CHECK(reading->files.at(13) == reference->files.at(13));
        CHECK((reading->protocol == AccessProtocol::Bac) == (std::string(name) == "bac-only"));
        CHECK(reading->verify({vietnam()}).data.reason == DataReason::SignedByInstalledIssuer);
    }
}

TEST_CASE("a wrong CAN is one attempt, and the card stays usable") {
    VirtualTransport transport("nguyen-thi-mau");
    CHECK(readCard(transport, AccessKey::fromCan("999999").value()).error().code == ErrorCode::CardWrongKey);
    CHECK(transport.card.attempts().paceStarted == 1);
    CHECK(transport.card.attempts().bacStarted == 0);
    CHECK(readCard(transport, can()));
}

TEST_CASE("a wrong MRZ key on a card with BAC only") {
    CHECK(readCard("bac-only", AccessKey::fromMrz("199012346", "990205", "240205").value()).error().code ==
          ErrorCode::CardWrongKey);
    CHECK(readCard("bac-only", mrz(), {.allowBac = false}).error().code == ErrorCode::CardBacNotAllowed);
}

TEST_CASE("without EF.CardAccess the assumed one serves a CAN") {
    const Bytes assumed = fromHex("31143012060A04007F0007020204020202010202010D").value();
    const auto reading = readCard("no-card-access", can(), {.fallbackCardAccess = assumed});
    REQUIRE(reading);
    CHECK(reading->protocol == AccessProtocol::Pace);
    CHECK(readCard("no-card-access", can()).error().code == ErrorCode::CardProtocolUnsupported);
}

TEST_CASE("verdicts about cards that are not as they should be") {
    const auto verdict = [](const char* name) {
        const auto reading = readCard(name, can());
        REQUIRE(reading);
        return reading->verify({vietnam()});
    };
    const auto differs = [&](const char* name) {
        const DataVerdict data = verdict(name).data;
        CHECK(data.reason == DataReason::HashMismatch);
        CHECK(data.rule == VerdictRule::DataGroupHash);
        return data.dataGroups;
    };
    CHECK(differs("tampered-dg1") == std::vector<int>{1});
    CHECK(differs("tampered-dg13") == std::vector<int>{13});
    CHECK(differs("tampered-dg2") == std::vector<int>{2});
    CHECK(verdict("tampered-signature").data.reason == DataReason::SignatureInvalid);
    CHECK(verdict("signer-not-embedded").data.reason == DataReason::SignerMissing);
    CHECK(verdict("other-country").data.reason == DataReason::CountryMismatch);
    CHECK(verdict("expired-signer").data.reason == DataReason::SignedByInstalledIssuer);
    CHECK(verdict("expired-signer").certificate.reason == CertificateReason::Expired);
    CHECK(verdict("rsa-pss-signer").data.reason == DataReason::SignedByInstalledIssuer);
    CHECK(verdict("rsa-pkcs1-signer").data.reason == DataReason::SignedByInstalledIssuer);
    CHECK(verdict("unrelated-issuer").data.reason == DataReason::IssuerNotInstalled);
}

TEST_CASE("a false MAC ends the session, a pulled card is said to be pulled") {
    CHECK(readCard("wrong-mac", can()).error().code == ErrorCode::CardSecureMessagingFailed);
    CHECK(readCard("pulled-at-12", can()).error().code == ErrorCode::CardRemoved);
}

TEST_CASE("what was learnt of a card saves APDUs the next time") {
    const auto first = readCard("short-only", can());
    REQUIRE(first);
    const auto second = readCard("short-only", can(), {.abilities = first->abilities});
    REQUIRE(second);
    CHECK(second->count.apdus < first->count.apdus);
}
