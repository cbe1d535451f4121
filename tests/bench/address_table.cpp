// For ./dev bench address: prints the table's size in bytes and the milliseconds each load of it takes.
#include "address/unit_table.hpp"

#include <address/units.hpp>

#include <chrono>
#include <iostream>
#include <string_view>

int main() {
    using namespace cccd_bridge::address;
    using Milliseconds = std::chrono::duration<double, std::milli>;
    constexpr int loads = 15;
    std::cout << UnitTable::builtInSize() << '\n';
    for (int at = 0; at < loads; ++at) {
        const auto begin = std::chrono::steady_clock::now();
        const UnitTable table(std::string_view(unitsText, sizeof unitsText - 1));
        const Milliseconds taken = std::chrono::steady_clock::now() - begin;
        std::cout << (table.units().empty() ? -1 : taken.count()) << '\n';
    }
}
