#include "host/card_document.hpp"

#include "base/hex.hpp"

#include <doctest/doctest.h>

#include <string_view>

using namespace cccd_bridge;
using host::CardDocument;

namespace {

constexpr std::string_view mauMrz =
    "IDVNM1990123456001199012345<<79902059F2402055VNM<<<<<<<<<<<8NGUYEN<<THI<MAU<<<<<<<<<<<<<<<";
constexpr std::string_view thuMrz =
    "IDVNM0580000195001058000019<<65803011M9912315VNM<<<<<<<<<<<2TRAN<<VAN<THU<<<<<<<<<<<<<<<<<";

const cccd::Date today = *cccd::Date::ofDay(2026, 11, 20);

// EF.DG1 around an MRZ of TD1: 61 5D, 5F1F 5A (ICAO 9303-10 §4.7.1).
SecretBytes dg1(std::string_view mrz) {
    SecretBytes file{0x61, 0x5D, 0x5F, 0x1F, 0x5A};
    file.insert(file.end(), mrz.begin(), mrz.end());
    return file;
}

// EF.DG13 with number 1, name 2 and ethnicity 6 of the synthetic holder Nguyễn Thị Mẫu.
SecretBytes dg13() {
    const auto bytes = fromHex(
        "6D483046020101060628D3160100083139"
        "3011020101130C303031313939303132333435"
        "30190201020C144E677579E1BB856E205468E1BB8B204DE1BAAB75"
        "30090201060C044B696E68");
    REQUIRE(bytes);
    return SecretBytes(bytes->begin(), bytes->end());
}

CardDocument documentOf(std::string_view mrz) {
    CardDocument document;
    REQUIRE(document.setDg1(dg1(mrz), today));
    document.setDg13(dg13());
    document.verify({}, std::chrono::sys_seconds{});
    return document;
}

}  // namespace

TEST_CASE("without a security object the text is delivered and never verified") {
    const CardDocument document = documentOf(mauMrz);
    CHECK(document.verdicts().data.reason == emrtd::DataReason::SecurityObjectMissing);
    const auto citizen = document.citizen({});
    REQUIRE(citizen.fullName);
    CHECK(citizen.fullName->value == "Nguyễn Thị Mẫu");
    CHECK(citizen.fullName->source == cccd::Source::Dg13);
    CHECK_FALSE(citizen.fullName->verified);
    CHECK_FALSE(citizen.ethnicity);
    CHECK(document.citizen(cccd::sensitiveFields()).ethnicity->value == "Kinh");
    CHECK_FALSE(document.isSigned(1));
}

TEST_CASE("DG13 of another person than DG1 is a no, and nothing is delivered") {
    const CardDocument document = documentOf(thuMrz);
    CHECK(document.verdicts().data.reason == emrtd::DataReason::ContentMismatch);
    CHECK(cccd::isEmpty(document.citizen({})));
}

TEST_CASE("a security object that cannot be read is a no") {
    CardDocument document;
    REQUIRE(document.setDg1(dg1(mauMrz), today));
    document.setSecurityObjectMalformed();
    document.verify({}, std::chrono::sys_seconds{});
    CHECK(document.verdicts().refused());
    CHECK(cccd::isEmpty(document.citizen({})));
}

TEST_CASE("a QR code fits only the holder of the chip") {
    const auto fits = [](std::string_view mrz, std::string_view qr) {
        CardDocument document;
        document.setQr(*cccd::parseQr(qr));
        REQUIRE(document.setDg1(dg1(mrz), today));
        return document.qrFitsHolder();
    };
    CHECK(fits(mauMrz, "001199012345||Nguyễn Thị Mẫu|05021999|Nữ|1 Phố Mẫu, Hà Nội|10052021"));
    CHECK(fits(mauMrz, "001199012345"));
    CHECK_FALSE(fits(thuMrz, "001199012345||Nguyễn Thị Mẫu|05021999|Nữ|1 Phố Mẫu, Hà Nội|10052021"));
    CHECK_FALSE(fits(mauMrz, "001199012345||Nguyễn Thị Mẫu|06021999|Nữ|1 Phố Mẫu, Hà Nội|10052021"));
    CardDocument empty;
    empty.setQr(*cccd::parseQr("001199012345"));
    CHECK_FALSE(empty.qrFitsHolder());
}
