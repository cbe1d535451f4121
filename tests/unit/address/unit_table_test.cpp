#include "address/unit_table.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>

using namespace cccd_bridge::address;

TEST_CASE("the table has every unit of both maps, and every old commune went somewhere") {
    const UnitTable& table = UnitTable::builtIn();
    std::map<Level, int> count;
    int split = 0;
    int doubtful = 0;
    for (UnitIndex at = 0; at < table.units().size(); ++at) {
        const Unit& unit = table[at];
        ++count[unit.level];
        if (unit.level == Level::District) CHECK(table[unit.parent].level == Level::OldProvince);
        if (unit.level == Level::OldProvince) CHECK(table[unit.parent].level == Level::NewProvince);
        if (unit.level != Level::OldCommune) continue;
        const auto targets = table.targets(at);
        REQUIRE(!targets.empty());
        const bool doubt = std::ranges::any_of(targets, [](const Target& t) { return t.share == Share::Doubtful; });
        doubtful += doubt ? 1 : 0;
        split += targets.size() > 1 && !doubt ? 1 : 0;
    }
    CHECK(count[Level::NewProvince] == 34);
    CHECK(count[Level::NewCommune] == 3321);
    CHECK(count[Level::OldProvince] == 63);
    CHECK(count[Level::District] == 696);
    CHECK(count[Level::OldCommune] == 10035);
    CHECK(split > 430);
    CHECK(split < 445);
    CHECK(doubtful > 0);
    CHECK(doubtful < 40);
    CHECK(UnitTable::builtInSize() < 1'500'000);
}

TEST_CASE("a table that the generator did not write is refused") {
    for (const char* text : {"N\t01\tC\tHà Nội", "x\t01\tC\tHà Nội\n", "N\t01\t?\tHà Nội\n", "O\t01\tC\tHà Nội\t99\n",
                             "a\tC\tHà Nội\n", "N\t01\tC\t\n", "N\t1\tC\ta\tb\tc\td\n"})
        CHECK_THROWS_AS(UnitTable{text}, std::logic_error);
    CHECK(UnitTable("").units().empty());
}
