// Text that reaches a person or a form: valid UTF-8 in one canonical spelling. The one place that normalises.
#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>

namespace cccd_bridge {

/// Whether the text is well-formed UTF-8 (RFC 3629).
bool isValidUtf8(std::string_view text);

/// Normalisation form C (UAX #15) of well-formed UTF-8, as Vietnamese systems store it. Runs of marks longer than
/// UAX #15 §13 allows are cut, so the time is linear; no copy of the text stays behind in memory.
std::string composed(std::string_view wellFormed);

/// Normalisation form D, otherwise as composed().
std::string decomposed(std::string_view wellFormed);

/// Well-formed UTF-8 for comparison without regard to case or compatible forms of a character (NFKC and full case
/// folding, UAX #15 and UAX #21).
std::string caseFolded(std::string_view wellFormed);

/// composed() of a text from outside. U+0000 is refused too: no text of a person has it, and it would cut the text
/// short where a C string is expected. Errors: TextInvalidUtf8.
Result<std::string> normaliseNfc(std::string_view utf8);

}  // namespace cccd_bridge
