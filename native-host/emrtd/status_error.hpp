// Status words that are errors, as typed errors.
#pragma once

#include "base/result.hpp"
#include "emrtd/apdu.hpp"

#include <cstdint>
#include <source_location>

namespace cccd_bridge::emrtd {

/// 63xx, 6982 and the like: what cards answer to a wrong password (ICAO 9303-11 §4.4.5).
bool isAuthenticationFailure(std::uint16_t sw);

/// CardFileMissing, CardAccessRefused, or CardProtocolViolation for what has no meaning here; `command` names the
/// command.
std::unexpected<Error> statusError(std::uint16_t sw, const char* command,
                                   std::source_location where = std::source_location::current());

}  // namespace cccd_bridge::emrtd
