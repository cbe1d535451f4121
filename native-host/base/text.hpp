// Text that reaches a person or a form: valid UTF-8 in one canonical spelling.
#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>

namespace cccd_bridge {

/// The text in Unicode normalisation form C (UAX #15), as Vietnamese systems store it.
/// Errors: CardFileMalformed when the input is not well-formed UTF-8 (RFC 3629) or holds U+0000.
Result<std::string> normaliseNfc(std::string_view utf8);

}  // namespace cccd_bridge
