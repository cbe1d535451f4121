#include "cccd/citizen.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

using namespace cccd_bridge::cccd;

namespace {

TextField text(const char* value, Source source = Source::Dg13) {
    return Field<std::string>{.value = value, .source = source};
}

}  // namespace

TEST_CASE("wire names are those of the schema and go both ways") {
    std::set<std::string> names;
    forEachMember([&](FieldName name, auto) {
        names.insert(std::string(wireName(name)));
        CHECK(fieldNameFromWire(wireName(name)) == name);
    });
    CHECK(names.size() == fieldCount);
    CHECK(wireName(FieldName::PersonalIdentification) == "personalIdentification");
    for (const auto source :
         {Source::Dg1, Source::Dg11, Source::Dg13, Source::Qr, Source::Lookup, Source::Derived, Source::Manual})
        CHECK(sourceFromWire(wireName(source)) == source);
    for (const auto sex : {Sex::Male, Sex::Female, Sex::Other}) CHECK(sexFromWire(wireName(sex)) == sex);
    CHECK_FALSE(sourceFromWire("dg2"));
    CHECK_FALSE(fieldNameFromWire("IdNumber"));
    CHECK(sexFromVietnamese("nữ") == Sex::Female);
    CHECK(sexFromVietnamese("NAM") == Sex::Male);
    CHECK_FALSE(sexFromVietnamese("N?"));
}

TEST_CASE("sensitive fields leave unless kept, the others stay") {
    Citizen citizen;
    citizen.fullName = text("Nguyễn Thị Mẫu");
    citizen.ethnicity = text("Kinh");
    citizen.religion = text("Không");
    citizen.fatherName = text("Nguyễn Văn Cha");
    citizen.motherName = text("Lê Thị Mẹ");
    citizen.spouseName = text("Trần Văn Thử");
    FieldSet keep;
    keep.set(static_cast<std::size_t>(FieldName::MotherName));
    dropSensitive(citizen, keep);
    CHECK(citizen.fullName);
    CHECK(citizen.motherName);
    CHECK_FALSE(citizen.ethnicity);
    CHECK_FALSE(citizen.religion);
    CHECK_FALSE(citizen.fatherName);
    CHECK_FALSE(citizen.spouseName);
}

TEST_CASE("verification covers one source; wiping leaves nothing") {
    Citizen citizen;
    citizen.fullName = text("Nguyễn Thị Mẫu");
    citizen.idNumber = text("001199012345", Source::Qr);
    citizen.expiryDate = Field<std::optional<Date>>{.value = std::nullopt, .source = Source::Dg13};
    setVerified(citizen, Source::Dg13, true);
    CHECK(citizen.fullName->verified);
    CHECK(citizen.expiryDate->verified);
    CHECK_FALSE(citizen.idNumber->verified);
    CHECK_FALSE(isEmpty(citizen));
    wipe(citizen);
    CHECK(isEmpty(citizen));
}
