#include "base/hex.hpp"
#include "emrtd/lds/dg1.hpp"
#include "emrtd/lds/dg11.hpp"
#include "emrtd/lds/dg2.hpp"
#include "emrtd/lds/ef_com.hpp"
#include "emrtd/lds/security_object.hpp"
#include "emrtd/passive_authentication.hpp"
#include "shared_data.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;
using namespace std::chrono;

namespace {

constexpr sys_seconds today{sys_days{year{2026} / 11 / 20}};

PassiveAuthenticationResult check(const Bytes& object, const std::vector<DataGroupFile>& files) {
    return authenticatePassively({object, files, {}, today});
}

}  // namespace

TEST_CASE("the BSI reference document: everything fits, its issuer is not published") {
    const auto path = test::sharedData("lds-files/bsi-eac-dataset");
    if (!path) return;
    const Bytes object = test::fileBytes(*path / "EF_SOD.bin");
    const Bytes dg1 = test::fileBytes(*path / "Datagroup1.bin");
    const Bytes dg2 = test::fileBytes(*path / "Datagroup2.bin");
    const Bytes dg14 = test::fileBytes(*path / "Datagroup14.bin");
    const Bytes dg15 = test::fileBytes(*path / "Datagroup15.bin");
    const auto result = check(object, {{1, dg1}, {2, dg2}, {14, dg14}, {15, dg15}});
    CHECK(result.data.reason == DataReason::IssuerNotInstalled);
    CHECK(result.certificate.reason == CertificateReason::IssuerNotInstalled);
    CHECK(result.matchingDataGroups == std::vector<int>{1, 2, 14});
    CHECK(result.unsignedDataGroups == std::vector<int>{15});
    CHECK(result.signer->subject == "CN=HJP PB DS,OU=Document Signer,O=HJP Consulting,C=DE");

    const auto parsed = parseSecurityObject(object);
    REQUIRE(parsed);
    CHECK(parsed->envelope.signers.front().signatureScheme->kind == SignatureKind::RsaPss);
    CHECK(parsed->envelope.signers.front().signatureScheme->saltLength == 32);

    const auto mrz = parseDataGroup1(dg1);
    REQUIRE(mrz);
    CHECK(mrz->issuingState == "D");
    CHECK(mrz->primaryIdentifier == "MUSTERMANN");
    CHECK(mrz->documentNumber == "C11T002JM");
    CHECK(mrz->checkDigits.allValid());
    const auto face = parseDataGroup2(dg2);
    REQUIRE(face);
    CHECK(face->kind == FaceImageKind::Jpeg2000);
    CHECK(parseCommonData(test::fileBytes(*path / "EF_COM.bin"))->dataGroups == std::vector<int>{1, 2, 3, 4, 14});
}

TEST_CASE("the BSI reference document, changed") {
    const auto path = test::sharedData("lds-files");
    if (!path) return;
    const Bytes dg1 = test::fileBytes(*path / "bsi-eac-dataset/Datagroup1.bin");
    const Bytes object = test::fileBytes(*path / "bsi-eac-dataset/EF_SOD.bin");
    const auto broken = [&](const char* name) { return test::fileBytes(*path / "malformed-examples" / name); };
    CHECK(check(object, {{1, broken("dg1_name_changed.bin")}}).data.reason == DataReason::HashMismatch);
    CHECK(check(broken("sod_sig_flipped.bin"), {{1, dg1}}).data.reason == DataReason::SignatureInvalid);
    CHECK(check(broken("sod_truncated_half.bin"), {{1, dg1}}).data.reason == DataReason::SecurityObjectMalformed);
}

TEST_CASE("worked examples of 9303-10") {
    const auto path = test::sharedData("lds-files/icao-9303-10");
    if (!path) return;
    const auto common = parseCommonData(test::fileBytes(*path / "EF_COM.bin"));
    REQUIRE(common);
    CHECK(common->ldsVersion == "0106");
    CHECK(common->dataGroups == std::vector<int>{1, 2});
    const auto mrz = parseDataGroup1(test::fileBytes(*path / "DG1_TD2.bin"));
    REQUIRE(mrz);
    CHECK(mrz->format == MrzFormat::Td2);
    CHECK(mrz->primaryIdentifier == "ERIKSSON");
    CHECK(mrz->secondaryIdentifier == "ANNA MARIA");
    const Bytes dg2 = test::fileBytes(*path / "DG2_iso19794_jpeg.bin");
    const auto face = parseDataGroup2(dg2);
    REQUIRE(face);
    CHECK(face->kind == FaceImageKind::Jpeg);
}

TEST_CASE("the sample of a face block of ISO/IEC 39794-5") {
    const auto path = test::sharedData("lds-files/icao-39794-5/ICAO_39794_5_AP_DG2_MandFields.dat");
    if (!path) return;
    const Bytes file = test::fileBytes(*path);
    const auto face = parseDataGroup2(file);
    REQUIRE(face);
    CHECK(face->kind == FaceImageKind::Jpeg2000);
    CHECK(face->image.size() == 15000);
    const auto image = test::sharedData("face-images/specimen/icao_39794_erika_413x531.jp2");
    if (image) CHECK(Bytes(face->image.begin(), face->image.end()) == test::fileBytes(*image));
}

TEST_CASE("the worked example of DG11") {
    const auto path = test::sharedData("lds-files/icao-9303-10/DG11.bin");
    if (!path) return;
    const auto details = parseDataGroup11(test::fileBytes(*path));
    REQUIRE(details);
    CHECK(*details->fullName == DetailName{"SMITH", "JOHN J"});
    CHECK(details->placeOfBirth == std::vector<std::string>{"ANYTOWN", "MN"});
    CHECK(details->permanentAddress == std::vector<std::string>{"123 MAPLE RD", "ANYTOWN", "MN"});
    CHECK(details->telephone == "16125551212");
    CHECK(details->profession == "TRAVEL AGENT");
    CHECK(details->dateOfBirth.empty());
}
