// Do two records speak of the same person, and where do they differ (citizen.compare of schemas/protocol.schema.json).
#pragma once

#include "cccd/citizen.hpp"

#include <string_view>
#include <vector>

namespace cccd_bridge::cccd {

enum class DifferenceSeverity { Stop, Warning, Info };
enum class DifferenceReason { Different, DiacriticsOnly, YearOnly, LayoutOnly, LeftMissing, RightMissing };
enum class SamePerson { Yes, No, Unknown };

struct Difference {
    FieldName field;
    DifferenceSeverity severity;
    DifferenceReason reason;
    bool operator==(const Difference&) const = default;
};

struct CitizenComparison {
    SamePerson samePerson = SamePerson::Unknown;
    std::vector<Difference> differences;  ///< at most one a field, in the order of the schema
};

std::string_view wireName(DifferenceSeverity severity);
std::string_view wireName(DifferenceReason reason);
std::string_view wireName(SamePerson samePerson);

/// A different ID number or date of birth is a stop, and so is a different name when no ID number vouches for the
/// person. Marks alone are a warning; case, spaces and tone placement are information. Addresses never stop: databases
/// were converted when provinces and communes merged in July 2025. samePerson is `yes` only with equal ID numbers and
/// no stop.
CitizenComparison compareCitizens(const Citizen& left, const Citizen& right);

}  // namespace cccd_bridge::cccd
