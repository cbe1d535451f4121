// The measures of tests/unit/cccd on a large list of names.
#include "../../unit/cccd/damage_measure.hpp"
#include "shared_data.hpp"

#include <fstream>
#include <iterator>
#include <string>

using namespace cccd_bridge::test;

namespace {

// The strings of `first_name` and `last_name`; `middle_name` holds names of other languages.
Names sharedNames(const std::filesystem::path& file) {
    std::ifstream stream(file);
    const std::string json(std::istreambuf_iterator<char>(stream), {});
    Names names;
    bool last = false;
    for (std::size_t at = 0; (at = json.find('"', at)) != std::string::npos;) {
        const auto end = json.find('"', at + 1);
        const auto text = json.substr(at + 1, end - at - 1);
        const bool isKey = json.compare(end + 1, 1, ":") == 0;
        at = end + 1;
        if (isKey && text == "middle_name") break;
        if (isKey)
            last = text == "last_name" || (last && text == "generic");
        else
            (last ? names.families : names.given).push_back(text);
    }
    return names;
}

}  // namespace

TEST_CASE("names of a public list: as they are, and damaged in every way") {
    const auto folder = sharedData("unicode-vi");
    if (!folder) return;
    const auto names = sharedNames(*folder / "faker-vi-names.json");
    REQUIRE(names.families.size() >= 20);
    REQUIRE(names.given.size() > 2000);
    for (const auto& damager : damagers()) {
        CAPTURE(std::string(damager.name));
        People people(7, names);
        Tally tally, intact;
        for (int at = 0; at < 1000 / CCCD_SAMPLE_OF; ++at) {
            const auto person = people.next();
            count(intact, person, person.qr());
            count(tally, person, damagedPerson(person, damager).qr());
        }
        CHECK(tally.wrong == 0);
        CHECK(intact.wrong == 0);
        CHECK(intact.lostFacts == 0);
        CHECK(intact.marked < 10);
    }
}
