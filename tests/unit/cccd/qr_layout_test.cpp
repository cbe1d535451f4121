// Cards as scanners and later issues of the card lay them out.
#include "holder.hpp"
#include "parsed.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace cccd_bridge;
using namespace cccd_bridge::cccd;
using namespace cccd_bridge::test;

TEST_CASE("what a scanner puts around the text is left away") {
    const std::string text = holderQr;
    const auto plain = parse(text).citizen;
    for (const char* prefix : {"]Q1", "]Q3", "]d2", "QR:", "QR ", "s", "\x02", "<QR>", "Máy 2: ", "*#*"}) {
        for (const char* suffix : {"", "\r", "\r\n", "\n", "\t", "#", "END", "\x03", "\r\n\r\n", " <ETX>"}) {
            CAPTURE(std::string(prefix));
            CAPTURE(std::string(suffix));
            const auto payload = parse(prefix + text + suffix);
            CHECK(payload.citizen == plain);
            CHECK(payload.warnings.empty());
        }
    }
    const auto recent = parse("058058000019||Trần Văn Thử|01031958|Nam|Thôn Mẫu, Khánh Hòa|05112025||||#\r");
    CHECK(recent.warnings.empty());
    CHECK(recent.extra->fields == std::vector<std::string>(4));
    for (const char* text13 : {"1001199012345", "0011990123450"}) {
        const auto payload = parse(text13 + text.substr(12));
        CHECK(payload.kind == QrKind::Text);
        CHECK(payload.warnings == std::vector<QrWarning>{{QrWarningCode::ScanDamaged, {}, DamageCause::Unknown}});
    }
    CHECK(warns(parse(text + "7"), QrWarningCode::DateDamaged));
}

TEST_CASE("any separator that stands where the fields meet") {
    const std::string text = holderQr;
    for (const char* separator : {"$", ";", "\n", "\r", "\r\n", "\t", "¦", "~", "^", "#", "*", "]"}) {
        CAPTURE(std::string(separator));
        auto other = text;
        for (auto at = other.find('|'); at != std::string::npos; at = other.find('|')) other.replace(at, 1, separator);
        CHECK(parse(other).citizen == parse(text).citizen);
        CHECK(warns(parse(other), QrWarningCode::LayoutUnusual));
    }
}

TEST_CASE("escapes that took the separators too") {
    const auto percent = parse(
        "001199012345%7C%7CNguy%E1%BB%85n%20Th%E1%BB%8B%20M%E1%BA%ABu%7C05021999%7CN%E1%BB%AF%7C1%20Ph%E1%BB%91%"
        "7C10052021");
    CHECK(percent.citizen->fullName->value == "Nguyễn Thị Mẫu");
    CHECK(percent.citizen->placeOfResidence->value == "1 Phố");
    CHECK(warns(percent, QrWarningCode::NameRepaired, FieldName::FullName));
    CHECK(warns(percent, QrWarningCode::AddressRepaired, FieldName::PlaceOfResidence));
    const auto html =
        parse("001199012345&#124;&#124;Nguy&#7877;n&#124;05021999&#124;N&#7919;&#124;1 Ph&#7889;&#124;10052021");
    CHECK(html.citizen->fullName->value == "Nguyễn");
    CHECK(warns(html, QrWarningCode::NameRepaired));
}

TEST_CASE("cancelled numbers are told from relatives' numbers") {
    const std::string head = "058058000019||Trần Văn Thử|01031958|Nam|Thôn Mẫu, Khánh Hòa|";
    using Numbers = std::vector<std::string>;
    const auto alone = parse(head + "20032026||||058158990001");
    CHECK(alone.cancelledIdNumbers == Numbers{"058158990001"});
    CHECK(alone.citizen->oldIdNumber->value == "058158990001");
    CHECK(alone.warnings == std::vector<QrWarning>{{QrWarningCode::CancelledNumber, FieldName::OldIdNumber}});
    CHECK(alone.notes == std::vector{QrNote{QrNoteCode::NoPaperForOldNumber, FieldName::OldIdNumber}});
    for (const char* unclear :
         {"14032026||||058158990001", "20032026|Trần Văn Cha|058058990002||", "20032026||058158990001|Lê Thị Mẹ|"}) {
        CAPTURE(std::string(unclear));
        const auto payload = parse(head + unclear);
        CHECK(payload.cancelledIdNumbers.empty());
        CHECK_FALSE(payload.citizen->oldIdNumber);
        CHECK(warns(payload, QrWarningCode::ExtraFields));
    }
    const auto both = parse("058058000019|012345678,058158990001|Trần Văn Thử|01031958|Nam|Thôn Mẫu|20032026||||");
    CHECK(both.citizen->oldIdNumber->value == "012345678");
    CHECK(both.cancelledIdNumbers == Numbers{"058158990001"});
    const auto own = parse("058058000019|058058000019|Trần Văn Thử|01031958|Nam|Thôn Mẫu|20032026||||");
    CHECK(own.cancelledIdNumbers.empty());
    CHECK_FALSE(own.citizen->oldIdNumber);
    CHECK(own.warnings.empty());
    const auto law = parse("058058000019|Trần Văn Thử|Nam|01031958|Thôn Mẫu|20032026|012345678|058158990001");
    CHECK(law.citizen->oldIdNumber->value == "012345678");
    CHECK(law.cancelledIdNumbers == Numbers{"058158990001"});
    CHECK_FALSE(warns(law, QrWarningCode::ExtraFields));
}

TEST_CASE("the law's order with what may be missing") {
    for (const char* birth : {"1958", "00001958", "031958"}) {
        const auto card = parse(std::string("058058000019|Thử|Nam|") + birth + "||20032026");
        CHECK(card.citizen->fullName->value == "Thử");
        CHECK(card.citizen->dateOfBirth->value.toIso() == "1958");
        CHECK_FALSE(card.citizen->placeOfResidence);
        CHECK(card.citizen->issueDate->value.toIso() == "2026-03-20");
    }
    CHECK(parse("058058000019|Nam|Nam|01031958|Thôn 1|20032026||").citizen->fullName->value == "Nam");
}

TEST_CASE("name and address are told apart by a comma or a digit, or not at all") {
    const auto other = parse("058058000019|1958|Nam|Thử|Thôn Mẫu, Khánh Hòa|20032026");
    CHECK(other.citizen->dateOfBirth->value.toIso() == "1958");
    CHECK(other.citizen->fullName->value == "Thử");
    for (const char* text : {"Thôn 1, Khánh Hòa|Trần Văn Thử|01031958|Nam|20032026",
                             "Thôn 1, Khánh Hòa|Nam|01031958|Trần Văn Thử|20032026",
                             "Trần Văn Thử|Thôn 1, Khánh Hòa|Nam|01031958|20032026"}) {
        CAPTURE(std::string(text));
        const auto payload = parse(std::string("058058000019|") + text);
        CHECK(given(payload.citizen->fullName) == "Trần Văn Thử");
        CHECK(given(payload.citizen->placeOfResidence) == "Thôn 1, Khánh Hòa");
    }
    for (const char* text : {"Thôn Mẫu|Trần Văn Thử|01031958|Nam|20032026", "Thôn 1|Thử 2|01031958|Nam|20032026"}) {
        CAPTURE(std::string(text));
        const auto payload = parse(std::string("058058000019|") + text);
        CHECK_FALSE(payload.citizen->fullName);
        CHECK_FALSE(payload.citizen->placeOfResidence);
        CHECK(payload.extra->fields.size() == 2);
        CHECK(payload.warnings ==
              std::vector<QrWarning>{{QrWarningCode::LayoutUnusual},
                                     {QrWarningCode::NameDamaged, FieldName::FullName, DamageCause::Unknown},
                                     {QrWarningCode::AddressDamaged, FieldName::PlaceOfResidence, DamageCause::Unknown},
                                     {QrWarningCode::ExtraFields}});
    }
}

TEST_CASE("two codes in one text are nobody's") {
    const std::string text = holderQr, other = "058058000019||Trần Văn Thử|01031958|Nam|Thôn Mẫu|05112025||||";
    for (const char* between : {"", "\n", "\r\n", "\t", "|", "]Q1", " ", "\r\n\r\n"})
        for (const auto& both : {text + between + other, other + between + text, text + between + text,
                                 text + between + "58058000019" + other.substr(12), text + between + "058058000019"}) {
            CAPTURE(both);
            const bool given = both.ends_with("|058058000019");  // what a 2024 card may have there
            const auto payload = parse(both);
            CHECK(payload.citizen.has_value() == given);
            if (!given)
                CHECK(payload.warnings ==
                      std::vector<QrWarning>{{QrWarningCode::ScanDamaged, {}, DamageCause::SeveralScans}});
        }
    // The first of the two was cut anywhere.
    for (std::size_t cut = 13; cut < text.size(); ++cut) {
        CAPTURE(cut);
        CHECK_FALSE(parse(text.substr(0, cut) + other).citizen);
    }
    const auto family = parse(other + "|058158990001|Lê Thị Mẹ|058158990002");
    CHECK(family.citizen->fullName->value == "Trần Văn Thử");
}

TEST_CASE("a prefix with the separator in it") {
    const std::string text = holderQr;
    for (const char* prefix : {"ABC|", "Q|1|", "]Q2\\000026", "]Q1\\000026", "\\000026"})
        CHECK(parse(prefix + text).citizen == parse(text).citizen);
    // The cancelled number is not taken for a number that was lost.
    CHECK_FALSE(parse("2345|058158990001|Trần Văn Thử|01031958|Nam|Thôn Mẫu, Khánh Hòa|20032026").citizen);
}

TEST_CASE("a card's text that cannot be read is not called a plain text") {
    const auto cause = [](const char* text) {
        const auto payload = parse(text);
        CHECK(payload.kind == QrKind::Text);
        REQUIRE(payload.warnings.size() == 1);
        CHECK(payload.warnings[0].code == QrWarningCode::ScanDamaged);
        return payload.warnings[0].cause;
    };
    CHECK(cause("2345||Nguyễn Thị Mẫu|05021999|Nữ|1 Phố Mẫu|10052021") == DamageCause::Unknown);
    CHECK(cause("001099012345;;Đỗ H&agrave;;05021999;Nam;H&agrave; N&#7897;i;10052021") == DamageCause::Unknown);
    // 001199012345 on the keys of the Vietnamese layout.
    CHECK(cause("đđăặ\u0323đăâêô\u0300|đ|Mau") == DamageCause::InputMethod);
    CHECK(parse("đđăă|xin chào").warnings.empty());
    CHECK(parse("a|b|c|d|e|f").warnings.empty());
}
