// DG11 and DG12 where DG13 gives nothing.
#include "cccd/additional_details.hpp"
#include "cccd/merge.hpp"
#include "holder.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge;
using namespace cccd_bridge::cccd;
using namespace cccd_bridge::test;

namespace {

Citizen details() {
    Citizen citizen;
    addPersonalDetails(citizen, {.fullName = emrtd::DetailName{"Nguyễn", "Thị Mẫu"},
                                 .personalNumber = "001199012345",
                                 .dateOfBirth = "19990205",
                                 .placeOfBirth = {"Hà Nội"},
                                 .permanentAddress = {"1 Phố Mẫu", "Hà Nội"}});
    addDocumentDetails(citizen, {.issuingAuthority = "Bộ Công an", .dateOfIssue = "20210510"});
    return citizen;
}

}  // namespace

TEST_CASE("what DG11 and DG12 give a citizen") {
    const Citizen citizen = details();
    CHECK(*citizen.fullName == from(Source::Dg11, std::string("Nguyễn Thị Mẫu")));
    CHECK(*citizen.dateOfBirth == from(Source::Dg11, *Date::fromIso("1999-02-05")));
    CHECK(*citizen.idNumber == from(Source::Dg11, std::string("001199012345")));
    CHECK(*citizen.placeOfResidence == from(Source::Dg11, std::string("1 Phố Mẫu, Hà Nội")));
    CHECK(*citizen.issueDate == from(Source::Dg12, *Date::fromIso("2021-05-10")));
    CHECK(*citizen.issuingAuthority == from(Source::Dg12, std::string("Bộ Công an")));
    CHECK_FALSE(citizen.placeOfOrigin);
}

TEST_CASE("years alone, days that do not exist, other numbers and unprintable text") {
    const auto birth = [](std::string digits) {
        Citizen citizen;
        addPersonalDetails(citizen, {.dateOfBirth = std::move(digits)});
        return citizen.dateOfBirth ? citizen.dateOfBirth->value.toIso() : "";
    };
    CHECK(birth("19990000") == "1999");
    CHECK(birth("19990500") == "1999");
    for (const char* wrong : {"19991300", "19990230", "19990005", "00000000", "99999999", ""})
        CHECK(birth(wrong) == "");
    Citizen citizen;
    addPersonalDetails(citizen, {.fullName = emrtd::DetailName{"\u202E", ""}, .personalNumber = "4711"});
    CHECK(isEmpty(citizen));
}

TEST_CASE("without DG13 they fill the gaps of DG1, and DG1 and QR confirm them") {
    const auto dg1 = holderMrz();
    const auto more = details();
    const QrPayload code = *parseQr(holderQr);
    const auto merged = mergeCitizen(&dg1, nullptr, &code, &more);
    CHECK(merged.contradictions.empty());
    const auto& citizen = merged.citizen;
    CHECK(citizen.fullName->source == Source::Dg11);
    CHECK(citizen.fullName->confirmedBy == std::vector{Source::Dg1, Source::Qr});
    CHECK(citizen.dateOfBirth->confirmedBy == std::vector{Source::Dg1, Source::Qr});
    CHECK(citizen.placeOfResidence->source == Source::Dg11);
    CHECK(citizen.issueDate->source == Source::Dg12);
    CHECK(citizen.issueDate->confirmedBy == std::vector{Source::Qr});
    CHECK(citizen.sex->source == Source::Dg1);
}

TEST_CASE("DG13 goes before them") {
    const auto dg1 = holderMrz();
    const auto dg13 = holderDg13();
    const auto more = details();
    const auto citizen = mergeCitizen(&dg1, &dg13, nullptr, &more).citizen;
    CHECK(citizen.fullName->source == Source::Dg13);
    CHECK(citizen.fullName->confirmedBy == std::vector{Source::Dg1, Source::Dg11});
}

TEST_CASE("a name without marks, or of another person, is not offered to a Vietnamese citizen") {
    const auto dg1 = holderMrz();
    for (const auto& name : {emrtd::DetailName{"NGUYEN", "THI MAU"}, emrtd::DetailName{"Trần", "Văn Thử"}}) {
        Citizen more;
        addPersonalDetails(more, {.fullName = name});
        CHECK_FALSE(mergeCitizen(&dg1, nullptr, nullptr, &more).citizen.fullName);
    }
}

TEST_CASE("another country's document: its number is no Vietnamese one, its name has to fit, nothing is derived") {
    auto dg1 = holderMrz();
    dg1.vietnamese = false;
    dg1.name = "MUSTERMANN ERIKA";
    dg1.citizen.idNumber.reset();
    dg1.citizen.expiryDate.reset();
    dg1.citizen.fullName = from(Source::Dg1, std::string("MUSTERMANN ERIKA"));
    auto more = details();
    more.fullName->value = "Эрика Мустерманн";
    more.issuingAuthority.reset();
    const auto citizen = mergeCitizen(&dg1, nullptr, nullptr, &more).citizen;
    CHECK_FALSE(citizen.idNumber);
    CHECK(citizen.fullName->source == Source::Dg1);
    CHECK(citizen.issueDate->source == Source::Dg12);
    CHECK_FALSE(citizen.issuingAuthority);
    CHECK_FALSE(citizen.expiryDate);
}

TEST_CASE("DG11 against DG1: reported and left out") {
    const auto dg1 = holderMrz();
    auto more = details();
    more.dateOfBirth->value = *Date::fromIso("1999-02-06");
    const auto merged = mergeCitizen(&dg1, nullptr, nullptr, &more);
    CHECK(merged.contradictions == std::vector{FieldName::DateOfBirth});
    CHECK(merged.contradictingDataGroups == std::vector{11});
    CHECK_FALSE(merged.citizen.dateOfBirth);
    auto dg13 = holderDg13();
    dg13.citizen.sex->value = Sex::Male;
    CHECK(mergeCitizen(&dg1, &dg13, nullptr, &more).contradictingDataGroups == std::vector{11, 13});
}
