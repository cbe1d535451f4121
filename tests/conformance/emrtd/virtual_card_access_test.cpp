// Every way into a card that the standard knows, against the simulated card, which shares no protocol code.
#include "base/hex.hpp"
#include "emrtd/document_session.hpp"
#include "emrtd/downgrade.hpp"
#include "emrtd/lds/dg14.hpp"
#include "virtual_transport.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;
using test::VirtualTransport;

namespace {

AccessKey can() { return AccessKey::fromCan("012345").value(); }
AccessKey mrz() { return AccessKey::fromMrz("199012345", "990205", "240205").value(); }

// The card whose only offer is this one; chip authentication mapping needs a key on its curve.
std::string offering(const std::string& mapping, const std::string& cipher, int parameterId) {
    const std::string id = std::to_string(parameterId);
    std::string text = R"({"extends": "nguyen-thi-mau.json", "access": {"pace": [{"mapping": ")" + mapping +
                       R"(", "cipher": ")" + cipher + R"(", "parameterId": )" + id + "}]}";
    if (mapping == "ecdh-cam")
        text += R"(, "chipAuthenticationMapping": [{"key": "../pki/chip-authentication)" +
                std::string(parameterId == 15 ? "-p384" : "") + R"(.key.pem", "keyId": )" + id +
                R"(, "parameterId": )" + id + "}]";
    return text + "}";
}

// DG1 through a channel that this offer opened; its content shows that keys and counters agree.
void checkOffer(const std::string& mapping, const std::string& cipher, int parameterId, const AccessKey& key) {
    CAPTURE(mapping);
    CAPTURE(cipher);
    CAPTURE(parameterId);
    VirtualTransport card = VirtualTransport::fromText(offering(mapping, cipher, parameterId));
    DocumentSession session(card, {});
    const auto opened = session.openChannel(key);
    REQUIRE(opened == AccessProtocol::Pace);
    const auto group = session.readDataGroup(1);
    REQUIRE(group);
    CHECK(group->size() == 95);
    REQUIRE(session.chipMapping().has_value() == (mapping == "ecdh-cam"));
    if (session.chipMapping()) CHECK(session.chipMapping()->outcome == ChipMappingProof::Outcome::Proven);
}

}  // namespace

TEST_CASE("every mapping, cipher and set of parameters opens a channel") {
    const std::vector<std::string> ciphers{"3des", "aes128", "aes192", "aes256"};
    for (const std::string& cipher : ciphers) {
        for (const char* mapping : {"dh-gm", "dh-im"})
            for (const int id : {0, 1, 2}) checkOffer(mapping, cipher, id, can());
        for (int id = 8; id <= 18; ++id) {
            checkOffer("ecdh-gm", cipher, id, can());
            if (id != 10) checkOffer("ecdh-im", cipher, id, mrz());
        }
        if (cipher == "3des") continue;
        for (const int id : {13, 15}) checkOffer("ecdh-cam", cipher, id, can());
    }
}

TEST_CASE("a wrong key is a wrong key in every mapping, and one attempt") {
    for (const char* mapping : {"dh-gm", "dh-im", "ecdh-gm", "ecdh-im", "ecdh-cam"}) {
        CAPTURE(mapping);
        VirtualTransport card = VirtualTransport::fromText(offering(mapping, "aes128", mapping[0] == 'd' ? 0 : 13));
        DocumentSession session(card, {});
        CHECK(session.openChannel(AccessKey::fromCan("999999").value()).error().code == ErrorCode::CardWrongKey);
        CHECK(card.card.attempts().paceStarted == 1);
        CHECK_FALSE(session.chipMapping());
    }
}

TEST_CASE("of many offers the strongest is taken, and its parameters are named") {
    VirtualTransport card("pace-many-offers");
    DocumentSession session(card, {});
    REQUIRE(session.openChannel(can()));
    const auto offers = parseCardAccess(session.cardAccess());
    REQUIRE(offers);
    const PaceInfo* chosen = choosePace(*offers);
    CHECK(chosen->cipher == CipherKind::Aes256);
    CHECK(chosen->parameterId == 16);
    CHECK(session.readDataGroup(1));
}

TEST_CASE("chip authentication mapping tells the chip from its clone") {
    const auto mappingOf = [](const char* name) {
        VirtualTransport card(name);
        DocumentSession session(card, {});
        REQUIRE(session.openChannel(can()));
        // The clone's data can be read all the same.
        CHECK(session.readDataGroup(1));
        return session.chipMapping().value();
    };
    CHECK(mappingOf("pace-cam").outcome == ChipMappingProof::Outcome::Proven);
    CHECK_FALSE(mappingOf("pace-cam").cardSecurity.empty());
    CHECK(mappingOf("pace-cam-clone").outcome == ChipMappingProof::Outcome::Refuted);
    // The signature is for passive authentication to judge.
    CHECK(mappingOf("card-security-tampered").outcome == ChipMappingProof::Outcome::Proven);
}

TEST_CASE("EF.CardAccess against the copy in DG14") {
    const auto checkOf = [](const char* name) {
        VirtualTransport card(name);
        DocumentSession session(card, {});
        REQUIRE(session.openChannel(can()));
        const auto file = parseDataGroup14(session.readDataGroup(14).value());
        REQUIRE(file);
        return checkCardAccess(session.cardAccess(), file->securityInfos).value();
    };
    CHECK(checkOf("nguyen-thi-mau") == CardAccessCheck::Confirmed);
    CHECK(checkOf("pace-many-offers") == CardAccessCheck::Confirmed);
    CHECK(checkOf("pace-cam") == CardAccessCheck::Confirmed);
    CHECK(checkOf("pace-downgrade") == CardAccessCheck::Contradicted);
    CHECK(checkOf("pace-not-in-dg14") == CardAccessCheck::NotComparable);
}

TEST_CASE("a channel against the copy in DG14, however it was opened") {
    using Source = ChannelOrigin::Source;
    // id-PACE-ECDH-GM-AES-CBC-CMAC-128 over brainpoolP256r1, as such cards usually offer it.
    const SessionOptions assuming{.fallbackCardAccess =
                                      fromHex("31143012060A04007F00070202040202020102 02010D").value()};
    const auto check = [&](const char* text, const AccessKey& key, Source source) {
        VirtualTransport card = VirtualTransport::fromText(text);
        DocumentSession session(card, assuming);
        REQUIRE(session.openChannel(key));
        CHECK(session.channelOrigin().source == source);
        const auto file = parseDataGroup14(session.readDataGroup(14).value());
        REQUIRE(file);
        return checkChannel(session.channelOrigin(), file->securityInfos).value();
    };
    const char* whole = R"({"extends": "nguyen-thi-mau.json"})";
    const char* hidden = R"({"extends": "no-card-access.json"})";
    const char* stronger = R"({"extends": "no-card-access.json", "access": {"paceInDg14": [{"cipher": "aes256"}]}})";
    const char* older = R"({"extends": "bac-only.json"})";
    CHECK(check(whole, mrz(), Source::CardAccess) == CardAccessCheck::Confirmed);
    CHECK(check(hidden, can(), Source::Assumed) == CardAccessCheck::Confirmed);
    CHECK(check(hidden, mrz(), Source::Nothing) == CardAccessCheck::Contradicted);
    CHECK(check(stronger, can(), Source::Assumed) == CardAccessCheck::Contradicted);
    CHECK(check(older, mrz(), Source::Nothing) == CardAccessCheck::NotComparable);
}

TEST_CASE("EF.CardAccess against the copy in EF.CardSecurity") {
    VirtualTransport card("pace-cam");
    DocumentSession session(card, {});
    REQUIRE(session.openChannel(can()));
    const auto file = parseCardSecurity(session.chipMapping()->cardSecurity);
    REQUIRE(file);
    CHECK(checkCardAccess(session.cardAccess(), file->securityInfos) == CardAccessCheck::Confirmed);
}

TEST_CASE("a contact card with T=0 is read whole, by PACE and by BAC") {
    const auto read = [](VirtualTransport& card, const AccessKey& key) {
        DocumentSession session(card, {});
        REQUIRE(session.openChannel(key));
        const auto photo = session.readDataGroup(2);
        REQUIRE(photo);
        CHECK(session.readSecurityObject());
        return *photo;
    };
    VirtualTransport block("nguyen-thi-mau");
    const SecretBytes photo = read(block, can());
    VirtualTransport character("t0");
    CHECK(read(character, can()) == photo);
    VirtualTransport basic =
        VirtualTransport::fromText(R"({"extends": "bac-only.json", "apdu": {"transmission": "T=0"}})");
    CHECK(read(basic, mrz()) == photo);
}

TEST_CASE("BAC with a card that wants Le 00 in EXTERNAL AUTHENTICATE") {
    for (const char* complaint : {"zeroOrWrongLength", "zeroOrExactLength"}) {
        CAPTURE(complaint);
        const std::string text =
            R"({"extends": "bac-only.json", "apdu": {"authenticationLe": ")" + std::string(complaint) + "\"}}";
        VirtualTransport card = VirtualTransport::fromText(text);
        DocumentSession session(card, {});
        REQUIRE(session.openChannel(mrz()));
        CHECK(session.readDataGroup(1));
        CHECK(card.card.attempts().bacStarted == 1);
        VirtualTransport other = VirtualTransport::fromText(text);
        DocumentSession wrong(other, {});
        const auto key = AccessKey::fromMrz("199012345", "990205", "240206").value();
        CHECK(wrong.openChannel(key).error().code == ErrorCode::CardWrongKey);
        CHECK(other.card.attempts().bacStarted == 1);
    }
}

TEST_CASE("a session that the card gave up is a typed error, and the same key opens the next one") {
    VirtualTransport card("session-lost-at-dg13");
    DocumentSession lost(card, {});
    REQUIRE(lost.openChannel(can()));
    REQUIRE(lost.readDataGroup(1));
    CHECK(lost.readDataGroup(13).error().code == ErrorCode::CardSecureMessagingFailed);
    CHECK(lost.readDataGroup(1).error().code == ErrorCode::CardChannelClosed);
    DocumentSession next(card, {.knownCardAccess = lost.cardAccess()});
    REQUIRE(next.openChannel(can()));
    CHECK(next.readDataGroup(13));
}

TEST_CASE("an answer without end closes the channel, and the same key opens the next one") {
    VirtualTransport card("endless-response");
    DocumentSession lost(card, {});
    REQUIRE(lost.openChannel(can()));
    CHECK_FALSE(lost.readDataGroup(13));
    CHECK_FALSE(lost.channelOpen());
    DocumentSession next(card, {.knownCardAccess = lost.cardAccess()});
    REQUIRE(next.openChannel(can()));
    CHECK(next.readDataGroup(13));
}
