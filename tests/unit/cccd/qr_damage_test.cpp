// Texts as scanners that type on a keyboard leave them: the damaged field is absent, everything else stays.
#include "cccd/text_damage.hpp"
#include "parsed.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace cccd_bridge;
using namespace cccd_bridge::cccd;
using namespace cccd_bridge::test;

TEST_CASE("damaged names") {
    const char* names[] = {
        "Nguyễn Ng022501870141c",  // byte numbers
        "Ng0225c",                 // some of them lost
        "V259n Ph432417ng",        // code points
        "Ph░íng",                  // code page 437
        "Sαi",
        "Ngh)a",
        "TrÆ°Æ¡ng",  // UTF-8 as Windows-1252
        "HÃ\u00A0",  // the same with a no-break space
        "Nguy?n Th? M?u",
        "Nguy\u0085n",
        "Nguy\uFFFDn",
        "Nguy\u0001n",
        "TrÑn",
        "Nguyễn123",
        "***",
        "...",
        "Ng&#7885;c &bogus;",
        "Ng%E1%BB%8Dc %E1",
        "Nh\u00ADt",  // a soft hyphen, or ậ as Windows-1252 shows it
    };
    for (const auto* name : names) {
        CAPTURE(std::string(name));
        const auto payload = card(name, "1 Phố Mẫu, Hà Nội");
        CHECK_FALSE(payload.citizen->fullName);
        CHECK(warns(payload, QrWarningCode::NameDamaged));
        REQUIRE(payload.citizen->placeOfResidence);
        CHECK(payload.citizen->placeOfResidence->value == "1 Phố Mẫu, Hà Nội");
        CHECK(payload.citizen->idNumber->value == "001199012345");
        CHECK(payload.citizen->dateOfBirth->value.toIso() == "1999-02-05");
        REQUIRE(payload.extra);
        CHECK(payload.extra->raw.find("|05021999|") != std::string::npos);
    }
}

TEST_CASE("damaged addresses") {
    const char* addresses[] = {
        "1 Ph02250187 0145 M0225018601710117u",
        "12 Ng0225 Quyền",
        "Ph432417ng 3, Qu7853n 5",
        "S0 5 Ph░íng Mai",
        "TrÆ°Æ¡ng Sa",
        "12 Nguy?n Hu?",
        "Ngh)a T)n",
        "TrÑn Phú",
        "12\u0090 Lê Lợi",
        "12 / 3",
    };
    for (const auto* address : addresses) {
        CAPTURE(std::string(address));
        const auto payload = card("Nguyễn Thị Mẫu", address);
        CHECK_FALSE(payload.citizen->placeOfResidence);
        CHECK(warns(payload, QrWarningCode::AddressDamaged));
        REQUIRE(payload.citizen->fullName);
        CHECK(payload.citizen->fullName->value == "Nguyễn Thị Mẫu");
    }
}

TEST_CASE("what damaged every text alike is undone exactly") {
    struct Row {
        const char* name;
        const char* sex;
        const char* address;
        DamageCause cause;
    };
    const Row rows[] = {
        {"Nguy022501870133n Th022501870139 M022501860171u", "N022501870175",
         "s02250187014512 Ph022501870145 M022501860171u", DamageCause::ByteNumbers},
        {"Nguyá»…n Thá»‹ Máº«u", "Ná»¯", "sá»‘12 Phá»‘ Máº«u", DamageCause::Mojibake},
        {"Nguyá»\u0085n Thá»\u008B Máº«u", "Ná»¯", "sá»\u009112 Phá»\u0091 Máº«u", DamageCause::Mojibake},
        {"NguyÃ¡Â»â€¦n ThÃ¡Â»â€¹ MÃ¡ÂºÂ«u", "NÃ¡Â»Â¯", "sÃ¡Â»â€˜12 PhÃ¡Â»â€˜ MÃ¡ÂºÂ«u", DamageCause::Mojibake},
        {"Nguyß╗àn Thß╗ï Mß║½u", "Nß╗»", "sß╗æ12 Phß╗æ Mß║½u", DamageCause::Mojibake},
        {"Nguy&#7877;n Th&#7883; M&#7851;u", "N&#7919;", "s&#7889;12 Ph&#7889; M&#7851;u", DamageCause::HtmlEscapes},
        {"Nguy%E1%BB%85n+Th%E1%BB%8B+M%E1%BA%ABu", "N%E1%BB%AF", "s%E1%BB%9112+Ph%E1%BB%91+M%E1%BA%ABu",
         DamageCause::PercentEscapes},
        {"Nguy%e1%bb%85n Th%e1%bb%8b M%e1%ba%abu", "N%e1%bb%af", "s%e1%bb%9112 Ph%e1%bb%91 M%e1%ba%abu",
         DamageCause::PercentEscapes},
    };
    for (const auto& row : rows) {
        CAPTURE(std::string(row.name));
        const auto text = std::string("001199012345||") + row.name + "|05021999|" + row.sex + "|" + row.address;
        const auto payload = *parseQr(text + "|10052021");
        REQUIRE(payload.citizen->fullName);
        CHECK(payload.citizen->fullName->value == "Nguyễn Thị Mẫu");
        CHECK(payload.citizen->placeOfResidence->value == "số12 Phố Mẫu");
        CHECK(payload.citizen->sex->value == Sex::Female);
        CHECK(payload.warnings ==
              std::vector<QrWarning>{{QrWarningCode::NameRepaired, FieldName::FullName, row.cause},
                                     {QrWarningCode::AddressRepaired, FieldName::PlaceOfResidence, row.cause},
                                     {QrWarningCode::SexRepaired, FieldName::Sex, row.cause}});
        CHECK(payload.extra->raw == text + "|10052021");
    }
}

TEST_CASE("a text that nothing proves is not taken as it is") {
    const auto male = [](const std::string& name, const std::string& address) { return card(name, address, true); };
    // "Vi Sín" is what code page 437 makes of "Vũ Sơn"; "224" may be "à".
    for (const char* name : {"Vi Sín", "Cao Ding", "Phím"}) {
        CAPTURE(std::string(name));
        CHECK_FALSE(male(name, "").citizen->fullName);
        CHECK(male(name, "1 Phố Mẫu").citizen->fullName->value == name);
    }
    CHECK_FALSE(male("Mai Lan", "224 Hai An, Long An").citizen->placeOfResidence);
    CHECK_FALSE(male("Hà Vn Bá", "").citizen->fullName);
    const auto plain = male("Mai An", "");
    CHECK(plain.citizen->fullName->value == "Mai An");
    CHECK(plain.warnings == std::vector<QrWarning>{{QrWarningCode::MarksMissing, FieldName::FullName}});
    // Best fit to Windows-1252 or its glyphs leave such marks too.
    CHECK(male("Cao Bá Hà", "").warnings == plain.warnings);
    CHECK(male("Cao Bá Hạ", "").warnings.empty());
    for (const char* address : {"1 Pho Mau, Ha Noi", "Thanh Xuan, Long An", "Ia Yok, Ia Grai, Gia Lai"}) {
        const auto ascii = male("Phan Kim Long", address);
        CHECK(given(ascii.citizen->fullName) == "Phan Kim Long");
        CHECK(warns(ascii, QrWarningCode::MarksMissing, FieldName::FullName));
        CHECK(warns(ascii, QrWarningCode::MarksMissing, FieldName::PlaceOfResidence));
    }
}

TEST_CASE("letters that no code page has together prove each other") {
    // Windows-1258 has ơ and ư, but no ì, ò, õ, ã, ý; Windows-1252 has these, but no ơ, ư, ă.
    for (const char* address : {"Bình Sơn", "Tân Hòa, Cư Jút", "Xã Lăng Hà", "Lý Sơn"})
        CHECK(card("Cao Bá Hà", address, true).warnings.empty());
    for (const char* address : {"Bình Hòa", "Long Sơn, Phú Thương", "Lý Văn", "Hà Đông"})
        CHECK(warns(card("Cao Bá Hà", address, true), QrWarningCode::MarksMissing));
    // The tone marks of Windows-1258 stand alone: `Giò` modulo 256 gives `Gi` with a dot below, which NFC composes.
    CHECK(warns(card("Gi\u0323 Long", "Long An", true), QrWarningCode::MarksMissing));
    CHECK(card("Gi\u1ECB Long", "Long An", true).warnings.empty());
    const auto decomposed = card("Nguye\u0302\u0303n Mai", "Long An", true);
    CHECK(decomposed.warnings == std::vector<QrWarning>{{QrWarningCode::NotNfc, {}, DamageCause::Decomposed}});
}

TEST_CASE("one field is repaired alone where only one way leads to it") {
    struct Row {
        const char* name;
        const char* address;
        const char* readName;
        const char* readAddress;
    };
    const Row rows[] = {
        {"Nguyá»…n Thá»‹ Máº«u", "1 Phố Mẫu", "Nguyễn Thị Mẫu", "1 Phố Mẫu"},
        {"Nguyß╗àn Thß╗ï Mß║½u", "1 Phố Mẫu", "Nguyễn Thị Mẫu", "1 Phố Mẫu"},
        {"Nguyễn Thị Mẫu", "12 Ng&#7885;c H&agrave;", "Nguyễn Thị Mẫu", "12 Ngọc Hà"},
        {"Nguyễn Thị Mẫu", "12 %C4%90%E1%BB%99i C%E1%BA%A5n", "Nguyễn Thị Mẫu", "12 Đội Cấn"},
        // `0128` may be the rest of a letter, the name is whole.
        {"01960144022501870151 H01950160", "S022501870145 0128", "Đỗ Hà", ""},
        {"V&utilde; V&abreve;n Ngh&itilde;a", "An H&#xF2a", "Vũ Văn Nghĩa", ""},
        // Mà, in one byte-wise reading; nothing in it proves that.
        {"M\u00C3\u00A0", "1 Phố Mẫu", "", "1 Phố Mẫu"},
        // What is intact beside a repaired field, but proves nothing, stays out.
        {"Cao Bá Hà", "Ph&#7889; H&#224;", "", "Phố Hà"},
    };
    for (const auto& row : rows) {
        CAPTURE(std::string(row.name));
        const auto payload = card(row.name, row.address, true);
        CHECK(given(payload.citizen->fullName) == row.readName);
        CHECK(given(payload.citizen->placeOfResidence) == row.readAddress);
    }
}

TEST_CASE("JavaScript's and JSON's escapes are undone exactly, with the separators or without") {
    const char* texts[] = {
        "001199012345||Nguy\\u1ec5n H\\u00f2a|05021999|N\\u1eef|Ph\\u1ed1 M\\u1eabu|10052021",
        "001199012345||Nguy%u1EC5n H%F2a|05021999|N%u1EEF|Ph%u1ED1 M%u1EABu|10052021",
        "001199012345%7C%7CNguy%u1EC5n%20H%F2a%7C05021999%7CN%u1EEF%7CPh%u1ED1%20M%u1EABu%7C10052021",
    };
    for (const char* text : texts) {
        CAPTURE(std::string(text));
        const auto payload = parse(text);
        CHECK(given(payload.citizen->fullName) == "Nguyễn Hòa");
        CHECK(given(payload.citizen->placeOfResidence) == "Phố Mẫu");
        CHECK(payload.citizen->sex->value == Sex::Female);
        CHECK(warns(payload, QrWarningCode::NameRepaired, FieldName::FullName));
    }
    for (const char* name : {"Nguy\\u1EC5n H\\u00f2a", "Nguy\\ud835n", "Nguy\\u1ec", "Nguy%u1EC5n %41A", "Nguy%u00E1n"})
        CHECK_FALSE(card(name, "Ph\\u1ed1").citizen->fullName);
}

TEST_CASE("names of other peoples and other lands") {
    for (const char* name : {"H` Bia Niê", "H´Hen Niê", "H′Hen Niê", "HʹHen Niê", "H'Ƀlŏ Niê", "Y ɓlô", "Y Đĕng"}) {
        CAPTURE(std::string(name));
        const auto payload = card(name, "Buôn Ma Thuột");
        CHECK(given(payload.citizen->fullName) == name);
        CHECK(payload.warnings.empty());
    }
    for (const char* name : {"A Nhöp", "François Müller"}) {
        CAPTURE(std::string(name));
        const auto payload = card(name, "Buôn Ma Thuột", true);
        CHECK(given(payload.citizen->fullName) == name);
        CHECK(payload.warnings == std::vector<QrWarning>{{QrWarningCode::MarksMissing, FieldName::FullName}});
        // `ç` is what Windows-1252 shows for ủ.
        CHECK_FALSE(card(name, "Buôn Hà", true).citizen->fullName);
        CHECK_FALSE(card(name, "Ph&#7889; M&#7851;u", true).citizen->fullName);
    }
}

TEST_CASE("characters without a picture are dropped") {
    const auto payload = card("\uFEFFNguyễn\u200B Thị\u200E Mẫu\u2060", "Dĩ\u00AD An,\u200B Bình Dương\u202C");
    CHECK(given(payload.citizen->fullName) == "Nguyễn Thị Mẫu");
    CHECK(given(payload.citizen->placeOfResidence) == "Dĩ An, Bình Dương");
    CHECK(payload.warnings.empty());
}

TEST_CASE("damage of which one field shows the least is damage of all") {
    struct Row {
        const char* name;
        const char* sex;
        const char* address;
    };
    const Row rows[] = {
        {"Trân Thi Ly", "Nư", "Thôn 3, Hà Nôi"},        // marks on marks lost
        {"Trân Thi Ly", "Nũ", "Thôn 3, Hà Nôi"},        //
        {"Phan Thanh HĂ\u00A0", "Ná»¯", "Hà?"},         // UTF-8 in Windows-1258
        {"Võ Lăi", "Nï", "Lư Vơ"},                      // the code point modulo 256 in it
        {"Phan HÃ", "Nam", "XÃ Long"},                  // a no-break space became a space
        {"nGUYễn văN tHàNH", "nAM", "tHôN 1, hà nộI"},  // Caps Lock
        {"HÃš", "Nam", "HÃš"},                          // ISO 8859-15 or Windows-1252
        {"Nguy&#7877;n&#55296;Van A", "Nam", "An H&#xF2a, Long An"},
    };
    for (const auto& row : rows) {
        CAPTURE(std::string(row.name));
        const auto payload = *parseQr(std::string("001099012345||") + row.name + "|05021999|" + row.sex + "|" +
                                      row.address + "|10052021");
        REQUIRE(payload.citizen);
        CHECK_FALSE(payload.citizen->fullName);
        CHECK_FALSE(payload.citizen->placeOfResidence);
    }
}

TEST_CASE("marks that a code page also has are compared with the card") {
    for (const char* name : {"Lê Van Son", "Ta Đuc Canh", "Lê Lãi", "Lê Lăi", "Lư Mù"}) {
        CAPTURE(std::string(name));
        const auto payload = card(name, "Thôn 1, Đông Hà", true);
        CHECK(warns(payload, QrWarningCode::MarksMissing));
    }
}

TEST_CASE("escapes without an end and codes among intact words are damage") {
    for (const char* address : {"Khu 259, An H&#xF2a, Lộc An", "H&ograve Bình, Lộc An", "Lô Đ/3, Mẫu", "Số 12Á Mẫu",
                                "Lô Á, Mẫu", "P.1208 CT2, V297 Thượng", "H224 Giang, Mẫu", "Mẫu, 2727855k Lắk",
                                "Vĩnh Ngh)", "V(nh Long", "Sơn T)n", "Hà%F2", "Mẫu\\u1ea1", "KimÙn", "²5"}) {
        CAPTURE(std::string(address));
        CHECK(isVisiblyDamaged(address, TextRole::Address));
    }
    for (const char* address :
         {"XÃ HÒA, THỊ XÃ MẪU", "P224, Mẫu", "V297 CT2, Mẫu", "Ô Chợ Mẫu", "Lô A1 KĐT Mẫu", "123 ĐT743a, Mẫu",
          "Căn hộ A1205b", "250bis Mẫu", "236bis/12 Mẫu", "Ô-12 DC34", "Khu (mới, Mẫu", "Tổ 1) Mẫu", "Tổ A+B",
          "Km 3,+500 Mẫu", "Số 5* [cũ 7] — Mẫu…", "Số 5², 5½", "Chợ 100% Mẫu", "Xóm 1‐2‑3", "thônÁi Mộ, TpÂu Cơ"}) {
        CAPTURE(std::string(address));
        CHECK_FALSE(isVisiblyDamaged(address, TextRole::Address));
    }
}

TEST_CASE("UTF-8 read in Windows-1258 is undone exactly") {
    const auto payload = *parseQr("001199012345||Nguyá»…n HĂ²a|05021999|Ná»¯|HĂ\u00A0 NĂ´ng|10052021");
    REQUIRE(payload.citizen->fullName);
    CHECK(payload.citizen->fullName->value == "Nguyễn Hòa");
    CHECK(payload.citizen->placeOfResidence->value == "Hà Nông");
}

TEST_CASE("a misreading that two code pages explain is not undone") {
    CHECK_FALSE(card("Cao Bá", "Long H\u0106\u00A0", true).citizen->placeOfResidence);  // Hà in 1257, HƠ in 1250
    CHECK(given(card("Nguyá»…n", "H\u0102\u00A0", true).citizen->placeOfResidence) == "Hà");
}

TEST_CASE("what no text can tell: the damaged scan of one card is the whole scan of another") {
    // `Ea Kar` through Telex, one `ơ` as code page 437 shows it, `ũ` as any page does; marks that were never there.
    for (const char* address : {"Ea Kả, Mẫu", "Thôn Sín, Mẫu", "Ngõ Vi, Mẫu", "Phố Hue, Mẫu"}) {
        const auto payload = card("Nguyễn Thị Mẫu", address);
        CHECK(given(payload.citizen->placeOfResidence) == address);
        CHECK(payload.warnings.empty());
    }
}

TEST_CASE("a number that may be a letter is read with what stands around it") {
    const auto address = [](const std::string& name, const std::string& text) {
        return given(card(name, text, true).citizen->placeOfResidence);
    };
    CHECK(address("Mai An", "01950148 Ch022501870163") == "Ô Chợ");
    CHECK(address("Mai Sơn", "0195 Chợ Mẫu") == "0195 Chợ Mẫu");
    CHECK(address("M022501860171u", "0195 Ch022501870163").empty());
    CHECK(address("M022501860171u", "01950148 Chợ Mẫu").empty());
    CHECK(address("M7851u", "224b Chợ Mẫu").empty());
    CHECK(address("Mẫu", "224b Chợ Mẫu") == "224b Chợ Mẫu");
    CHECK(address("Mẫu", "272ường Mẫu").empty());
}

TEST_CASE("the likely cause is named") {
    struct Row {
        const char* name;
        DamageCause cause;
    };
    const Row rows[] = {
        {"Nguy02250187n", DamageCause::LostBytes}, {"Nguy?n", DamageCause::LostBytes},
        {"V259n", DamageCause::CodePointNumbers},  {"Ph░íng", DamageCause::OemGlyphs},
        {"Ngh)a", DamageCause::OemGlyphs},         {"V\x03n", DamageCause::OemGlyphs},
        {"Nguyá»n", DamageCause::Mojibake},        {"Nguy&#7877;n &bogus", DamageCause::HtmlEscapes},
        {"Nguy%1n", DamageCause::PercentEscapes},  {"Ngưy877n", DamageCause::InputMethod},
        {"Qử\u0306u", DamageCause::InputMethod},   {"***", DamageCause::Unknown},
    };
    for (const auto& row : rows) {
        CAPTURE(std::string(row.name));
        const auto payload = card(row.name, "1 Phố Mẫu");
        CHECK(payload.warnings == std::vector<QrWarning>{{QrWarningCode::NameDamaged, FieldName::FullName, row.cause}});
    }
}

TEST_CASE("undamaged names and addresses pass") {
    for (const char* name : {"Nguyễn Thị Mẫu", "NGUYỄN THỊ MẪU", "Le Van A", "Y Wơ̆n Niê", "H'Đĕng Buôn Krông",
                             "Tôn Nữ Thị-Hà", "Ốc", "K’Brơi", "Đỗ Thị Ý", "Hà", "Ngô Ân", "Lò Văn Ón"}) {
        CAPTURE(std::string(name));
        CHECK_FALSE(isVisiblyDamaged(name, TextRole::Name));
    }
    for (const char* address :
         {"1 Phố Mẫu, Hà Nội", "Số 12A/3 ngõ 45, tổ 6B (cũ), phường 10, Q.5, TP.HCM", "Km 12+500 QL1A",
          "Lô B12 KĐT A&B; tầng 3", "Ấp 2", "Thôn 3 Buôn Krông Búk", "số12 tổ3, xã Hòa", "căn 1203, chung cư 25T1",
          "P1208 CT2", "Tổ dân phố 0128", "Đội 4", "nhà số 4567 đường 3", "Hà"}) {
        CAPTURE(std::string(address));
        CHECK_FALSE(isVisiblyDamaged(address, TextRole::Address));
    }
}

TEST_CASE("what came the same way as a damaged field must prove itself") {
    // A code page 437 scan turns ơ into í: "Sín" may be "Sơn", and nothing in it shows.
    const auto payload = card("Cao Sín", "12 Ph░íng Mai");
    CHECK_FALSE(payload.citizen->fullName);
    CHECK_FALSE(payload.citizen->placeOfResidence);
    CHECK(warns(payload, QrWarningCode::NameDamaged));
    CHECK(provesUnicode("Sỹ"));
    CHECK_FALSE(provesUnicode("Sơn Đăng Lư"));
    CHECK_FALSE(provesUnicode("Sín"));
}

TEST_CASE("bytes that are not UTF-8 are damage, not a failure") {
    const auto payload = parseQr("001199012345||Nguy\xEA\xF5n|05021999|Nữ|1 Phố Mẫu, Hà Nội|10052021");
    REQUIRE(payload);
    CHECK_FALSE(payload->citizen->fullName);
    CHECK(payload->extra->raw.find("Nguy\uFFFD\uFFFDn") != std::string::npos);
}

TEST_CASE("one word that an input method marked does not vouch for texts that lost their marks") {
    const auto marked = card("Duong Van Hanh", "Buon Ko Kỏ, Phuong Tan Lap, Dak Lak", true);
    CHECK(warns(marked, QrWarningCode::MarksMissing));
    const auto intact = card("Dương Văn Hạnh", "Buôn Kô Kor, Phường Tân Lập, Đắk Lắk", true);
    CHECK_FALSE(warns(intact, QrWarningCode::MarksMissing));
}
