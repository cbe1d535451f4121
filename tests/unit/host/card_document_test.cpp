#include "host/card_document.hpp"

#include "base/hex.hpp"
#include "support/issuer.hpp"

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

TEST_CASE("without DG13, or with one that is encrypted or unknown, DG1 and the QR code still speak, and it is said") {
    SecretBytes encrypted;
    for (unsigned i = 0, state = 7; i < 333; ++i, state = state * 1103515245U + 12345U)
        encrypted.push_back(static_cast<Byte>(state >> 16));
    const std::string_view other = "name=An;dob=1999";
    const auto onlyUnknown = fromHex("6D11310F300D02016313085465737430303131");
    for (const SecretBytes& file : {SecretBytes(), encrypted, SecretBytes(other.begin(), other.end()),
                                    SecretBytes(onlyUnknown->begin(), onlyUnknown->end())}) {
        CardDocument document;
        document.setQr(*cccd::parseQr("001199012345||Nguyễn Thị Mẫu|05021999|Nữ|1 Phố Mẫu, Hà Nội|10052021"));
        REQUIRE(document.setDg1(dg1(mauMrz), today));
        if (!file.empty()) document.setDg13(file);
        CHECK_FALSE(document.hasText());
        CHECK(document.problems().size() == (file.empty() ? 0 : 1));
        document.verify({}, std::chrono::sys_seconds{});
        const auto citizen = document.citizen({});
        CHECK(citizen.idNumber->source == cccd::Source::Dg1);
        CHECK(citizen.fullName->source == cccd::Source::Qr);
        CHECK(citizen.fullName->value == "Nguyễn Thị Mẫu");
    }
}

TEST_CASE("DG13 of another state's document is not read as that of a Vietnamese card") {
    CardDocument document;
    std::string foreignMrz(mauMrz);
    foreignMrz.replace(2, 3, "UTO");
    REQUIRE(document.setDg1(dg1(foreignMrz), today));
    document.setDg13(dg13());
    CHECK_FALSE(document.hasText());
    CHECK(document.problems().size() == 1);
}

TEST_CASE("DG11 and DG12 speak where DG13 does not; a malformed one costs itself") {
    CardDocument document;
    REQUIRE(document.setDg1(dg1(mauMrz), today));
    const auto dg11 = fromHex("6B1C5C025F0E5F0E154E677579E1BB856E3C3C5468E1BB8B3C4DE1BAAB75");
    const auto dg12 = fromHex("6C0B5C025F265F260420210510");
    REQUIRE(dg11);
    document.setDg11(SecretBytes(dg11->begin(), dg11->end()));
    document.setDg12(SecretBytes(dg12->begin(), dg12->end()));
    document.verify({}, std::chrono::sys_seconds{});
    const auto citizen = document.citizen({});
    REQUIRE(citizen.fullName);
    CHECK(citizen.fullName->value == "Nguyễn Thị Mẫu");
    CHECK(citizen.fullName->source == cccd::Source::Dg11);
    CHECK(citizen.issueDate->source == cccd::Source::Dg12);
    CHECK(document.problems().empty());
    document.setDg11({0x6B, 0x01});
    REQUIRE(document.problems().size() == 1);
    CHECK(document.problems()[0].code == ErrorCode::CardFileMalformed);
    CHECK(document.problems()[0].dataGroup == 11);
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

TEST_CASE("a proof of the chip counts only under data that an installed issuer vouches for") {
    CardDocument document = documentOf(mauMrz);
    CHECK(document.verdicts().chip.reason == emrtd::ChipReason::Pending);
    document.setChip(emrtd::ChipReason::ChipAuthentication, host::KeyFile::DataGroup14);
    CHECK(document.verdicts().chip.reason == emrtd::ChipReason::KeyNotTrusted);
    CHECK_FALSE(document.verdicts().refused());
    document.setChip(emrtd::ChipReason::AuthenticationFailed);
    CHECK(document.verdicts().refused());
    CHECK_FALSE(document.verdicts().dataRefused());
    CHECK(cccd::isEmpty(document.citizen({})));
    CHECK_FALSE(document.matchesSignature(14));

    CardDocument forged = documentOf(thuMrz);
    forged.setChip(emrtd::ChipReason::ChipAuthentication, host::KeyFile::DataGroup14);
    CHECK(forged.verdicts().chip.reason == emrtd::ChipReason::DataNotAuthentic);
}

TEST_CASE("a proof of the chip counts only under a key file that was read and equals its signed hash") {
    namespace pki = emrtd::test;
    const pki::Identity issuer = pki::makeIdentity(pki::issuerPlan());
    const pki::Identity signer = pki::makeIdentity(pki::signerPlan(), &issuer);
    const SecretBytes holder = dg1(mauMrz);
    const Bytes keys{0x6E, 0x00};
    const Bytes object =
        pki::makeSecurityObject({.files = {{1, Bytes(holder.begin(), holder.end())}, {14, keys}}}, signer);
    const auto trusted = emrtd::parseTrustAnchors(issuer.der());
    REQUIRE(trusted);
    const auto chipWith = [&](const std::optional<Bytes>& keyFile) {
        CardDocument document;
        document.setSecurityObject(SecretBytes(object.begin(), object.end()));
        REQUIRE(document.setDg1(holder, today));
        if (keyFile) document.addDataGroup(14, SecretBytes(keyFile->begin(), keyFile->end()));
        document.setChip(emrtd::ChipReason::ChipAuthentication, host::KeyFile::DataGroup14);
        document.verify({trusted->anchors, {}, {}}, std::chrono::sys_days{std::chrono::year{2026} / 11 / 20});
        if (!keyFile || *keyFile == keys) CHECK(document.verdicts().data.status() == emrtd::VerdictStatus::Yes);
        return document.verdicts().chip.reason;
    };
    CHECK(chipWith(keys) == emrtd::ChipReason::ChipAuthentication);
    CHECK(chipWith({}) == emrtd::ChipReason::KeyNotTrusted);
    CHECK(chipWith(Bytes{0x6E, 0x01, 0x00}) == emrtd::ChipReason::DataNotAuthentic);
}
