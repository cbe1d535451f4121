#include "host/machine_log.hpp"

#include "host/version.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <vector>

using namespace cccd_bridge::host;
using namespace std::chrono_literals;

TEST_CASE("an event's details are its number, the version and its fields") {
    const std::vector<EventField> fields{{"code", "trust.formatUnsupported"}, {"files", "2"}};
    CHECK(eventDetails(eventText(EventCode::TrustFilesIgnored), fields) ==
          "event=4 version=" + std::string(programVersion) + " code=trust.formatUnsupported files=2");
}

TEST_CASE("no value can look like another field or another line") {
    const std::vector<EventField> fields{{"code", "a b=c\nd\"Nguyễn\x7F"}};
    const std::string text = eventDetails(eventText(EventCode::ServiceLost), fields);
    CHECK(text.ends_with(" code=a?b?c?d?Nguy???n?"));
}

TEST_CASE("details are bounded, whatever a value is") {
    const std::vector<EventField> fields{{"one", std::string(1'000'000, 'a')}, {"two", "b"}};
    CHECK(eventDetails(eventText(EventCode::ServiceLost), fields).size() == longestDetails);
}

TEST_CASE("four fingerprints and the largest counts fit") {
    const std::vector<EventField> fields{{"issuers", "4096"},
                                         {"signers", "4096"},
                                         {"revocationLists", "4096"},
                                         {"skipped", "18446744073709551615"},
                                         {"fingerprints", std::string(4 * 64 + 3, 'f')}};
    CHECK(eventDetails(eventText(EventCode::TrustChanged), fields).ends_with("ff"));
    CHECK(eventDetails(eventText(EventCode::TrustChanged), fields).size() < longestDetails);
}

TEST_CASE("every event has a number of its own and a sentence in ASCII") {
    std::set<std::uint16_t> numbers;
    for (const EventText& event : eventTexts) {
        CHECK_MESSAGE(numbers.insert(event.number).second, event.code);
        CHECK_MESSAGE(std::ranges::all_of(event.message, [](char c) { return c >= ' ' && c <= '~'; }), event.code);
    }
}

TEST_CASE("of an event three lines are written at once, then one in ten minutes, which says how many were not") {
    EventBudget budget;
    const EventBudget::Clock::time_point start{};
    for (int i = 0; i < 3; ++i) CHECK(budget.spend(EventCode::ServiceLost, start) == 0U);
    for (int i = 0; i < 5; ++i) CHECK_FALSE(budget.spend(EventCode::ServiceLost, start + 9min));
    CHECK(budget.spend(EventCode::ServiceLost, start + 10min) == 5U);
    CHECK_FALSE(budget.spend(EventCode::ServiceLost, start + 19min));
    CHECK(budget.spend(EventCode::ServiceLost, start + 20min) == 1U);
}

TEST_CASE("after a long silence three lines are written again, not more") {
    EventBudget budget;
    const EventBudget::Clock::time_point start{};
    for (int i = 0; i < 3; ++i) budget.spend(EventCode::ServiceLost, start);
    for (int i = 0; i < 3; ++i) CHECK(budget.spend(EventCode::ServiceLost, start + 24h) == 0U);
    CHECK_FALSE(budget.spend(EventCode::ServiceLost, start + 24h));
}

TEST_CASE("one event does not use up another one's lines") {
    EventBudget budget;
    const EventBudget::Clock::time_point start{};
    for (int i = 0; i < 4; ++i) budget.spend(EventCode::ServiceLost, start);
    CHECK(budget.spend(EventCode::HelperFailed, start) == 0U);
}
