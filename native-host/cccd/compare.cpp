#include "cccd/compare.hpp"

#include "cccd/text.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace cccd_bridge::cccd {
namespace {

using Severity = DifferenceSeverity;
using Reason = DifferenceReason;

constexpr std::array<std::string_view, 3> severityNames{"stop", "warning", "info"};
constexpr std::array<std::string_view, 6> reasonNames{"different",  "diacriticsOnly", "yearOnly",
                                                      "layoutOnly", "leftMissing",    "rightMissing"};
constexpr std::array<std::string_view, 3> samePersonNames{"yes", "no", "unknown"};

// What a plain difference means, field by field. Origins and the words for an issuer are written in many ways, and two
// cards of one person differ in document number and marks.
Severity severityOf(FieldName name, bool numberVouches) {
    switch (name) {
        case FieldName::IdNumber:
        case FieldName::DateOfBirth:
            return Severity::Stop;
        case FieldName::FullName:
            return numberVouches ? Severity::Warning : Severity::Stop;
        case FieldName::PlaceOfOrigin:
        case FieldName::PersonalIdentification:
        case FieldName::IssuingAuthority:
        case FieldName::DocumentNumber:
            return Severity::Info;
        default:
            return Severity::Warning;
    }
}

struct Finding {
    Reason reason;
    bool plain;  // a plain difference gets the field's own severity
    Severity severity = Severity::Info;
};

std::optional<Finding> compareValues(const std::string& left, const std::string& right) {
    switch (compareText(left, right)) {
        case TextDifference::None:
            return std::nullopt;
        case TextDifference::Layout:
            return Finding{Reason::LayoutOnly, false, Severity::Info};
        case TextDifference::Diacritics:
            return Finding{Reason::DiacriticsOnly, false, Severity::Warning};
        case TextDifference::Different:
            break;
    }
    return Finding{Reason::Different, true};
}

std::optional<Finding> compareValues(const Date& left, const Date& right) {
    if (left == right) return std::nullopt;
    if (compatible(left, right)) return Finding{Reason::YearOnly, false, Severity::Info};
    return Finding{Reason::Different, true};
}

std::optional<Finding> compareValues(const std::optional<Date>& left, const std::optional<Date>& right) {
    if (left && right) return compareValues(*left, *right);
    if (!left && !right) return std::nullopt;
    return Finding{Reason::Different, true};
}

std::optional<Finding> compareValues(Sex left, Sex right) {
    if (left == right) return std::nullopt;
    return Finding{Reason::Different, true};
}

bool sameIdNumber(const Citizen& left, const Citizen& right) {
    return left.idNumber && right.idNumber && left.idNumber->value == right.idNumber->value;
}

}  // namespace

std::string_view wireName(DifferenceSeverity severity) { return severityNames[static_cast<std::size_t>(severity)]; }
std::string_view wireName(DifferenceReason reason) { return reasonNames[static_cast<std::size_t>(reason)]; }
std::string_view wireName(SamePerson samePerson) { return samePersonNames[static_cast<std::size_t>(samePerson)]; }

CitizenComparison compareCitizens(const Citizen& left, const Citizen& right) {
    CitizenComparison result;
    const bool numberVouches = sameIdNumber(left, right);
    forEachMember([&](FieldName name, auto member) {
        const auto& a = left.*member;
        const auto& b = right.*member;
        if (!a && !b) return;
        if (!a || !b) {
            result.differences.push_back({name, Severity::Info, a ? Reason::RightMissing : Reason::LeftMissing});
            return;
        }
        if (const auto finding = compareValues(a->value, b->value)) {
            const auto severity = finding->plain ? severityOf(name, numberVouches) : finding->severity;
            result.differences.push_back({name, severity, finding->reason});
        }
    });
    const bool stopped = std::ranges::any_of(
        result.differences, [](const Difference& difference) { return difference.severity == Severity::Stop; });
    result.samePerson = stopped ? SamePerson::No : numberVouches ? SamePerson::Yes : SamePerson::Unknown;
    return result;
}

}  // namespace cccd_bridge::cccd
