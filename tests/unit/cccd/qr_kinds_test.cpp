#include "cccd/qr_payload.hpp"

#include <doctest/doctest.h>

#include <ctime>
#include <string>

using namespace cccd_bridge;
using namespace cccd_bridge::cccd;

TEST_CASE("codes that are not cards are named and not read") {
    struct Row {
        const char* text;
        const char* kind;
    };
    const Row rows[] = {
        {"G22.99.01-241105-0001", "dossier"},
        {"H29.12-241105-0001", "dossier"},
        {"H29-241105-00012", "dossier"},
        {"000.00.12.H29-241105-0001", "dossier"},
        {"000.00.01.G22-241105-0001", "dossier"},
        {"H29.12-241305-0001", "text"},
        {"A1-2-3", "text"},
        {"12.34-241105-0001", "text"},
        // Checksums from Python's binascii.crc_hqx.
        {"00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN63049E6F", "vietqr"},
        {"00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN63049e6f", "vietqr"},
        {"00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN63040000", "text"},
        {"00020101021138570010A000000727", "text"},
        {"00020163040000", "text"},
        {"BEGIN:VCARD\nVERSION:3.0\nFN:Nguyen Thi Mau\nEND:VCARD", "vcard"},
        {"begin:vcard\r\nend:vcard", "vcard"},
        {"MECARD:N:Mau;;", "vcard"},
        {"https://dichvucong.gov.vn/p?x=1|2", "url"},
        {"HTTP://EXAMPLE.VN", "url"},
        {"https://", "text"},
        {"https://a b", "text"},
        {"vneid://x/y", "vneid"},
        {"https://vneid.gov.vn/q/abc", "vneid"},
        {"", "text"},
        {"|||||||", "text"},
        {"xin chào", "text"},
        {"1234567890", "text"},
        {"1234567890123", "text"},
        {"84912345678", "text"},  // a telephone number
        {"84325123456", "text"},
        {"01234567890", "text"},  // with a zero put back born in 2034
        {"89345678901", "text"},
        {"192.168.100.100", "text"},
        {"100.000.000.000", "text"},
        {"100.000.000", "text"},
    };
    for (const auto& row : rows) {
        CAPTURE(std::string(row.text));
        const auto payload = parseQr(row.text);
        REQUIRE(payload);
        CHECK(wireName(payload->kind) == row.kind);
        CHECK_FALSE(payload->citizen);
        CHECK_FALSE(payload->extra);
        CHECK(payload->warnings.empty());
    }
}

TEST_CASE("a health card is read, and gives no permanent residence") {
    const std::string name = "4e677579e1bb856e205468e1bb8b204de1baab75", address = "31205068e1bb91204de1baab75";
    const auto card = *parseQr("GD4010199990001|" + name + "|05/02/1999|2|" + address + "|01 - 001|01/01/2025|-|$");
    CHECK(card.kind == QrKind::HealthCard);
    CHECK(card.citizen->fullName->value == "Nguyễn Thị Mẫu");
    CHECK(card.citizen->dateOfBirth->value.toIso() == "1999-02-05");
    CHECK(card.citizen->sex->value == Sex::Female);
    CHECK_FALSE(card.citizen->placeOfResidence);
    CHECK_FALSE(card.citizen->idNumber);
    CHECK(card.extra->fields == std::vector<std::string>{"1 Phố Mẫu", "01 - 001", "01/01/2025", "-", "$"});
    CHECK(card.warnings.empty());

    const auto personal = *parseQr("001199012345|" + name + "|1999|2|" + address);
    CHECK(personal.citizen->idNumber->value == "001199012345");
    CHECK(personal.citizen->dateOfBirth->value.toIso() == "1999");
    CHECK_FALSE(parseQr("001199012345|" + name + "|1998|2|" + address)->citizen->idNumber);
    CHECK(parseQr("0199990001|4E677579E1BB856E|1999|1|$")->citizen->sex->value == Sex::Male);
    CHECK(parseQr("GD4010199990001|" + name)->citizen->fullName);
    const auto odd = *parseQr("GD4010199990001|" + name + "|99/99/1999|3|");
    CHECK(odd.warnings == std::vector<QrWarning>{{QrWarningCode::DateDamaged, FieldName::DateOfBirth},
                                                 {QrWarningCode::SexDamaged, FieldName::Sex}});
    CHECK_FALSE(parseQr("GD4010199990001|4e677579c3afc2bfc2bd6e")->citizen->fullName);
    CHECK(parseQr("GD4010199990001|4e6775zz|1999")->kind == QrKind::Text);
}

TEST_CASE("bare numbers") {
    for (const char* typed : {"001 199 012 345", "001.199.012.345", "0011 9901 2345"})
        CHECK(parseQr(typed)->citizen->idNumber->value == "001199012345");
    CHECK(parseQr("001-199-012-345")->kind == QrKind::Text);
    CHECK(parseQr("01 199 012 345")->kind == QrKind::Text);
    const auto id = *parseQr(" 001199012345\r");
    CHECK(id.kind == QrKind::IdNumber);
    CHECK(id.citizen->idNumber->value == "001199012345");
    CHECK(id.warnings.empty());
    const auto cut = *parseQr("01199012345");
    CHECK(cut.kind == QrKind::IdNumber);
    CHECK(cut.citizen->idNumber->value == "001199012345");
    CHECK(cut.warnings == std::vector{QrWarning{QrWarningCode::LeadingZeroLost, FieldName::IdNumber}});
    const auto old = *parseQr("012345678");
    CHECK(old.kind == QrKind::OldIdOnly);
    CHECK(old.citizen->oldIdNumber->value == "012345678");
    CHECK(old.notes == std::vector{QrNote{QrNoteCode::NoPaperForOldNumber, FieldName::OldIdNumber}});
    const auto strange = *parseQr("999199012345");
    CHECK(strange.kind == QrKind::IdNumber);
    CHECK(strange.warnings == std::vector{QrWarning{QrWarningCode::ProvinceUnknown, FieldName::IdNumber}});
}

TEST_CASE("size and time are bounded") {
    CHECK(parseQr(std::string(maxQrBytes, '|')).has_value());
    const auto tooLong = parseQr(std::string(maxQrBytes + 1, 'a'));
    REQUIRE_FALSE(tooLong);
    CHECK(tooLong.error().code == ErrorCode::ProtocolTooLarge);

    std::string many = "001199012345||Nguyễn Thị Mẫu|05021999|Nữ|1 Phố Mẫu|10052021";
    while (many.size() < maxQrBytes - 3) many += "|a";
    const auto extra = *parseQr(many);
    CHECK(extra.extra->fields.size() == 64);

    std::string longField = "001199012345||Nguyễn Thị Mẫu|05021999|Nữ|1 Phố Mẫu|10052021|";
    while (longField.size() < 20000) longField += "ẫ";
    CHECK(parseQr(longField)->extra->fields[0].size() <= 4096);

    const std::clock_t start = std::clock();
    for (const std::string piece : {"0", "a|", "a\u0301\u0323", "&#1", "0225", "1a", "\xFF", "(", "Ã "}) {
        std::string text = "001199012345||";
        while (text.size() + piece.size() < maxQrBytes - 40) text += piece;
        CHECK(parseQr(text + "|05021999|Nữ|1 Phố Mẫu|10052021").has_value());
        CHECK(parseQr(text).has_value());
    }
    // Processor time, which a busy machine does not lengthen.
    CHECK(std::clock() - start < 60 * CLOCKS_PER_SEC);
}
