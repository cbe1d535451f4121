// Texts of the command line, Vietnamese and English.
#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>

namespace cccd_bridge::host {

/// What the program is and what it can be told.
std::string_view helpText(bool vietnamese);

/// Code, sentence and remedy of a failure, each in both languages, the user's first.
std::string explainError(std::string_view wireCode, bool vietnamese);

}  // namespace cccd_bridge::host
