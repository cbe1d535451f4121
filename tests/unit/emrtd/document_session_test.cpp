#include "emrtd/document_session.hpp"

#include "support/fixed_random.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;
using test::ScriptedTransport;

namespace {

const char* const vietnameseCardAccess =
    "3134300D060804007F0007020202020101300F060A04007F000702020302020201013012060A04007F0007020204020202010202010D";
const char* const withoutPace = "310F300D060804007F0007020202020101";

std::string ok(const std::string& data) { return data + "9000"; }

AccessKey can() { return AccessKey::fromCan("990001").value(); }
AccessKey mrz() { return AccessKey::fromMrz("L898902C", "690806", "940623").value(); }

}  // namespace

TEST_CASE("EF.CardAccess is read by its short identifier, or selected directly, never through the master file") {
    ScriptedTransport card({ok(vietnameseCardAccess)});
    DocumentSession session(card, {});
    REQUIRE(session.readCardAccess());
    CHECK(card.commands[0] == "00B09C00000100");
    CHECK(session.cardAccessSource() == CardAccessSource::Card);
    CHECK(test::upperHex(session.cardAccess()) == vietnameseCardAccess);
    CHECK(session.isTravelDocument() == true);
    CHECK(session.transferCount().apdus == 1);
    for (const char* refusal : {"6A82", "6986", "6D00", "6A86"}) {
        ScriptedTransport other({refusal, "9000", ok(vietnameseCardAccess)});
        DocumentSession second(other, {});
        REQUIRE(second.readCardAccess());
        CHECK(other.commands[1] == "00A4020C02011C");
        CHECK(test::upperHex(second.cardAccess()) == vietnameseCardAccess);
        CHECK_FALSE(second.abilities().shortFileIdentifiersOutside);
    }
}

TEST_CASE("over T=0 no extended length is tried, whatever the card took elsewhere") {
    ScriptedTransport card({"6C36", ok(vietnameseCardAccess)});
    card.carriedBy = TransmissionProtocol::T0;
    DocumentSession session(card, {.abilities = {.extendedLength = true}});
    REQUIRE(session.readCardAccess());
    CHECK(card.commands == std::vector<std::string>{"00B09C0000", "00B09C0036"});
    CHECK(test::upperHex(session.cardAccess()) == vietnameseCardAccess);
    CHECK(session.abilities().extendedLength == false);
}

TEST_CASE("a card without EF.CardAccess is no error, a removed card is") {
    for (const char* refusal : {"6A82", "6982", "6D00", "6A86"}) {
        ScriptedTransport card({refusal, refusal});
        DocumentSession session(card, {});
        CHECK(session.readCardAccess());
        CHECK(session.cardAccessSource() == CardAccessSource::Absent);
    }
    ScriptedTransport gone({});
    DocumentSession session(gone, {});
    CHECK(session.readCardAccess().error().code == ErrorCode::CardRemoved);
}

TEST_CASE("a single set of domain parameters is named only to a card that wants it") {
    ScriptedTransport card({ok(vietnameseCardAccess), "6A88", "6A88"});
    DocumentSession session(card, {});
    CHECK(session.openChannel(can()).error().code == ErrorCode::CardProtocolUnsupported);
    REQUIRE(card.commands.size() == 3);
    CHECK(card.commands[1] == "0022C1A40F800A04007F00070202040202830102");
    CHECK(card.commands[2] == "0022C1A412800A04007F0007020204020283010284010D");
    ScriptedTransport other({ok(vietnameseCardAccess), "6982"});
    CHECK_FALSE(DocumentSession(other, {}).openChannel(can()));
    CHECK(other.commands.size() == 2);
}

TEST_CASE("PACE that fails never becomes BAC") {
    for (const char* answer : {"6300", "6A80", "6982", "9000"}) {
        ScriptedTransport card({ok(vietnameseCardAccess), "9000", answer, answer, answer, answer});
        DocumentSession session(card, {});
        CHECK_FALSE(session.openChannel(mrz()));
        for (const std::string& command : card.commands) CHECK(command.substr(2, 2) != "84");
    }
}

TEST_CASE("a wrong password is told from a broken protocol") {
    const auto errorAfter = [](std::vector<std::string> answers) {
        std::vector<std::string> script{ok(vietnameseCardAccess)};
        script.insert(script.end(), answers.begin(), answers.end());
        ScriptedTransport card(std::move(script));
        DocumentSession session(card, {});
        return session.openChannel(can()).error().code;
    };
    const std::string nonce = ok("7C12801095A3A016522EE98D01E76CB6B98B42C3");
    CHECK(errorAfter({"9000", nonce, "6300"}) == ErrorCode::CardWrongKey);
    CHECK(errorAfter({"63C2", nonce, "63C1"}) == ErrorCode::CardWrongKey);
    CHECK(errorAfter({"9000", nonce, "6982"}) == ErrorCode::CardWrongKey);
    CHECK(errorAfter({"6983"}) == ErrorCode::CardAccessRefused);
    CHECK(errorAfter({"9000", nonce, "6983"}) == ErrorCode::CardAccessRefused);
    CHECK(errorAfter({"9000", nonce, "6F00"}) == ErrorCode::CardProtocolViolation);
    CHECK(errorAfter({"9000", "9000"}) == ErrorCode::CardProtocolViolation);
    CHECK(errorAfter({"9000", ok("7C0A80080011223344556677")}) == ErrorCode::CardProtocolViolation);
    // A point off the curve, and the terminal's own idea of infinity.
    CHECK(errorAfter({"9000", nonce, ok("7C43824104" + std::string(128, '1'))}) == ErrorCode::CardProtocolViolation);
    CHECK(errorAfter({"9000", nonce, ok("7C03820100")}) == ErrorCode::CardProtocolViolation);
}

TEST_CASE("without EF.CardAccess a CAN tries the assumed one exactly once") {
    ScriptedTransport card({"6A82", "6A82", "9000", "6300", "9000"});
    DocumentSession session(card, {.fallbackCardAccess = test::hex(vietnameseCardAccess)});
    CHECK(session.openChannel(can()).error().code == ErrorCode::CardWrongKey);
    CHECK(card.commands[2] == "0022C1A40F800A04007F00070202040202830102");
    CHECK(session.openChannel(can()).error().code == ErrorCode::CardProtocolUnsupported);
}

TEST_CASE("what the card gave before stands in where its application hides EF.CardAccess") {
    ScriptedTransport card({"6A82", "6A82", "6982"});
    DocumentSession session(card, {.knownCardAccess = test::hex(vietnameseCardAccess)});
    REQUIRE(session.readCardAccess());
    CHECK(session.cardAccessSource() == CardAccessSource::Card);
    CHECK_FALSE(session.openChannel(mrz()));
    CHECK(card.commands.back() == "0022C1A40F800A04007F00070202040202830101");
}

TEST_CASE("a card that knows neither PACE nor the application is no travel document") {
    ScriptedTransport card({"6A82", "6A82", "6D00", "6A82"});
    DocumentSession session(card, {.fallbackCardAccess = test::hex(vietnameseCardAccess)});
    CHECK(session.openChannel(can()).error().code == ErrorCode::CardNotTravelDocument);
    ScriptedTransport token({"6D00", "6D00", "6A82"});
    DocumentSession other(token, {});
    CHECK(other.openChannel(mrz()).error().code == ErrorCode::CardNotTravelDocument);
    ScriptedTransport third({"6D00", "6D00", "6A82"});
    CHECK(DocumentSession(third, {}).isTravelDocument() == false);
}

TEST_CASE("BAC only where the card offers no PACE, and only when allowed") {
    const std::vector<std::string> refused{ok(withoutPace)};
    ScriptedTransport card(refused);
    DocumentSession session(card, {.allowBac = false});
    CHECK(session.openChannel(mrz()).error().code == ErrorCode::CardBacNotAllowed);
    ScriptedTransport other(refused);
    DocumentSession withCan(other, {});
    CHECK(withCan.openChannel(can()).error().code == ErrorCode::CardProtocolUnsupported);
}

TEST_CASE("BAC with the wrong key is a wrong key") {
    for (const char* refusal : {"6300", "6982", "6983", "6985", "6A80", "6A88", "6F00"}) {
        CAPTURE(refusal);
        ScriptedTransport card({"6A82", "6A82", "9000", "4608F919887022129000", refusal});
        DocumentSession session(card, {});
        CHECK(session.openChannel(mrz()).error().code == ErrorCode::CardWrongKey);
        CHECK(card.commands[2] == "00A4040C07A0000002471001");
    }
}

TEST_CASE("a complaint of the length in BAC is no word about the key: anew, once, with a new challenge") {
    const std::string challenge = "4608F919887022129000";
    const auto check = [&](const std::vector<std::string>& answers, ErrorCode code, std::size_t commands) {
        std::vector<std::string> script{"6A82", "6A82", "9000", challenge};
        script.insert(script.end(), answers.begin(), answers.end());
        ScriptedTransport card(script);
        CHECK(DocumentSession(card, {}).openChannel(mrz()).error().code == code);
        REQUIRE(card.commands.size() == commands);
        CHECK(card.commands[3] == "00840000000008");
        CHECK(card.commands[4].starts_with("0082000028"));
        CHECK(card.commands[4].ends_with("28"));
        CHECK(card.commands.back().ends_with("00"));
        CHECK(card.commands.back() != card.commands[4]);
    };
    check({"6700", challenge, "6700"}, ErrorCode::CardProtocolViolation, 7);
    check({"6700", challenge, "6300"}, ErrorCode::CardWrongKey, 7);
    // 6Cxx is followed at once; the challenge may be gone by then.
    check({"6C00", "6985", challenge, "6300"}, ErrorCode::CardWrongKey, 8);
    check({"6C00", "6300"}, ErrorCode::CardWrongKey, 6);
}

TEST_CASE("the steps of BAC up to a file, and what a broken channel means") {
    test::FixedRandom random("781723860C06C2260B795240CB7049B01C19B33E32804F0B");
    ScriptedTransport card({"6A82", "6A82", "9000", "4608F919887022129000",
                            "46B9342A41396CD7386BF5803104D7CEDC122B9132139BAF2EEDC94EE178534F2F2D235D074D74499000",
                            "6982"});
    DocumentSession session(card, {.random = &random});
    CHECK(session.readDataGroup(1).error().code == ErrorCode::CardKeyRequired);
    REQUIRE(session.openChannel(mrz()) == AccessProtocol::Bac);
    CHECK(session.channelOpen());
    CHECK(session.accessProtocol() == AccessProtocol::Bac);
    // The application is selected already, so no APDU.
    CHECK(session.selectApplication());
    CHECK(session.readDataGroup(1).error().code == ErrorCode::CardSecureMessagingFailed);
    CHECK(session.readDataGroup(1).error().code == ErrorCode::CardChannelClosed);
    CHECK(session.fileExists(2).error().code == ErrorCode::CardChannelClosed);
    CHECK(session.openChannel(mrz()).error().code == ErrorCode::CardChannelClosed);
    CHECK_FALSE(session.channelOpen());
}

TEST_CASE("an EF.CardAccess that is there but malformed is an error, not a way to BAC") {
    ScriptedTransport card({ok("31023000"), "9000"});
    DocumentSession session(card, {});
    CHECK(session.openChannel(mrz()).error().code == ErrorCode::CardFileMalformed);
}

TEST_CASE("a stop between APDUs ends the reading") {
    std::stop_source source;
    source.request_stop();
    ScriptedTransport card({"9000"});
    DocumentSession session(card, {.stopToken = source.get_token()});
    CHECK(session.readCardAccess().error().code == ErrorCode::OperationCancelled);
    CHECK(card.commands.empty());
}
