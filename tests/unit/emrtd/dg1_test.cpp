#include "emrtd/lds/dg1.hpp"

#include "emrtd/tlv.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;

namespace {

Bytes dataGroup1(std::string_view mrz) {
    return makeTlv(0x61, makeTlv(0x5F1F, ByteView(reinterpret_cast<const Byte*>(mrz.data()), mrz.size())));
}

}  // namespace

TEST_CASE("the MRZ of a Vietnamese card") {
    const auto mrz = parseDataGroup1(
        dataGroup1("IDVNM1990123456001199012345<<79902059F2402055VNM<<<<<<<<<<<8NGUYEN<<THI<MAU<<<<<<<<<<<<<<<"));
    REQUIRE(mrz);
    CHECK(mrz->format == MrzFormat::Td1);
    CHECK(mrz->documentCode == "ID");
    CHECK(mrz->issuingState == "VNM");
    CHECK(mrz->documentNumber == "199012345");
    CHECK(mrz->optionalData == "001199012345<<7");
    CHECK(mrz->secondOptionalData.empty());
    CHECK(mrz->nationality == "VNM");
    CHECK(mrz->dateOfBirth.raw == "990205");
    CHECK(mrz->dateOfBirth.year == 99);
    CHECK(mrz->dateOfBirth.month == 2);
    CHECK(mrz->dateOfBirth.day == 5);
    CHECK(mrz->dateOfExpiry.raw == "240205");
    CHECK(mrz->sex == 'F');
    CHECK(mrz->primaryIdentifier == "NGUYEN");
    CHECK(mrz->secondaryIdentifier == "THI MAU");
    CHECK(mrz->checkDigits.allValid());
}

TEST_CASE("a card without expiry") {
    const auto mrz =
        parseMrz("IDVNM0580000195001058000019<<65803011M9912315VNM<<<<<<<<<<<2TRAN<<VAN<THU<<<<<<<<<<<<<<<<<");
    REQUIRE(mrz);
    CHECK(mrz->dateOfExpiry.raw == "991231");
    CHECK(mrz->checkDigits.allValid());
}

TEST_CASE("a document number that goes on in the optional data") {
    // ICAO 9303-5 Appendix: D23145890734 with check digit 9.
    const auto mrz =
        parseMrz("I<UTOD23145890<7349<<<<<<<<<<<3407127M9507122UTO<<<<<<<<<<<2STEVENSON<<PETER<JOHN<<<<<<<<<");
    REQUIRE(mrz);
    CHECK(mrz->documentNumber == "D23145890734");
    CHECK(mrz->checkDigits.documentNumber);
    CHECK(mrz->optionalData.empty());
}

TEST_CASE("passport and two-line card") {
    const auto passport =
        parseMrz("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10");
    REQUIRE(passport);
    CHECK(passport->format == MrzFormat::Td3);
    CHECK(passport->documentNumber == "L898902C3");
    CHECK(passport->optionalData == "ZE184226B");
    CHECK(passport->primaryIdentifier == "ERIKSSON");
    CHECK(passport->secondaryIdentifier == "ANNA MARIA");
    CHECK(passport->checkDigits.allValid());

    const auto card = parseMrz("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<D231458907UTO7408122F1204159<<<<<<<6");
    REQUIRE(card);
    CHECK(card->format == MrzFormat::Td2);
    CHECK(card->documentNumber == "D23145890");
    CHECK(card->checkDigits.allValid());
}

TEST_CASE("wrong check digits are reported one by one") {
    std::string text = "IDVNM1990123456001199012345<<79902059F2402055VNM<<<<<<<<<<<8NGUYEN<<THI<MAU<<<<<<<<<<<<<<<";
    const auto with = [&](std::size_t at, char character) {
        std::string changed = text;
        changed[at] = character;
        return parseMrz(changed).value().checkDigits;
    };
    CHECK_FALSE(with(14, '0').documentNumber);
    CHECK_FALSE(with(30, '8').dateOfBirth);
    CHECK_FALSE(with(44, '0').dateOfExpiry);
    CHECK_FALSE(with(59, '0').composite);
    CHECK(with(59, '0').documentNumber);
}

TEST_CASE("unknown parts of a date stay unknown") {
    const auto mrz =
        parseMrz("IDVNM1990123456001199012345<<799<<<<9F2402055VNM<<<<<<<<<<<8NGUYEN<<<<<<<<<<<<<<<<<<<<<<<<");
    REQUIRE(mrz);
    CHECK(mrz->dateOfBirth.year == 99);
    CHECK_FALSE(mrz->dateOfBirth.month);
    CHECK_FALSE(mrz->dateOfBirth.day);
    CHECK(mrz->secondaryIdentifier.empty());
}

TEST_CASE("what is no MRZ is refused") {
    CHECK_FALSE(parseMrz(""));
    CHECK_FALSE(parseMrz(std::string(89, '<')));
    CHECK_FALSE(parseMrz(std::string(90, ' ')));
    CHECK_FALSE(parseMrz(std::string(90, 'a')));
    CHECK(parseMrz(std::string(90, '<')));
    CHECK_FALSE(parseDataGroup1(test::hex("6100")));
    CHECK_FALSE(parseDataGroup1(test::hex("61035F1F00")));
    Bytes trailing = dataGroup1(std::string(90, '<'));
    trailing.push_back(0);
    CHECK(parseDataGroup1(trailing).error().code == ErrorCode::CardFileMalformed);
}
