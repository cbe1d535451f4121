// EF.COM: which data groups the card claims to have (ICAO 9303-10 §4.6.1). Not signed: a hint, never evidence.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cccd_bridge::emrtd {

struct CommonData {
    std::string ldsVersion{};       ///< four digits, "0107"
    std::string unicodeVersion{};   ///< six digits, "040000"
    std::vector<int> dataGroups{};  ///< 1..16 in the order of the file; unknown tags are left out
};

/// Reads EF.COM. Errors: CardFileMalformed.
Result<CommonData> parseCommonData(ByteView file);

/// Outer tag of EF.DGn, n = 1..16; 0 for other numbers (ICAO 9303-10 §4.6.1).
Byte dataGroupTag(int number);

/// Data group of an outer tag. Absent for other tags.
std::optional<int> dataGroupOfTag(std::uint32_t tag);

}  // namespace cccd_bridge::emrtd
