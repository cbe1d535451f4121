// Texts as scanners that type on a keyboard leave them: the damaged field is absent, everything else stays.
#include "cccd/qr_payload.hpp"
#include "cccd/text_damage.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace cccd_bridge;
using namespace cccd_bridge::cccd;

namespace {

QrPayload card(const std::string& name, const std::string& address) {
    auto payload = parseQr("001199012345||" + name + "|05021999|Nữ|" + address + "|10052021");
    REQUIRE(payload);
    return *std::move(payload);
}

bool warns(const QrPayload& payload, QrWarningCode code) {
    return std::ranges::any_of(payload.warnings, [&](const QrWarning& warning) { return warning.code == code; });
}

}  // namespace

TEST_CASE("damaged names") {
    const char* names[] = {
        "Nguyễn Ng022501870141c",  // byte numbers
        "Ng0225c",                 // some of them lost
        "V259n Ph432417ng",        // code points
        "Ph░íng",                  // code page 437
        "Nguyß╗àn Thß╗ï Mß║½u",    // UTF-8 bytes as code page 437
        "Sαi",
        "Ngh)a",
        "TrÆ°Æ¡ng",  // UTF-8 as Windows-1252
        "HÃ\u00A0",  // the same with a no-break space
        "Nguyá»…n Thá»‹ Máº«u",
        "Nguy?n Th? M?u",
        "Ng&#7885;c",
        "Ng%E1%BB%8Dc",
        "Nguy\u0085n",
        "Nguy\uFFFDn",
        "Nguy\u0001n",
        "TrÑn",
        "Nguyễn123",
        "***",
        "...",
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
        "12 Ng&#7885;c H&agrave;",
        "12 %C4%90%E1%BB%99i C%E1%BA%A5n",
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
    CHECK(provesUnicode("Sơn"));
    CHECK_FALSE(provesUnicode("Sín"));
}

TEST_CASE("bytes that are not UTF-8 are damage, not a failure") {
    const auto payload = parseQr("001199012345||Nguy\xEA\xF5n|05021999|Nữ|1 Phố Mẫu, Hà Nội|10052021");
    REQUIRE(payload);
    CHECK_FALSE(payload->citizen->fullName);
    CHECK(payload->extra->raw.find("Nguy\uFFFD\uFFFDn") != std::string::npos);
}
