// Windows' text and ours (Windows only).
#pragma once

#include <string>
#include <string_view>

namespace cccd_bridge {

/// UTF-16 of UTF-8; what is not well-formed becomes U+FFFD.
std::wstring toUtf16(std::string_view utf8);

/// UTF-8 of UTF-16; a lone surrogate becomes U+FFFD.
std::string toUtf8(std::wstring_view utf16);

}  // namespace cccd_bridge
