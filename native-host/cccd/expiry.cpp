#include "cccd/expiry.hpp"

#include "cccd/issuer.hpp"

#include <array>
#include <span>

namespace cccd_bridge::cccd {
namespace {

constexpr std::array<int, 4> changeAges{14, 25, 40, 60};
constexpr int graceYears = 2;
constexpr int firstAgeUnderLaw2014 = 14;

}  // namespace

std::optional<DerivedExpiry> deriveExpiry(const Date& dateOfBirth, const Date& issueDate) {
    if (dateOfBirth.yearOnly() || issueDate.yearOnly() || issueDate < dateOfBirth) return std::nullopt;
    if (!issuingAuthorityOn(issueDate)) return std::nullopt;
    const bool law2023 = issuedUnderIdentityLaw2023(issueDate);
    if (!law2023) {
        const auto allowed = dateOfBirth.plusYears(firstAgeUnderLaw2014);
        if (!allowed || issueDate < *allowed) return std::nullopt;
    }
    for (const int age : std::span(changeAges).subspan(law2023 ? 0 : 1)) {
        const auto graceStart = dateOfBirth.plusYears(age - graceYears);
        if (!graceStart) return std::nullopt;
        if (issueDate < *graceStart) {
            const auto expiry = dateOfBirth.plusYears(age);
            if (!expiry) return std::nullopt;
            return DerivedExpiry{expiry};
        }
    }
    return DerivedExpiry{};
}

}  // namespace cccd_bridge::cccd
