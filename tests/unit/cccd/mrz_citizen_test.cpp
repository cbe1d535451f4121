#include "cccd/mrz_citizen.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace cccd_bridge;
using namespace cccd_bridge::cccd;

namespace {

const Date today = *Date::ofDay(2026, 11, 22);

MrzCitizen read(const std::string& text) {
    const auto mrz = emrtd::parseMrz(text);
    REQUIRE(mrz);
    return readMrzCitizen(*mrz, today);
}

}  // namespace

TEST_CASE("a Vietnamese card: number from the optional data, dates in their century, no name offered") {
    const auto mrz = read(
        "IDVNM1990123456001199012345<<7"
        "9902059F2402055VNM<<<<<<<<<<<8"
        "NGUYEN<<THI<MAU<<<<<<<<<<<<<<<");
    CHECK(mrz.vietnamese);
    CHECK(mrz.citizen.idNumber->value == "001199012345");
    CHECK(mrz.citizen.documentNumber->value == "199012345");
    CHECK(mrz.citizen.dateOfBirth->value.toIso() == "1999-02-05");
    CHECK(mrz.citizen.expiryDate->value->toIso() == "2024-02-05");
    CHECK(mrz.citizen.sex->value == Sex::Female);
    CHECK(mrz.citizen.nationality->value == "Việt Nam");
    CHECK_FALSE(mrz.citizen.fullName);
    CHECK(mrz.name == "NGUYEN THI MAU");
    CHECK_FALSE(mrz.nameMayBeCut);
    CHECK(nameFitsMrz("Nguyễn Thị Mẫu", mrz));
    CHECK(nameFitsMrz("NGUYỄN THỊ MẨU", mrz));
    CHECK_FALSE(nameFitsMrz("Nguyễn Thị Mậu Tuất", mrz));
    CHECK_FALSE(nameFitsMrz("Nguyễn Thị", mrz));
    CHECK_FALSE(nameFitsMrz("", mrz));
}

TEST_CASE("991231 is no expiry") {
    const auto mrz = read(
        "IDVNM0580000195058058000019<<6"
        "5803011M9912315VNM<<<<<<<<<<<2"
        "TRAN<<VAN<THU<<<<<<<<<<<<<<<<<");
    CHECK(mrz.citizen.dateOfBirth->value.toIso() == "1958-03-01");
    REQUIRE(mrz.citizen.expiryDate);
    CHECK_FALSE(mrz.citizen.expiryDate->value);
    CHECK(mrz.citizen.sex->value == Sex::Male);
}

namespace {

// A zone as the chip's reader gives it, without going through text and check digits.
emrtd::MachineReadableZone zone(const std::string& idNumber, char check, emrtd::MrzDate birth, emrtd::MrzDate expiry) {
    emrtd::MachineReadableZone mrz;
    mrz.text = std::string(90, '<');
    mrz.documentCode = "ID";
    mrz.issuingState = mrz.nationality = "VNM";
    mrz.documentNumber = idNumber.substr(3);
    mrz.optionalData = idNumber + "<<" + check;
    mrz.dateOfBirth = std::move(birth);
    mrz.dateOfExpiry = std::move(expiry);
    mrz.sex = 'M';
    mrz.primaryIdentifier = "TRAN";
    mrz.secondaryIdentifier = "VAN THU";
    mrz.checkDigits = {
        .documentNumber = true, .dateOfBirth = true, .dateOfExpiry = true, .optionalData = {}, .composite = true};
    return mrz;
}

emrtd::MrzDate date(const std::string& raw, std::optional<int> year, std::optional<int> month, std::optional<int> day) {
    return {.raw = raw, .year = year, .month = month, .day = day};
}

}  // namespace

TEST_CASE("the century comes from the number, and 99 is 2099") {
    // Fourth digit 2 and 0: the same two digits of the year are 2026 and 1926.
    const auto young =
        readMrzCitizen(zone("001226990000", '7', date("260105", 26, 1, 5), date("990304", 99, 3, 4)), today);
    CHECK(young.citizen.idNumber);
    CHECK(young.citizen.dateOfBirth->value.toIso() == "2026-01-05");
    CHECK(young.citizen.expiryDate->value->toIso() == "2099-03-04");
    const auto old =
        readMrzCitizen(zone("001026990000", '3', date("260105", 26, 1, 5), date("991231", 99, 12, 31)), today);
    CHECK(old.citizen.idNumber);
    CHECK(old.citizen.dateOfBirth->value.toIso() == "1926-01-05");
}

TEST_CASE("unknown days, broken check digits, malformed optional data") {
    auto mrz = zone("001026990000", '3', date("26<<<<", 26, {}, {}), date("300105", 30, 1, 5));
    CHECK(readMrzCitizen(mrz, today).citizen.dateOfBirth->value.toIso() == "1926");
    mrz.checkDigits.dateOfBirth = false;
    mrz.checkDigits.dateOfExpiry = false;
    mrz.checkDigits.documentNumber = false;
    const auto broken = readMrzCitizen(mrz, today).citizen;
    CHECK_FALSE(broken.dateOfBirth);
    CHECK_FALSE(broken.expiryDate);
    CHECK_FALSE(broken.documentNumber);
    for (const char* data : {"001026990000<<4", "001026990000", "", "00102699000A<<3", "001026990000<<<"}) {
        mrz.optionalData = data;
        CHECK_FALSE(readMrzCitizen(mrz, today).citizen.idNumber);
    }
    mrz.dateOfBirth = date("<<<<<<", {}, {}, {});
    mrz.checkDigits.dateOfBirth = true;
    CHECK_FALSE(readMrzCitizen(mrz, today).citizen.dateOfBirth);
}

TEST_CASE("a foreign document: code, MRZ name, dates around today") {
    // Specimen of ICAO 9303-5 appendix B.
    const auto mrz = read(
        "I<UTOD231458907<<<<<<<<<<<<<<<"
        "7408122F1204159UTO<<<<<<<<<<<6"
        "ERIKSSON<<ANNA<MARIA<<<<<<<<<<");
    CHECK_FALSE(mrz.vietnamese);
    CHECK(mrz.citizen.fullName->value == "ERIKSSON ANNA MARIA");
    CHECK(mrz.citizen.nationality->value == "UTO");
    CHECK(mrz.citizen.dateOfBirth->value.toIso() == "1974-08-12");
    CHECK(mrz.citizen.expiryDate->value->toIso() == "2012-04-15");
    CHECK_FALSE(mrz.citizen.idNumber);
}

TEST_CASE("a name that fills its field may be cut") {
    MrzCitizen mrz;
    mrz.name = "NGUYEN PHUC HOANG MINH THANH L";
    mrz.nameMayBeCut = true;
    CHECK(nameFitsMrz("Nguyễn Phúc Hoàng Minh Thành Long", mrz));
    CHECK(nameFitsMrz("Nguyễn Phúc Hoàng Minh Thành Long Vũ", mrz));
    CHECK_FALSE(nameFitsMrz("Nguyễn Phúc Hoàng Minh Thành", mrz));
    CHECK_FALSE(nameFitsMrz("Nguyễn Phúc Hoàng Anh Thành Long", mrz));
    mrz.nameMayBeCut = false;
    CHECK_FALSE(nameFitsMrz("Nguyễn Phúc Hoàng Minh Thành Long", mrz));
}
