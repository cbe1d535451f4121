// The chip's proofs against the simulated card, which shares no protocol code: every kind of key, and every clone.
#include "emrtd/active_authentication.hpp"
#include "emrtd/chip_authentication.hpp"
#include "emrtd/document_session.hpp"
#include "emrtd/file_reader.hpp"
#include "emrtd/lds/dg14.hpp"
#include "emrtd/lds/dg15.hpp"
#include "emrtd/pace.hpp"
#include "virtual_transport.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;
using test::VirtualTransport;

namespace {

const Bytes applicationId{0xA0, 0x00, 0x00, 0x02, 0x47, 0x10, 0x01};

/// As the session of a document does: over T=0 nothing extended is tried.
CardAbilities abilitiesIn(const CardTransport& transport) {
    CardAbilities abilities;
    if (transport.protocol() == TransmissionProtocol::T0) abilities.extendedLength = false;
    return abilities;
}

/// A session with a card, opened with its CAN, the application selected.
class OpenCard {
  public:
    explicit OpenCard(VirtualTransport& transport)
        : channel(transport, {}), reader(channel, abilitiesIn(transport), {}) {
        const auto offers = parseCardAccess(reader.read(cardAccessFile).value());
        REQUIRE(offers);
        auto session =
            performPace(channel, {choosePace(*offers)}, AccessKey::fromCan("012345").value(), systemRandom());
        REQUIRE(session);
        channel.protect(std::move(session->secureMessaging));
        REQUIRE(channel.transmit({0x00, 0xA4, 0x04, 0x0C, applicationId, std::nullopt})->ok());
    }

    SecretBytes file(int dataGroup) { return reader.read(dataGroupFile(dataGroup)).value(); }

    CardChannel channel;
    FileReader reader;
};

/// The answer to a challenge, held against DG15 and DG14 of the card.
Result<bool> proves(const std::string& name, bool extendedLength) {
    VirtualTransport transport(name);
    OpenCard card(transport);
    const auto key = parseDataGroup15(card.file(15)).value();
    const auto offers = parseDataGroup14(card.file(14)).value();
    TRY(Bytes challenge, randomChallenge(systemRandom()));
    TRY(Bytes signature, internalAuthenticate(card.channel, key, challenge, extendedLength));
    return verifyActiveAuthentication(key, offers.activeAuthenticationHash, {challenge, signature});
}

struct ChipRun {
    std::size_t offers = 0;
    ChipAuthenticationResult result = ChipAuthenticationResult::Declined;
    bool goesOn = false;  ///< DG1 can be read under the new keys
};

ChipRun authenticateChip(const std::string& name, std::size_t which = 0, bool extendedLength = true) {
    VirtualTransport transport(name);
    OpenCard card(transport);
    const auto offers = chipAuthenticationOffers(parseDataGroup14(card.file(14)).value());
    REQUIRE(which < offers.size());
    const auto result = performChipAuthentication(card.channel, offers[which], extendedLength);
    REQUIRE(result);
    return {offers.size(), *result, card.reader.read(dataGroupFile(1)).has_value()};
}

}  // namespace

TEST_CASE("active authentication with every kind of key, by extended length and by 61xx") {
    for (const char* name : {"nguyen-thi-mau", "aa-rsa1024-sha1", "aa-rsa4096-sha512", "aa-smaller-value", "aa-ecdsa",
                             "aa-ecdsa-p521", "t0"}) {
        CAPTURE(name);
        for (const bool extendedLength : {true, false}) {
            if (extendedLength && std::string(name) == "t0") continue;
            CAPTURE(extendedLength);
            const auto proof = proves(name, extendedLength);
            REQUIRE(proof);
            CHECK(*proof);
        }
    }
}

TEST_CASE("a clone's signature is not by the key of DG15") {
    for (const char* name : {"aa-clone", "chip-clone"}) {
        CAPTURE(name);
        const auto proof = proves(name, true);
        REQUIRE(proof);
        CHECK_FALSE(*proof);
    }
}

TEST_CASE("chip authentication with every kind of key and cipher, each way to write the parameters") {
    struct Case {
        const char* name;
        std::size_t offers;
    };
    for (const Case& one :
         {Case{"nguyen-thi-mau", 1}, Case{"ca-3des", 1}, Case{"ca-explicit-p384-aes256", 1}, Case{"ca-dh", 2},
          Case{"ca-two-keys", 2}, Case{"ca-standardized", 1}, Case{"ca-dh-standardized", 2}}) {
        for (std::size_t which = 0; which < one.offers; ++which) {
            CAPTURE(std::string(one.name));
            CAPTURE(which);
            const ChipRun run = authenticateChip(one.name, which);
            CHECK(run.offers == one.offers);
            CHECK(run.result == ChipAuthenticationResult::Proven);
            CHECK(run.goesOn);
        }
    }
}

TEST_CASE("a long key goes to the chip in parts where extended length is not to be had") {
    for (const std::size_t which : {0u, 1u}) {
        CAPTURE(which);
        const ChipRun run = authenticateChip("ca-dh", which, false);
        CHECK(run.result == ChipAuthenticationResult::Proven);
        CHECK(run.goesOn);
    }
}

TEST_CASE("a card with BAC alone shows its lengths by its challenge, and takes long keys without chaining") {
    const auto check = [](const std::string& apdu, std::optional<bool> extendedLength) {
        for (const std::size_t which : {0u, 1u}) {
            CAPTURE(apdu);
            CAPTURE(which);
            auto card = VirtualTransport::fromText(R"({"extends": "ca-dh.json", "access": {"pace": []}, "apdu": {)" +
                                                   apdu + "}}");
            DocumentSession session(card, {});
            REQUIRE(session.openChannel(AccessKey::fromMrz("199012345", "990205", "240205").value()));
            CHECK(session.abilities().extendedLength == extendedLength);
            const auto offers = chipAuthenticationOffers(parseDataGroup14(session.readDataGroup(14).value()).value());
            CHECK(session.authenticateChip(offers.at(which)) == ChipAuthenticationResult::Proven);
            const auto before = session.transferCount().apdus;
            CHECK(session.readSecurityObject());
            CHECK((session.transferCount().apdus - before == 1) == (extendedLength == true));
        }
    };
    check(R"("commandChaining": false)", true);
    check(R"("extendedLength": true)", true);
    check(R"("extendedLength": false)", false);
    check(R"("transmission": "T=0")", false);
}

TEST_CASE("where nothing is known of the lengths, a chain that is declined is followed by one long command") {
    VirtualTransport transport =
        VirtualTransport::fromText(R"({"extends": "ca-dh.json", "apdu": {"commandChaining": false}})");
    OpenCard card(transport);
    const auto offers = chipAuthenticationOffers(parseDataGroup14(card.file(14)).value());
    for (const auto& offer : offers)
        CHECK(performChipAuthentication(card.channel, offer, std::nullopt) == ChipAuthenticationResult::Proven);
    CHECK(performChipAuthentication(card.channel, offers[0], false) == ChipAuthenticationResult::Declined);
}

TEST_CASE("a clone cannot go on under the keys of chip authentication") {
    for (const char* name : {"ca-clone", "chip-clone"}) {
        CAPTURE(name);
        const ChipRun run = authenticateChip(name);
        CHECK(run.result == ChipAuthenticationResult::Failed);
        CHECK_FALSE(run.goesOn);
    }
}
