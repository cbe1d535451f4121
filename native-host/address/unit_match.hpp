// Which units the last words of an address may name.
#pragma once

#include "address/unit_table.hpp"

#include <functional>
#include <span>
#include <vector>

namespace cccd_bridge::address {

/// How well the words fit a name of the unit; the smaller the better.
enum class Fit : std::uint8_t {
    Same,          ///< the name, and the kind if there is one
    Raised,        ///< the name; the kind is one the unit may have had before it was raised
    Folded,        ///< the name without its marks, in a text that has none
    FoldedRaised,  ///< both
    OtherMarks,    ///< other marks than the name has
    OtherKind,     ///< a kind the unit never had as far as is known
};

struct Match {
    UnitIndex unit;
    std::size_t start;  ///< first word, that of the kind included
    Fit fit;
    bool bounded;    ///< something shows that the name starts here: a comma, a kind, a number before it
    bool kindGiven;  ///< the text says what kind of unit it is
    bool former;     ///< through a former district

    bool isSure() const { return bounded && fit <= Fit::FoldedRaised; }
};

/// An address as it is matched.
struct Text {
    std::span<const Word> words;
    bool isBare;  ///< no letter has a mark
};

using UnitFilter = std::function<bool(UnitIndex)>;

/// Where units are looked for.
struct Scope {
    Level level;
    UnitFilter accepts;
    bool wide = false;  ///< so many units that a raised one of that name counts as much as one of the very kind
};

/// Matches of units that end before word `end`: the sure ones of the best fit, or, when there is none, all that are not
/// sure (16 at most).
std::vector<Match> matchUnits(const UnitTable& table, const Text& text, std::size_t end, const Scope& scope);

}  // namespace cccd_bridge::address
