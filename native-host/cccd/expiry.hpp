// When a card expires, from birth and issue date, for sources that do not say (the QR code has no expiry).
#pragma once

#include "cccd/date.hpp"

#include <optional>

namespace cccd_bridge::cccd {

/// A derived expiry; an empty date means không thời hạn.
struct DerivedExpiry {
    std::optional<Date> date;
    bool operator==(const DerivedExpiry&) const = default;
};

/// Cards issued from 2016 to 30 June 2024 change at 25, 40 and 60 years (Luật Căn cước công dân 2014 art. 21), later
/// ones also at 14 (Luật Căn cước 2023 art. 21); a card issued within the two years before such an age lasts to the
/// next one, the day two years before included. Someone born on 29 February reaches an age on 28 February of a year
/// without it. Empty when it cannot be said: a date with the year alone, an issue before birth, before 2016, or under
/// the 2014 law before the age of 14.
std::optional<DerivedExpiry> deriveExpiry(const Date& dateOfBirth, const Date& issueDate);

}  // namespace cccd_bridge::cccd
