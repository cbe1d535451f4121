// Names as DG11 and DG12 write them.
#pragma once

#include <cstddef>
#include <string>

namespace cccd_bridge::emrtd {

/// Longest text taken from one data object, in bytes.
inline constexpr std::size_t maxDetailBytes = 2048;

/// A name in the characters of its country, fillers turned into spaces; UTF-8 in NFC.
struct DetailName {
    std::string primary{};    ///< surname, or the whole name where the issuer does not part it
    std::string secondary{};  ///< given names
    bool operator==(const DetailName&) const = default;
};

}  // namespace cccd_bridge::emrtd
