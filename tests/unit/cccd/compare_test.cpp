#include "cccd/compare.hpp"
#include "holder.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge;
using namespace cccd_bridge::cccd;
using namespace cccd_bridge::test;

namespace {

using enum DifferenceSeverity;
using enum DifferenceReason;

Citizen holder() { return holderDg13().citizen; }

template <class Change>
CitizenComparison against(Change change) {
    auto other = holder();
    change(other);
    return compareCitizens(holder(), other);
}

bool only(const CitizenComparison& comparison, Difference difference) {
    return comparison.differences == std::vector{difference};
}

}  // namespace

TEST_CASE("the same record is the same person") {
    const auto same = compareCitizens(holder(), holder());
    CHECK(same.samePerson == SamePerson::Yes);
    CHECK(same.differences.empty());
    CHECK(compareCitizens({}, {}).samePerson == SamePerson::Unknown);
}

TEST_CASE("another number or birth is a stop") {
    const auto number = against([](Citizen& c) { c.idNumber->value = "001199012346"; });
    CHECK(number.samePerson == SamePerson::No);
    CHECK(only(number, {FieldName::IdNumber, Stop, Different}));
    const auto birth = against([](Citizen& c) { c.dateOfBirth->value = *Date::fromIso("1999-05-02"); });
    CHECK(birth.samePerson == SamePerson::No);
    CHECK(only(birth, {FieldName::DateOfBirth, Stop, Different}));
}

TEST_CASE("lesser differences") {
    CHECK(only(against([](Citizen& c) { c.dateOfBirth->value = *Date::ofYear(1999); }),
               {FieldName::DateOfBirth, Info, YearOnly}));
    CHECK(only(against([](Citizen& c) { c.fullName->value = "Nguyen Thi Mau"; }),
               {FieldName::FullName, Warning, DiacriticsOnly}));
    CHECK(only(against([](Citizen& c) { c.fullName->value = "NGUYỄN THỊ MẪU"; }),
               {FieldName::FullName, Info, LayoutOnly}));
    CHECK(only(against([](Citizen& c) { c.fullName->value = "Nguyễn Thị Khác"; }),
               {FieldName::FullName, Warning, Different}));
    CHECK(only(against([](Citizen& c) { c.placeOfResidence->value = "2 Phố Mẫu, Hà Nội"; }),
               {FieldName::PlaceOfResidence, Warning, Different}));
    CHECK(only(against([](Citizen& c) { c.placeOfResidence.reset(); }),
               {FieldName::PlaceOfResidence, Info, RightMissing}));
    CHECK(only(against([](Citizen& c) { c.placeOfOrigin = from(Source::Qr, std::string("Hà Nội")); }),
               {FieldName::PlaceOfOrigin, Info, LeftMissing}));
    CHECK(only(against([](Citizen& c) { c.expiryDate->value = std::nullopt; }),
               {FieldName::ExpiryDate, Warning, Different}));
    CHECK(only(against([](Citizen& c) { c.sex->value = Sex::Male; }), {FieldName::Sex, Warning, Different}));
}

TEST_CASE("without a number nobody vouches for another name") {
    auto left = holder(), right = holder();
    right.idNumber.reset();
    CHECK(compareCitizens(left, right).samePerson == SamePerson::Unknown);
    right.fullName->value = "Nguyễn Thị Khác";
    const auto other = compareCitizens(left, right);
    CHECK(other.samePerson == SamePerson::No);
    CHECK(wireName(other.samePerson) == "no");
    CHECK(wireName(other.differences.back().severity) == "stop");
    CHECK(wireName(other.differences.back().reason) == "different");
}

TEST_CASE("sources and verification do not matter") {
    auto left = holder();
    setVerified(left, Source::Dg13, true);
    CHECK(compareCitizens(left, parseQr(holderQr)->citizen.value()).samePerson == SamePerson::Yes);
}
