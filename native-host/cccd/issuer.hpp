// Which authority a card of a given date names (nơi cấp).
#pragma once

#include "cccd/date.hpp"

#include <optional>
#include <string_view>

namespace cccd_bridge::cccd {

/// First day of the Luật Căn cước 2023: from here on a card is a thẻ Căn cước.
bool issuedUnderIdentityLaw2023(const Date& issueDate);

/// Name in NFC: the residence department until 9 October 2018, the administrative police until 30 June 2024 (Thông tư
/// 06/2021/TT-BCA), Bộ Công an from 1 July 2024 (Thông tư 16/2024/TT-BCA). A default: cards of July 2024 printed on old
/// stock exist. Empty before 2016 (no such cards) and when only the year is known.
std::optional<std::string_view> issuingAuthorityOn(const Date& issueDate);

}  // namespace cccd_bridge::cccd
