#include "cccd/qr_payload.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>

using namespace cccd_bridge;
using namespace cccd_bridge::cccd;

TEST_CASE("codes that are not cards are named and not read") {
    struct Row {
        const char* text;
        const char* kind;
    };
    const Row rows[] = {
        {"GD4010199990001|4e677579e1bb856e205468e1bb8b204de1baab75|05/02/1999|2|31205068e1bb91204de1baab75|01 - "
         "001|01/01/2025|-|$",
         "healthCard"},
        {"0199990001|4E677579E1BB856E|1999|1|$", "healthCard"},
        {"GD4010199990001|4e677579e1bb856e", "healthCard"},
        {"001199012345|4e677579e1bb856e205468e1bb8b|05/02/1999|2|31205068|10/05/2021", "healthCard"},
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

TEST_CASE("bare numbers") {
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

    const auto start = std::chrono::steady_clock::now();
    for (const std::string piece : {"0", "a|", "a\u0301\u0323", "&#1", "0225", "1a", "\xFF", "(", "Ã "}) {
        std::string text = "001199012345||";
        while (text.size() + piece.size() < maxQrBytes - 40) text += piece;
        CHECK(parseQr(text + "|05021999|Nữ|1 Phố Mẫu|10052021").has_value());
        CHECK(parseQr(text).has_value());
    }
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(10));
}
