// Access rules and sessions, as a reader meets them.
#include "terminal.hpp"

#include "virtual-card/mrz.hpp"

#include <doctest/doctest.h>

using namespace virtual_card_test;

namespace {

const std::string mauAccess = "199012345699020592402055";  // document number, birth and expiry with check digits

}  // namespace

TEST_CASE("EF.CardAccess is read directly, without SELECT MF, and is the one known of Vietnamese cards") {
    Card card = cardNamed("nguyen-thi-mau");
    CHECK(toHex(card.transmit(fromHex("00A4000C023F00"))) == "6D00");
    CHECK(toHex(card.transmit(fromHex("00A4020C02011C"))) == "9000");
    CHECK(toHex(card.transmit(fromHex("00B0000000"))) ==
          "3134300D060804007F0007020202020101300F060A04007F000702020302020201013012060A04007F0007020204020202010202010D"
          "9000");
    CHECK(toHex(card.transmit(fromHex("00B09C0006"))) == "3134300D06089000");
}

TEST_CASE("files of the application need a channel") {
    Card card = cardNamed("nguyen-thi-mau");
    Terminal terminal(card);
    CHECK(terminal.selectFile(0x0101).status == 0x6A82);
    CHECK(terminal.selectApplication().status == 0x9000);
    CHECK(terminal.selectFile(0x0101).status == 0x6982);
    CHECK(toHex(card.transmit(fromHex("00B0810000"))) == "6982");
    CHECK(toHex(card.transmit(fromHex("00A4020C02011C"))) == "6982");
}

TEST_CASE("PACE with the CAN, then the application inside the channel") {
    Card card = cardNamed("nguyen-thi-mau");
    Terminal terminal(card);
    REQUIRE(terminal.openWithCan("012345") == 0x9000);
    CHECK(terminal.selectFile(0x0101).status == 0x6A82);
    CHECK(terminal.selectApplication().status == 0x9000);
    const Bytes dg1 = terminal.readFile(0x0101);
    REQUIRE(dg1.size() == 95);
    CHECK(std::string(dg1.begin() + 5, dg1.end()) ==
          "IDVNM1990123456001199012345<<79902059F2402055VNM<<<<<<<<<<<8NGUYEN<<THI<MAU<<<<<<<<<<<<<<<");
    CHECK(terminal.selectFile(0x0103).status == 0x6982);
    CHECK(terminal.selectFile(0x010B).status == 0x6A82);
    CHECK(terminal.readFile(0x0102).size() > 14000);
    CHECK(terminal.readFile(0x0102, 0xF000, true).size() > 14000);
}

TEST_CASE("PACE with the MRZ and with every cipher and several curves") {
    struct Case {
        const char* card;
        PaceOption option;
    };
    const Case cases[] = {{"nguyen-thi-mau", {Cipher::Aes128, 13}},     {"pace-3des", {Cipher::TripleDes, 13}},
                          {"pace-aes192-p384", {Cipher::Aes192, 16}},   {"pace-aes256-p521", {Cipher::Aes256, 18}},
                          {"pace-two-offers", {Cipher::TripleDes, 12}}, {"pace-two-offers", {Cipher::Aes256, 17}}};
    const Bytes password = digest("SHA1", fromText(mauAccess));
    for (const Case& one : cases) {
        CAPTURE(one.card);
        Card card = cardNamed(one.card);
        Terminal terminal(card);
        REQUIRE(terminal.openWithPace(0x01, password, one.option) == 0x9000);
        CHECK(terminal.selectApplication().status == 0x9000);
        CHECK(terminal.readFile(0x011E).size() == 26);
    }
}

TEST_CASE("a wrong password fails at the token and leaves the card usable") {
    Card card = cardNamed("nguyen-thi-mau");
    Terminal terminal(card);
    CHECK(terminal.openWithCan("012346") == 0x6300);
    CHECK(card.attempts().paceFailed == 1);
    CHECK(terminal.openWithPace(0x03, fromText("012345")) == 0x6A88);
    CHECK(terminal.openWithCan("012345", {Cipher::Aes256, 13}) == 0x6A80);
    CHECK(terminal.openWithCan("012345") == 0x9000);
}

TEST_CASE("a wrong BAC key is refused with 6300, the right one opens") {
    Card card = cardNamed("bac-only");
    Terminal terminal(card);
    CHECK(terminal.openWithCan("012345") == 0x6D00);
    CHECK(terminal.openWithBac("199012345699020592402054") == 0x6300);
    CHECK(card.attempts().bacFailed == 1);
    REQUIRE(terminal.openWithBac(mauAccess) == 0x9000);
    CHECK(terminal.readFile(0x011E).size() == 26);
    Card paceOnly = cardNamed("pace-only");
    CHECK(Terminal(paceOnly).openWithBac(mauAccess) == 0x6D00);
}

TEST_CASE("a wrong code or a command in the clear ends the session") {
    Card card = cardNamed("nguyen-thi-mau");
    Terminal terminal(card);
    REQUIRE(terminal.openWithCan("012345") == 0x9000);
    CHECK(toHex(card.transmit(fromHex("0CB000000D9701048E08000000000000000000"))) == "6988");
    CHECK(toHex(card.transmit(fromHex("0CB000000D9701048E08000000000000000000"))) == "6882");
    Terminal second(card);
    REQUIRE(second.openWithCan("012345") == 0x9000);
    CHECK(toHex(card.transmit(fromHex("0CB000000397010400"))) == "6987");
    Terminal trailing(card);
    REQUIRE(trailing.openWithCan("012345") == 0x9000);
    CHECK(toHex(card.transmit(fromHex("0CB00000109701048E0800000000000000009701FF00"))) == "6987");
    Terminal third(card);
    REQUIRE(third.openWithCan("012345") == 0x9000);
    CHECK(third.selectApplication().status == 0x9000);
    CHECK(toHex(card.transmit(fromHex("00B0810004"))) == "6987");
    CHECK(third.selectFile(0x0101).status == 0x6882);
}

TEST_CASE("reset forgets the session and the application") {
    Card card = cardNamed("nguyen-thi-mau");
    Terminal terminal(card);
    REQUIRE(terminal.openWithCan("012345") == 0x9000);
    REQUIRE(terminal.selectApplication().status == 0x9000);
    card.reset();
    CHECK(toHex(card.transmit(fromHex("00A4020C02011C"))) == "9000");
    CHECK(terminal.selectFile(0x0101).status == 0x6882);
}

TEST_CASE("READ BINARY by short identifier, odd instruction and at the end of a file") {
    Card card = cardNamed("nguyen-thi-mau");
    Terminal terminal(card);
    REQUIRE(terminal.openWithCan("012345") == 0x9000);
    REQUIRE(terminal.selectApplication().status == 0x9000);
    CHECK(toHex(terminal.send(0xB0, 0x81, 0x00, {}, 4).data) == "615D5F1F");
    const Response end = terminal.send(0xB0, 0x00, 93, {}, 4);
    CHECK(end.status == 0x6282);
    CHECK(toHex(end.data) == "3C3C");
    CHECK(terminal.send(0xB0, 0x00, 95, {}, 4).status == 0x6B00);
    const Response odd = terminal.send(0xB1, 0x00, 0x02, fromHex("54020001"), 6);
    CHECK(odd.status == 0x9000);
    CHECK(odd.data.size() == 6);
    CHECK(toHex(ByteView(odd.data).first(2)) == "5304");
}

TEST_CASE("answers never exceed what the command allows") {
    Card card = cardNamed("nguyen-thi-mau");
    Terminal terminal(card);
    REQUIRE(terminal.openWithCan("012345") == 0x9000);
    REQUIRE(terminal.selectApplication().status == 0x9000);
    CHECK(terminal.send(0xB0, 0x82, 0x00, {}, 0).data.size() == 223);
    CHECK(terminal.send(0xB0, 0x00, 0x00, {}, 1000, true).data.size() == 1000);
}

TEST_CASE("61xx chaining, refusal of extended length, other refusals of long reads") {
    Card chaining = cardNamed("response-chaining");
    Terminal terminal(chaining);
    REQUIRE(terminal.openWithCan("012345") == 0x9000);
    REQUIRE(terminal.selectApplication().status == 0x9000);
    CHECK(terminal.send(0xB0, 0x82, 0x00, {}, 0).data.size() == 256);
    CHECK(terminal.readFile(0x0102, 0).size() > 14000);

    Card brief = cardNamed("short-only");
    CHECK(toHex(brief.transmit(fromHex("00A4020C000002011C0000"))) == "6700");

    Card exact = cardFrom(R"({"extends": "nguyen-thi-mau.json",
        "apdu": {"maximumRead": 200, "whenLonger": "exactLength"}})");
    Terminal other(exact);
    REQUIRE(other.openWithCan("012345") == 0x9000);
    REQUIRE(other.selectApplication().status == 0x9000);
    CHECK(other.send(0xB0, 0x82, 0x00, {}, 0).status == 0x6CC8);
}

TEST_CASE("the given files of another issuer are served by BAC") {
    Card card = cardNamed("bsi");
    Terminal terminal(card);
    REQUIRE(terminal.openWithBac("C11T002JM496081222310314") == 0x9000);
    CHECK(terminal.readFile(0x011D).size() == 1934);
    CHECK(terminal.selectFile(0x0103).status == 0x6982);
    CHECK(terminal.selectFile(0x010D).status == 0x6A82);
    CHECK(terminal.readFile(0x0102).size() == 15083);
}

TEST_CASE("T=0: answers to commands with data are fetched, other lengths are exact") {
    Card card = cardNamed("t0");
    CHECK(toHex(card.answerToReset()) == "3B080073C84000009000");
    card.transmit(fromHex("00A4020C02011C"));
    CHECK(toHex(card.transmit(fromHex("00B0000000"))) == "6C36");
    CHECK(card.transmit(fromHex("00B0000036")).size() == 56);
    CHECK(toHex(card.transmit(fromHex("00A4020C000002011C0000"))) == "6700");
    CHECK(toHex(card.transmit(fromHex("0022C1A40F800A04007F00070202040202830102"))) == "9000");
    CHECK(toHex(card.transmit(fromHex("10860000027C00"))) == "6114");
    CHECK(toHex(card.transmit(fromHex("00C0000000"))) == "6C14");
    CHECK(card.transmit(fromHex("00C0000014")).size() == 22);
    Terminal terminal(card);
    REQUIRE(terminal.openWithCan("012345") == 0x9000);
    REQUIRE(terminal.selectApplication().status == 0x9000);
    CHECK(terminal.readFile(0x0102, 0).size() > 14000);
    CHECK(terminal.send(0x88, 0, 0, fromHex("F173589974BF40C6"), 256).data.size() == 256);
}

TEST_CASE("a card may warn with every read, or have no way to send a long answer") {
    Card warning = cardNamed("read-with-warning");
    Terminal terminal(warning);
    REQUIRE(terminal.openWithCan("012345") == 0x9000);
    REQUIRE(terminal.selectApplication().status == 0x9000);
    const Response read = terminal.send(0xB0, 0x81, 0x00, {}, 4);
    CHECK(read.status == 0x6281);
    CHECK(toHex(read.data) == "615D5F1F");

    Card brief = cardNamed("short-only-no-chaining");
    Terminal other(brief);
    REQUIRE(other.openWithCan("012345") == 0x9000);
    REQUIRE(other.selectApplication().status == 0x9000);
    CHECK(other.send(0x88, 0, 0, fromHex("F173589974BF40C6"), 256).status == 0x6700);
    CHECK(other.readFile(0x0101).size() == 95);
}
