// UTCTime and GeneralizedTime (ISO/IEC 8824-1 §46, §47; RFC 5280 §4.1.2.5).
#pragma once

#include "base/result.hpp"
#include "emrtd/asn1_tags.hpp"
#include "emrtd/tlv.hpp"

#include <chrono>

namespace cccd_bridge::emrtd {

/// The moment of a UTCTime (years 1950 to 2049) or GeneralizedTime in UTC. Seconds may be missing and a fraction of
/// them is dropped; instead of Z an offset may stand. Errors: CardFileMalformed.
Result<std::chrono::sys_seconds> parseAsn1Time(const Tlv& time);

}  // namespace cccd_bridge::emrtd
