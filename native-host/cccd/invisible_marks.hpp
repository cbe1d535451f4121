// Characters without a picture that word processors and web pages leave in texts. Internal to the readers of text.
#pragma once

#include <string>
#include <string_view>

namespace cccd_bridge::cccd {

/// The text without zero-width spaces and joiners, byte order marks, marks of direction, and soft hyphens at the end of
/// a word. A soft hyphen elsewhere stays: code pages show it for a part of a letter. Expects well-formed UTF-8.
std::string withoutInvisibleMarks(std::string_view utf8);

}  // namespace cccd_bridge::cccd
