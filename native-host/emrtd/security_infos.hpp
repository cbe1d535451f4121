// SecurityInfos, the list in EF.CardAccess, EF.CardSecurity and EF.DG14 (ICAO 9303-11 §9.2).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "emrtd/tlv.hpp"

#include <cstddef>
#include <vector>

namespace cccd_bridge::emrtd {

inline constexpr std::size_t maxSecurityInfos = 64;

/// One SecurityInfo: SEQUENCE { protocol OBJECT IDENTIFIER, requiredData ANY, optionalData ANY OPTIONAL }. The views
/// point into the buffer that was read.
struct SecurityInfo {
    ByteView protocol{};  ///< content bytes of the OBJECT IDENTIFIER
    ByteView required{};  ///< the whole encoded object
    ByteView optional{};  ///< the whole encoded object; empty when absent
    ByteView encoded{};   ///< the whole SecurityInfo
};

/// Takes a SET OF SecurityInfo apart (tag 0x31, exactly the whole buffer), in the order of the file, whatever their
/// protocols. Errors: CardFileMalformed, also for more than maxSecurityInfos.
Result<std::vector<SecurityInfo>> parseSecurityInfos(ByteView set);

/// A whole encoded INTEGER of 0..32767. Errors: CardFileMalformed.
Result<int> smallInteger(ByteView encoded);

}  // namespace cccd_bridge::emrtd
