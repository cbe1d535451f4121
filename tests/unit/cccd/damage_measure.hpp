// What parseQr makes of damaged people, counted.
#pragma once

#include "cccd/qr_payload.hpp"
#include "damagers.hpp"
#include "synthetic_people.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

namespace cccd_bridge::test {

/// Texts (name, address) of all people; each falls in one of the first four.
struct Tally {
    int same = 0;       ///< given as it was on the card without a word
    int repaired = 0;   ///< given as it was on the card, and said to be repaired or compared
    int marked = 0;     ///< left out with a warning
    int wrong = 0;      ///< anything else
    int lostFacts = 0;  ///< number, dates, sex or old number not as on the card
};

inline bool warnsAbout(const cccd::QrPayload& payload, cccd::FieldName field) {
    return std::ranges::any_of(payload.warnings, [&](const auto& warning) { return warning.field == field; });
}

inline void countText(Tally& tally, const cccd::QrPayload& payload, const cccd::TextField& read,
                      const std::string& truth, cccd::FieldName field) {
    if (truth.empty()) return;
    const bool warned = warnsAbout(payload, field);
    const bool right = read && read->value == truth;
    const bool refused = !read || std::ranges::find(payload.warnings, cccd::QrWarning{cccd::QrWarningCode::MarksMissing,
                                                                                      field}) != payload.warnings.end();
    auto& count = refused && warned ? tally.marked : !right ? tally.wrong : warned ? tally.repaired : tally.same;
    ++count;
}

inline bool factsAreRight(const cccd::QrPayload& payload, const Person& person) {
    if (!payload.citizen) return false;
    const auto& citizen = *payload.citizen;
    const auto& id = citizen.idNumber;
    const auto sex = person.sex == "Nam" ? cccd::Sex::Male : cccd::Sex::Female;
    const auto oldId = citizen.oldIdNumber ? citizen.oldIdNumber->value : std::string();
    return id && id->value == person.id && oldId == person.oldId && citizen.sex && citizen.sex->value == sex &&
           citizen.dateOfBirth && citizen.dateOfBirth->value == cccd::Date::fromVietnamese(person.birth) &&
           citizen.issueDate && citizen.issueDate->value == cccd::Date::fromVietnamese(person.issue);
}

inline void count(Tally& tally, const Person& person, const std::string& scanned) {
    CAPTURE(scanned);
    const auto payload = cccd::parseQr(scanned);
    REQUIRE(payload);
    if (!factsAreRight(*payload, person)) ++tally.lostFacts;
    REQUIRE(payload->citizen);
    const auto before = tally.wrong;
    countText(tally, *payload, payload->citizen->fullName, person.name, cccd::FieldName::FullName);
    countText(tally, *payload, payload->citizen->placeOfResidence, person.address, cccd::FieldName::PlaceOfResidence);
    if (tally.wrong != before && tally.wrong <= 5) MESSAGE("wrong: " << scanned << " of " << person.qr());
}

inline Person damagedPerson(const Person& person, const Damager& damager) {
    auto result = person;
    for (auto* text : {&result.name, &result.sex, &result.address}) *text = damaged(damager, *text);
    return result;
}

}  // namespace cccd_bridge::test
