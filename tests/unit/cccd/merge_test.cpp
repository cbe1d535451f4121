#include "cccd/merge.hpp"
#include "holder.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge;
using namespace cccd_bridge::cccd;
using namespace cccd_bridge::test;

namespace {

using Sources = std::vector<Source>;

QrPayload qr(const std::string& text = holderQr) { return *parseQr(text); }

}  // namespace

TEST_CASE("three sources that agree: the best one is named, the others confirm") {
    const auto dg1 = holderMrz();
    const auto dg13 = holderDg13();
    const auto code = qr();
    const auto merged = mergeCitizen(&dg1, &dg13, &code);
    CHECK(merged.contradictions.empty());
    CHECK_FALSE(merged.qrOfAnotherPerson);
    const auto& citizen = merged.citizen;
    CHECK(citizen.idNumber->source == Source::Dg13);
    CHECK(citizen.idNumber->confirmedBy == Sources{Source::Dg1, Source::Qr});
    CHECK(citizen.fullName->value == "Nguyễn Thị Mẫu");
    CHECK(citizen.fullName->source == Source::Dg13);
    CHECK(citizen.fullName->confirmedBy == Sources{Source::Dg1, Source::Qr});
    CHECK(citizen.dateOfBirth->confirmedBy == Sources{Source::Dg1, Source::Qr});
    CHECK(citizen.placeOfResidence->confirmedBy == Sources{Source::Qr});
    CHECK(citizen.expiryDate->confirmedBy == Sources{Source::Dg1});
    CHECK(citizen.oldIdNumber->source == Source::Qr);
    CHECK(citizen.documentNumber->source == Source::Dg1);
    CHECK(citizen.issuingAuthority->source == Source::Derived);
    CHECK(citizen.issuingAuthority->value == "Cục Cảnh sát quản lý hành chính về trật tự xã hội");
    forEachField(citizen, [](FieldName, const auto& field) {
        if (field) CHECK_FALSE(field->verified);
    });
}

TEST_CASE("without DG13 the QR name stands when it gives the MRZ name") {
    const auto dg1 = holderMrz();
    const auto code = qr();
    const auto merged = mergeCitizen(&dg1, nullptr, &code).citizen;
    REQUIRE(merged.fullName);
    CHECK(*merged.fullName == Field<std::string>{"Nguyễn Thị Mẫu", Source::Qr, false, {Source::Dg1}});
    CHECK(merged.dateOfBirth->source == Source::Dg1);
    CHECK(merged.dateOfBirth->confirmedBy == Sources{Source::Qr});
    CHECK(merged.placeOfResidence->source == Source::Qr);
    CHECK(merged.placeOfResidence->confirmedBy.empty());
    CHECK(merged.expiryDate->source == Source::Dg1);

    const auto otherName = qr("001199012345||Nguyễn Thị Khác|05021999|Nữ|1 Phố Mẫu, Hà Nội|10052021");
    CHECK_FALSE(mergeCitizen(&dg1, nullptr, &otherName).citizen.fullName);
}

TEST_CASE("a name contradicts the MRZ only where its spelling there is known") {
    const auto contradictions = [](const char* name, const char* zone) {
        auto dg1 = holderMrz();
        dg1.name = zone;
        auto dg13 = holderDg13();
        dg13.citizen.fullName->value = name;
        return mergeCitizen(&dg1, &dg13, nullptr).contradictions;
    };
    CHECK(contradictions("H'Ƀlŏng Niê", "HBLONG NIE").empty());
    CHECK(contradictions("Nguyễn Thị Khác", "NGUYEN THI MAU") == std::vector{FieldName::FullName});
    // Several spellings are allowed, or none is known.
    CHECK(contradictions("Björk Åse", "BJOERK AASE").empty());
    CHECK(contradictions("Иван Mẫu", "IVAN MAU").empty());
}

TEST_CASE("a bare MRZ name is for other nationalities only") {
    auto dg1 = holderMrz();
    CHECK_FALSE(mergeCitizen(&dg1, nullptr, nullptr).citizen.fullName);
    dg1.vietnamese = false;
    dg1.citizen.fullName = from(Source::Dg1, std::string("MUSTERMANN ERIKA"));
    CHECK(mergeCitizen(&dg1, nullptr, nullptr).citizen.fullName->value == "MUSTERMANN ERIKA");
}

TEST_CASE("a QR code of another person is not used at all") {
    const auto dg1 = holderMrz();
    const auto code = qr("058058000019||Trần Văn Thử|01031958|Nam|2 Phố Mẫu, Hà Nội|10052021");
    const auto merged = mergeCitizen(&dg1, nullptr, &code);
    CHECK(merged.qrOfAnotherPerson);
    CHECK_FALSE(merged.citizen.placeOfResidence);
    CHECK_FALSE(merged.citizen.issueDate);

    auto unnumbered = holderMrz();
    unnumbered.citizen.idNumber.reset();
    const auto same = qr();
    CHECK_FALSE(mergeCitizen(&unnumbered, nullptr, &same).citizen.placeOfResidence);
}

TEST_CASE("DG13 against DG1: reported and left out") {
    const auto dg1 = holderMrz();
    const auto check = [&](FieldName name, auto change) {
        auto dg13 = holderDg13();
        change(dg13.citizen);
        const auto merged = mergeCitizen(&dg1, &dg13, nullptr);
        REQUIRE(merged.contradictions.size() == 1);
        CHECK(merged.contradictions[0] == name);
        forEachField(merged.citizen, [&](FieldName field, const auto& value) {
            if (field == name) CHECK_FALSE(value.has_value());
        });
    };
    check(FieldName::IdNumber, [](Citizen& c) { c.idNumber->value = "001199012346"; });
    check(FieldName::FullName, [](Citizen& c) { c.fullName->value = "Nguyễn Thị Mẫn"; });
    check(FieldName::DateOfBirth, [](Citizen& c) { c.dateOfBirth->value = *Date::fromIso("1999-02-06"); });
    check(FieldName::Sex, [](Citizen& c) { c.sex->value = Sex::Male; });
    check(FieldName::ExpiryDate, [](Citizen& c) { c.expiryDate->value = Date::fromIso("2039-02-05"); });
    check(FieldName::ExpiryDate, [](Citizen& c) { c.expiryDate->value = std::nullopt; });
}

TEST_CASE("years alone and the two ways to write no expiry do not contradict") {
    auto dg1 = holderMrz();
    auto dg13 = holderDg13();
    dg13.citizen.dateOfBirth->value = *Date::ofYear(1999);
    dg1.citizen.expiryDate->value = Date::fromIso("2099-02-05");
    dg13.citizen.expiryDate->value = std::nullopt;
    const auto merged = mergeCitizen(&dg1, &dg13, nullptr);
    CHECK(merged.contradictions.empty());
    CHECK_FALSE(merged.citizen.expiryDate->value);
    CHECK(merged.citizen.expiryDate->confirmedBy.empty());
}

TEST_CASE("a QR code alone, with what the law says of its dates") {
    const auto code = qr();
    const auto citizen = mergeCitizen(nullptr, nullptr, &code).citizen;
    CHECK(citizen.fullName->source == Source::Qr);
    CHECK(citizen.fullName->confirmedBy.empty());
    CHECK(citizen.expiryDate->source == Source::Derived);
    CHECK(citizen.expiryDate->value->toIso() == "2024-02-05");
    CHECK(isEmpty(mergeCitizen(nullptr, nullptr, nullptr).citizen));
}

TEST_CASE("a DG13 that was not understood changes nothing") {
    const auto dg1 = holderMrz();
    const Dg13 dg13 = parseDg13(Bytes{0x6D, 0x00});
    const auto code = qr();
    CHECK(mergeCitizen(&dg1, &dg13, &code).citizen == mergeCitizen(&dg1, nullptr, &code).citizen);
}
