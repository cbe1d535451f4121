// Escapes that JavaScript and JSON put in place of letters. Internal to exact_damage.cpp and its tests.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cccd_bridge::cccd {

/// `H%E0 N%u1ED9i`: code points, two digits up to U+00FF and four beyond (escape() of ECMA-262 Annex B.2.1.1). Empty
/// unless each character was either always escaped or never, in one case of hexadecimal digits, and everything beyond
/// ASCII was.
std::optional<std::string> undoScriptEscapes(std::string_view damaged);

/// `H\u00e0 N\u1ed9i` (RFC 8259 §7), with `\"`, `\\` and `\/`. Empty as undoScriptEscapes is.
std::optional<std::string> undoJsonEscapes(std::string_view damaged);

}  // namespace cccd_bridge::cccd
