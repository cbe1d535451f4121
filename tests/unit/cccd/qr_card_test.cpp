#include "holder.hpp"
#include "parsed.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace cccd_bridge;
using namespace cccd_bridge::cccd;
using namespace cccd_bridge::test;

TEST_CASE("the 2021 card") {
    const auto payload = parse(holderQr);
    CHECK(payload.kind == QrKind::Cccd2021);
    CHECK(payload.warnings.empty());
    CHECK_FALSE(payload.extra);
    REQUIRE(payload.citizen);
    const auto& citizen = *payload.citizen;
    CHECK(*citizen.idNumber == from(Source::Qr, std::string("001199012345")));
    CHECK(citizen.oldIdNumber->value == "012345678");
    CHECK(payload.notes == std::vector{QrNote{QrNoteCode::NoPaperForOldNumber, FieldName::OldIdNumber}});
    CHECK(citizen.fullName->value == "Nguyễn Thị Mẫu");
    CHECK(citizen.dateOfBirth->value.toIso() == "1999-02-05");
    CHECK(citizen.sex->value == Sex::Female);
    CHECK(citizen.placeOfResidence->value == "1 Phố Mẫu, Hà Nội");
    CHECK(citizen.issueDate->value.toIso() == "2021-05-10");
    CHECK_FALSE(citizen.expiryDate);
    CHECK_FALSE(citizen.issuingAuthority);
    REQUIRE(payload.derived);
    CHECK(payload.derived->expiryDate.value()->toIso() == "2024-02-05");
    CHECK(payload.derived->issuingAuthority == "Cục Cảnh sát quản lý hành chính về trật tự xã hội");
}

TEST_CASE("the 2024 card keeps its trailing fields") {
    const auto payload = parse("058058000019||Trần Văn Thử|01031958|Nam|Thôn Mẫu, Phước Hậu, Khánh Hòa|05112025||||");
    CHECK(payload.kind == QrKind::CanCuoc2024);
    CHECK(payload.warnings.empty());
    CHECK_FALSE(payload.citizen->oldIdNumber);
    REQUIRE(payload.extra);
    CHECK(payload.extra->fields == std::vector<std::string>(4));
    REQUIRE(payload.derived->expiryDate);
    CHECK_FALSE(*payload.derived->expiryDate);
    CHECK(payload.derived->issuingAuthority == "Bộ Công an");

    const auto filled = parse("058058000019||Trần Văn Thử|01031958|Nam|Thôn Mẫu|05112025|Trần Văn Cha||058058000020|");
    CHECK(filled.kind == QrKind::CanCuoc2024);
    CHECK(warns(filled, QrWarningCode::ExtraFields));
    CHECK(filled.extra->fields == std::vector<std::string>{"Trần Văn Cha", "", "058058000020", ""});
}

TEST_CASE("the same card as scanners send it") {
    const std::string text = holderQr;
    for (const auto& sent :
         {text + "\r\n", "\xEF\xBB\xBF" + text, "]Q1" + text, "\x02" + text + "\x03", "  " + text + "\t"}) {
        const auto payload = parse(sent);
        CHECK(payload.kind == QrKind::Cccd2021);
        CHECK(payload.warnings.empty());
        CHECK(payload.citizen == parse(text).citizen);
    }
    const auto decomposed =
        parse("001199012345||Nguye\u0302\u0303n Thi\u0323 Mẫu|05021999|Nu\u031B\u0303|1 Phố Mẫu|10052021");
    CHECK(decomposed.citizen->fullName->value == "Nguyễn Thị Mẫu");
    CHECK(decomposed.citizen->sex->value == Sex::Female);
    CHECK(warns(decomposed, QrWarningCode::NotNfc));
    for (const char* separator : {"$", ";", "\n", "\t", "¦"}) {
        auto other = text;
        for (auto at = other.find('|'); at != std::string::npos; at = other.find('|')) other.replace(at, 1, separator);
        const auto payload = parse(other);
        CHECK(payload.citizen == parse(text).citizen);
        CHECK(warns(payload, QrWarningCode::LayoutUnusual));
    }
}

TEST_CASE("other orders are read only when they are certain") {
    const auto other =
        parse("001199012345|Nguyễn Thị Mẫu|Nữ|05021999|1 Phố Mẫu, Hà Nội|10052021|012345678|001199990001");
    CHECK(other.citizen == parse(holderQr).citizen);
    CHECK(warns(other, QrWarningCode::LayoutUnusual));
    CHECK(other.extra->fields == std::vector<std::string>{"001199990001"});
    const auto collapsed = parse("001199012345|Nguyễn Thị Mẫu|05021999|Nữ|1 Phố Mẫu, Hà Nội|10052021");
    CHECK(collapsed.citizen->placeOfResidence->value == "1 Phố Mẫu, Hà Nội");
    CHECK(collapsed.citizen->dateOfBirth->value.toIso() == "1999-02-05");
    CHECK(parse("001199012345|Nguyễn Thị Mẫu|05021999|Nữ|Nam|1 Phố Mẫu, Hà Nội").kind == QrKind::Text);
    CHECK(parse("001199012345|chuyển khoản|tháng 5").kind == QrKind::Text);
}

TEST_CASE("a scan that was cut gives no half address") {
    const auto noIssue = parse("001199012345||Nguyễn Thị Mẫu|05021999|Nữ|1 Phố Mẫu, Hà N");
    CHECK(noIssue.kind == QrKind::Cccd2021);
    CHECK(noIssue.citizen->fullName);
    CHECK_FALSE(noIssue.citizen->placeOfResidence);
    CHECK(warns(noIssue, QrWarningCode::AddressDamaged, FieldName::PlaceOfResidence));
    CHECK(warns(noIssue, QrWarningCode::LayoutUnusual));
    CHECK(noIssue.extra->raw.ends_with("Hà N"));
    for (const char* issue : {"1", "1005", "100520", "1005202", "1902"}) {
        const auto cut = parse(std::string("001199012345||Nguyễn Thị Mẫu|05021999|Nữ|1 Phố Mẫu|") + issue);
        CHECK_FALSE(cut.citizen->issueDate);
        CHECK(warns(cut, QrWarningCode::DateDamaged, FieldName::IssueDate));
    }
}

TEST_CASE("a lost leading zero is put back with a warning") {
    for (const char* number : {"01199012345", "1199012345"}) {
        const auto payload = parse(std::string(number) + "||Nguyễn Thị Mẫu|05021999|Nữ|1 Phố Mẫu|10052021");
        CHECK(payload.citizen->idNumber->value == "001199012345");
        CHECK(warns(payload, QrWarningCode::LeadingZeroLost, FieldName::IdNumber));
    }
    CHECK(parse("99199012345||Nguyễn Thị Mẫu|05021999|Nữ|1 Phố Mẫu|10052021").kind == QrKind::Text);
    CHECK(parse("1930012345||Nguyễn Thị Mẫu|05021999|Nữ|1 Phố Mẫu|10052021").kind == QrKind::Text);  // born 2130
}

TEST_CASE("dates, sex and old number are checked") {
    struct Row {
        const char* text;
        QrWarningCode code;
        FieldName field;
    };
    const Row rows[] = {
        {"001199012345||Nguyễn Thị Mẫu|31021999|Nữ|Phố Mẫu|10052021", QrWarningCode::DateDamaged,
         FieldName::DateOfBirth},
        {"001199012345||Nguyễn Thị Mẫu|5021999|Nữ|Phố Mẫu|10052021", QrWarningCode::DateDamaged,
         FieldName::DateOfBirth},
        {"001199012345||Nguyễn Thị Mẫu|05021999|Na|Phố Mẫu|10052021", QrWarningCode::SexDamaged, FieldName::Sex},
        {"001199012345|01234567|Nguyễn Thị Mẫu|05021999|Nữ|Phố Mẫu|10052021", QrWarningCode::OldIdDamaged,
         FieldName::OldIdNumber},
        {"001199012345|01234567x|Nguyễn Thị Mẫu|05021999|Nữ|Phố Mẫu|10052021", QrWarningCode::OldIdDamaged,
         FieldName::OldIdNumber},
        {"001199012345||Nguyễn Thị Mẫu|05021999|Nữ|Phố Mẫu|10051998", QrWarningCode::IssueDateImplausible,
         FieldName::IssueDate},
        {"001199012345||Nguyễn Thị Mẫu|05021999|Nữ|Phố Mẫu|10052015", QrWarningCode::IssueDateImplausible,
         FieldName::IssueDate},
        {"001199012345||Nguyễn Thị Mẫu|05021999|Nam|Phố Mẫu|10052021", QrWarningCode::SexMismatch, FieldName::Sex},
        {"001199012345||Nguyễn Thị Mẫu|05021998|Nữ|Phố Mẫu|10052021", QrWarningCode::BirthYearMismatch,
         FieldName::DateOfBirth},
        {"003199012345||Nguyễn Thị Mẫu|05021999|Nữ|Phố Mẫu|10052021", QrWarningCode::ProvinceUnknown,
         FieldName::IdNumber},
    };
    for (const auto& row : rows) {
        CAPTURE(std::string(row.text));
        const auto payload = parse(row.text);
        CHECK(payload.warnings.size() == 1);
        CHECK(warns(payload, row.code, row.field));
        CHECK(payload.citizen->fullName);
    }
    const auto readIn2030 = [](const char* birth, const char* issue) {
        return parse(std::string("001099012345||Mẫu|") + birth + "|Nam|Phố Mẫu|" + issue,
                     std::chrono::sys_days{std::chrono::year{2030} / 5 / 10});
    };
    CHECK(readIn2030("05021999", "10052030").warnings.empty());
    CHECK(readIn2030("05021999", "11052030").citizen->issueDate);  // it is tomorrow somewhere
    CHECK(warns(readIn2030("05021999", "12052030"), QrWarningCode::IssueDateImplausible, FieldName::IssueDate));
    CHECK_FALSE(readIn2030("05021999", "12052030").citizen->issueDate);
    for (const char* birth : {"12052030", "2031", "05022199", "31121899", "1800"}) {
        const auto payload = readIn2030(birth, "");
        CHECK_FALSE(payload.citizen->dateOfBirth);
        CHECK(payload.warnings == std::vector<QrWarning>{{QrWarningCode::DateDamaged, FieldName::DateOfBirth}});
    }
    // A clock that stands before this program was made is wrong.
    CHECK(parse(holderQr, std::chrono::sys_days{std::chrono::year{2009} / 1 / 1}).warnings.empty());
    for (const char* birth : {"1999", "00001999", "021999"}) {
        const auto payload = parse(std::string("001199012345||Nguyễn Thị Mẫu|") + birth + "|Nữ|Phố Mẫu|10052021");
        CHECK(payload.citizen->dateOfBirth->value.toIso() == "1999");
        CHECK_FALSE(payload.derived->expiryDate);
        CHECK(payload.derived->issuingAuthority);
    }
}

TEST_CASE("what damage leaves of Nữ is still Nữ") {
    for (const char* sex : {"N?", "N7919", "N∩", "N\uFFFD", "N022501870175", "Nu"}) {
        const auto payload = parse(std::string("001199012345||Nguyễn Thị Mẫu|05021999|") + sex + "|Phố Mẫu|10052021");
        CHECK(payload.citizen->sex->value == Sex::Female);
        CHECK(payload.warnings.size() == 1);
        CHECK(warns(payload, QrWarningCode::SexRepaired, FieldName::Sex));
        CHECK(payload.citizen->fullName->value == "Nguyễn Thị Mẫu");
    }
}

TEST_CASE("empty fields stay empty, one-word names are names") {
    const auto payload = parse("001199012345||Mẫu|05021999|Nữ||10052021");
    CHECK(payload.citizen->fullName->value == "Mẫu");
    CHECK(
        warns(parse("001199012345|||05021999|Nữ|1 Phố Mẫu|10052021"), QrWarningCode::NameDamaged, FieldName::FullName));
    CHECK_FALSE(payload.citizen->placeOfResidence);
    CHECK(payload.warnings.empty());
}
