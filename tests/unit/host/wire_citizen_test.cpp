#include "host/wire_citizen.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge;

TEST_CASE("a citizen survives the way to JSON and back") {
    cccd::Citizen citizen;
    citizen.idNumber = {.value = "001199012345", .source = cccd::Source::Dg13, .verified = true};
    citizen.fullName = {
        .value = "Nguyễn Thị Mẫu", .source = cccd::Source::Qr, .verified = false, .confirmedBy = {cccd::Source::Dg1}};
    citizen.dateOfBirth = {.value = *cccd::Date::ofYear(1999), .source = cccd::Source::Dg1};
    citizen.sex = {.value = cccd::Sex::Female, .source = cccd::Source::Dg1};
    citizen.expiryDate = {.value = std::nullopt, .source = cccd::Source::Dg1};
    const auto object = host::toJson(citizen);
    CHECK(object.at("expiryDate").at("value").is_null());
    CHECK(object.at("fullName").at("confirmedBy").at(0).as_string() == "dg1");
    CHECK(host::citizenFromJson(object).value() == citizen);
}

TEST_CASE("text comes in in one spelling") {
    const auto object =
        boost::json::parse(R"({"fullName": {"value": "Nguye\u0302\u0303n", "source": "manual", "verified": false}})");
    CHECK(host::citizenFromJson(object.as_object())->fullName->value == "Nguyễn");
}
