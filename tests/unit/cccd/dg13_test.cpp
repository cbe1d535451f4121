#include "cccd/dg13.hpp"
#include "dg13_builder.hpp"

#include <doctest/doctest.h>

#include <charconv>
#include <string>

using namespace cccd_bridge;
using namespace cccd_bridge::cccd;
using namespace cccd_bridge::test;

namespace {

// The synthetic card: 333 bytes, every field in short form, parents as two sibling sequences, no spouse.
constexpr std::string_view syntheticCard =
    "6D82014930820145020101060628D3160100083182013630"
    "11020101130C303031313939303132333435"
    "30190201020C144E677579E1BB856E205468E1BB8B204DE1BAAB75"
    "300F020103130A30352F30322F31393939"
    "30090201040C044EE1BBAF"
    "300F0201050C0A5669E1BB8774204E616D"
    "30090201060C044B696E68"
    "300B0201070C064B68C3B46E67"
    "30150201080C104DE1BAAB752C2048C3A0204EE1BB9969"
    "301D0201090C1831205068E1BB91204DE1BAAB752C2048C3A0204EE1BB9969"
    "301102010A0C0C4EE1BB9174207275E1BB9369"
    "300F02010B130A31302F30352F32303231"
    "300F02010C0C0A30352F30322F32303234"
    "302A02010D30130C114E677579E1BB856E2056C4836E2043686130100C0E4CC3AA205468E1BB8B204DE1BAB9"
    "300302010E"
    "300E02010F1309303132333435363738"
    "3015020110131030313233343536373839414243444546";

Bytes fromHex(std::string_view text) {
    Bytes out;
    for (std::size_t at = 0; at + 1 < text.size(); at += 2) {
        unsigned value = 0;
        std::from_chars(text.data() + at, text.data() + at + 2, value, 16);
        out.push_back(static_cast<Byte>(value));
    }
    return out;
}

bool has(const Dg13& dg13, Dg13ProblemKind kind, int label) {
    for (const auto& problem : dg13.problems) {
        if (problem == Dg13Problem{kind, label}) return true;
    }
    return false;
}

Bytes someFields() { return field(1, printable("001199012345")) + field(2, utf8("Nguyễn Thị Mẫu")); }

}  // namespace

TEST_CASE("the synthetic card is read whole") {
    const auto file = fromHex(syntheticCard);
    REQUIRE(file.size() == 333);
    const auto read = parseDg13(file);
    CHECK(read.status == Dg13Status::Understood);
    CHECK(read.problems.empty());
    const auto& citizen = read.citizen;
    CHECK(citizen.idNumber->value == "001199012345");
    CHECK(citizen.idNumber->source == Source::Dg13);
    CHECK_FALSE(citizen.idNumber->verified);
    CHECK(citizen.fullName->value == "Nguyễn Thị Mẫu");
    CHECK(citizen.dateOfBirth->value.toIso() == "1999-02-05");
    CHECK(citizen.sex->value == Sex::Female);
    CHECK(citizen.nationality->value == "Việt Nam");
    CHECK(citizen.ethnicity->value == "Kinh");
    CHECK(citizen.religion->value == "Không");
    CHECK(citizen.placeOfOrigin->value == "Mẫu, Hà Nội");
    CHECK(citizen.placeOfResidence->value == "1 Phố Mẫu, Hà Nội");
    CHECK(citizen.personalIdentification->value == "Nốt ruồi");
    CHECK(citizen.issueDate->value.toIso() == "2021-05-10");
    CHECK(citizen.expiryDate->value->toIso() == "2024-02-05");
    CHECK(citizen.fatherName->value == "Nguyễn Văn Cha");
    CHECK(citizen.motherName->value == "Lê Thị Mẹ");
    CHECK_FALSE(citizen.spouseName);
    CHECK(citizen.oldIdNumber->value == "012345678");
    REQUIRE(read.unknown.size() == 1);
    CHECK(read.unknown[0].label == 16);
}

TEST_CASE("wrappers may be missing, in another order, or fields unsorted") {
    const auto fields = someFields();
    const auto shuffled = field(2, utf8("Nguyễn Thị Mẫu")) + field(1, printable("001199012345"));
    const Bytes version = tlv(0x02, {1});
    const Bytes files[] = {
        dg13(fields),
        dg13(shuffled),
        tlv(0x6D, fields),
        tlv(0x6D, sequence(fields)),
        tlv(0x6D, tlv(0x31, fields)),
        tlv(0x6D, sequence(version + tlv(0x31, fields))),
        tlv(0x6D, sequence(version + sequence(fields))),
        tlv(0x6D, sequence(version + fields)),
        fields,
        sequence(fields),
        dg13(fields) + Bytes(16, 0x00),
        dg13(fields) + Bytes{0x90, 0x00},
    };
    for (const auto& file : files) {
        const auto read = parseDg13(file);
        CHECK(read.status == Dg13Status::Understood);
        REQUIRE(read.citizen.idNumber);
        CHECK(read.citizen.idNumber->value == "001199012345");
        REQUIRE(read.citizen.fullName);
        CHECK(read.citizen.fullName->value == "Nguyễn Thị Mẫu");
        CHECK(read.problems.empty());
        CHECK(read.unknown.empty());
    }
}

TEST_CASE("long values use long lengths") {
    for (const int repeats : {12, 30, 200}) {
        std::string address;
        for (int i = 0; i < repeats; ++i) address += (i > 0 ? " " : "") + std::string("Mẫu");
        const auto read = parseDg13(dg13(someFields() + field(9, utf8(address)) + field(10, utf8("Nốt ruồi"))));
        REQUIRE(read.citizen.placeOfResidence);
        CHECK(read.citizen.placeOfResidence->value == address);
        CHECK(read.citizen.personalIdentification->value == "Nốt ruồi");
    }
    const auto tooLong = parseDg13(dg13(someFields() + field(9, utf8(std::string(maxTextBytes + 1, 'a')))));
    CHECK_FALSE(tooLong.citizen.placeOfResidence);
    CHECK(has(tooLong, Dg13ProblemKind::ValueMalformed, 9));
}

TEST_CASE("values come out in NFC with single spaces") {
    const auto read = parseDg13(dg13(field(2, utf8(" Nguye\u0302\u0303n  Thi\u0323 Mâ\u0303u "))));
    CHECK(read.citizen.fullName->value == "Nguyễn Thị Mẫu");
    const auto bmp = parseDg13(dg13(field(2, tlv(0x1E, {0x1E, 0xA4, 0x00, 'n'}))));
    CHECK(bmp.citizen.fullName->value == "Ấn");
}

TEST_CASE("no expiry, years alone, unknown days") {
    const auto read = parseDg13(dg13(field(3, printable("1958")) + field(12, utf8("Không thời hạn"))));
    CHECK(read.citizen.dateOfBirth->value.toIso() == "1958");
    REQUIRE(read.citizen.expiryDate);
    CHECK_FALSE(read.citizen.expiryDate->value);
    CHECK_FALSE(parseDg13(dg13(field(2, utf8("A")) + field(12, utf8("")))).citizen.expiryDate);
    CHECK(has(parseDg13(dg13(field(12, utf8("sau này")))), Dg13ProblemKind::ValueMalformed, 12));
}

TEST_CASE("unknown labels are kept raw, malformed values are left out and kept raw") {
    const auto seventeen = utf8("gì đó");
    const auto read =
        parseDg13(dg13(someFields() + field(17, seventeen) + field(3, printable("31/02/1999")) +
                       field(9, tlv(0x0C, {0xFF, 0xFE})) + field(8, utf8("a\u202Eb")) + field(4, utf8("?"))));
    CHECK(read.status == Dg13Status::Understood);
    REQUIRE(read.unknown.size() == 5);
    CHECK(read.unknown[0] == Dg13RawField{17, seventeen});
    for (const int label : {3, 4, 8, 9}) CHECK(has(read, Dg13ProblemKind::ValueMalformed, label));
    CHECK_FALSE(read.citizen.dateOfBirth);
    CHECK_FALSE(read.citizen.placeOfResidence);
    CHECK_FALSE(read.citizen.placeOfOrigin);
}

TEST_CASE("what is not understood says so") {
    CHECK(parseDg13({}).status == Dg13Status::Absent);
    Bytes noise;
    unsigned state = 7;
    for (int i = 0; i < 400; ++i) {
        state = state * 1103515245U + 12345U;
        noise.push_back(static_cast<Byte>(state >> 16));
    }
    const Bytes files[] = {
        {0x6D},
        {0x6D, 0x00},
        noise,
        tlv(0x6D, noise),
        tlv(0x6D, sequence(tlv(0x02, {1}) + tlv(0x06, {0x2A, 3}) + tlv(0x04, noise))),
        dg13(field(1, tlv(0x04, noise)) + field(2, tlv(0x04, noise))),
        dg13({}),
        Bytes(70000, 0x30),
        bytes("name=An;dob=1999"),
    };
    for (const auto& file : files) {
        const auto read = parseDg13(file);
        CHECK(read.status == Dg13Status::NotUnderstood);
        CHECK(isEmpty(read.citizen));
    }
}

TEST_CASE("cut files keep what came before the cut; deep and wide files end at the caps") {
    const auto whole = fromHex(syntheticCard);
    for (std::size_t length = 0; length < whole.size(); ++length) {
        const auto read = parseDg13(ByteView(whole).first(length));
        if (read.citizen.idNumber) CHECK(read.citizen.idNumber->value == "001199012345");
        if (read.citizen.fullName) CHECK(read.citizen.fullName->value == "Nguyễn Thị Mẫu");
        if (length > 2) CHECK(read.status != Dg13Status::Absent);
    }
    CHECK(has(parseDg13(ByteView(whole).first(200)), Dg13ProblemKind::StructureBroken, 0));

    Bytes deep = utf8("A");
    for (int i = 0; i < 1000; ++i) deep = sequence(deep);
    CHECK(has(parseDg13(tlv(0x6D, deep)), Dg13ProblemKind::LimitReached, 0));
    Bytes wide;
    for (int i = 0; i < 2000; ++i) wide = std::move(wide) + field(2, utf8("A"));
    const auto read = parseDg13(dg13(wide));
    CHECK(has(read, Dg13ProblemKind::LimitReached, 0));
    CHECK(read.unknown.size() <= 64);
}
