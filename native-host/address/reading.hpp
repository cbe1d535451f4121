// The ways in which the end of an address can be read: province, district and commune of the old map, or province and
// commune of either.
#pragma once

#include "address/unit_match.hpp"

#include <optional>
#include <vector>

namespace cccd_bridge::address {

/// One way to read the units of a text.
struct Reading {
    std::vector<Match> communes{};     ///< of one level, all equally good
    UnitIndex wholeDistrict = noUnit;  ///< instead of communes: a district all of which became one commune
    std::size_t wholeStart = 0;        ///< where that district's name starts
    bool isSure = false;

    bool exists() const { return !communes.empty() || wholeDistrict != noUnit; }
};

struct Readings {
    Reading three;                ///< commune, district, province of the old map
    Reading two;                  ///< commune and province of the old map: the district is missing
    Reading now;                  ///< commune and province of today's map
    bool endsInDistrict = false;  ///< what stands before the province may be a district
};

/// Nothing when the text does not end in a province.
std::optional<Readings> readUnits(const UnitTable& table, const Text& text);

}  // namespace cccd_bridge::address
