// Escapes that software puts in place of letters. Internal to exact_damage.cpp and its tests.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cccd_bridge::cccd {

/// `&#7885;`, `&#x1ecd;`, `&ecirc;` (HTML 5.2 §8.5, the names Vietnamese letters have, and those of `& < > " '`). Empty
/// unless each character was either always escaped in one way or never, and everything beyond ASCII, or everything
/// beyond Latin-1, was.
std::optional<std::string> undoHtmlEscapes(std::string_view damaged);

/// `%E1%BB%8D` (RFC 3986 §2.1). Empty unless each character was either always escaped or never, in one case of
/// hexadecimal digits, everything beyond ASCII was, and the bytes are UTF-8; empty also where `+` may stand for a
/// space.
std::optional<std::string> undoPercentEscapes(std::string_view damaged);

/// The same with `+` for a space (WHATWG URL §5.1); empty also with a space or `%20`, and without a `+` that
/// joins words.
std::optional<std::string> undoFormEscapes(std::string_view damaged);

}  // namespace cccd_bridge::cccd
