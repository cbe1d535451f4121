// address.resolve: from the text of a card to the units of today. A commune is given only when nothing else can be
// meant.
#pragma once

#include "address/unit_table.hpp"
#include "base/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cccd_bridge::address {

/// Longest text that is looked at, in bytes of NFC; a longer one is unresolved.
inline constexpr std::size_t maxTextBytes = 4096;
inline constexpr std::size_t maxCandidates = 24;

/// Which map the text was written by. Three levels until 30/06/2025, two since (NQ 202/2025/QH15).
enum class Era { Unknown, ThreeLevels, TwoLevels };

/// The era of a date of issue, `yyyy-MM-dd` or `yyyy`; Unknown for 2025 alone.
Era eraOf(std::string_view isoDate);

enum class Status {
    Exact,       ///< one commune
    Ambiguous,   ///< the candidates; a person has to choose
    Unresolved,  ///< nothing is certain; the text stays as it is
};

/// Why a candidate is one.
enum class Reason {
    Split,            ///< a part of the old commune went there
    WholePopulation,  ///< a part went there, and all its people
    SourcesDisagree,  ///< two sources differ about what became of the old commune
    SameName,         ///< several units of that name, or of its letters where the text has no marks
    OldMap,           ///< the text read by the map until 30/06/2025
    NewMap,           ///< the text read by the map of today
    OtherSpelling,    ///< the letters fit, the marks do not
    OtherKind,        ///< the name fits, the kind of unit does not
    UnclearStart,     ///< nothing shows where the commune's name begins
};

struct Place {
    std::string code;
    std::string name;  ///< with its kind: "Phường Ba Đình"

    bool operator==(const Place&) const = default;
};

/// Units of the last list of three levels; a unit that was gone before is given as the one it became.
struct OldUnits {
    Place province;
    Place district;
    std::optional<Place> commune;  ///< absent for districts that became a commune as a whole
};

struct Candidate {
    Place province;
    Place commune;
    Reason reason;
    std::string detail;  ///< as in Resolution, if this candidate is meant
};

struct Resolution {
    Status status = Status::Unresolved;
    std::optional<Place> province;  ///< of today; also of an ambiguous text when all candidates agree
    std::optional<Place> commune;   ///< only when exact
    std::optional<OldUnits> old;    ///< when the text names exactly one unit of the old map
    std::string detail;             ///< what stands before the units, as written; the whole text when unresolved
    std::vector<Candidate> candidates;
};

/// @param text an address as a card, a lookup or a person writes it
/// Errors: TextInvalidUtf8.
Result<Resolution> resolve(std::string_view text, Era era, const UnitTable& table = UnitTable::builtIn());

}  // namespace cccd_bridge::address
