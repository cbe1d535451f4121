// JSON under limits: depth, memory and strict UTF-8 for what comes in.
#pragma once

#include "base/result.hpp"

#include <boost/json.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace cccd_bridge {

namespace json = boost::json;

/// Deepest nesting of arrays and objects that is accepted.
inline constexpr std::size_t maximumDepth = 32;

/// Memory a message from the browser may take once parsed.
inline constexpr std::size_t wireParseMemory = std::size_t{12} * 1024 * 1024;

/// What a text may have beyond RFC 8259: Chromium reads its policy files with comments and trailing commas.
enum class JsonSyntax { strict, commentsAndTrailingCommas };

/// Parses one JSON text (RFC 8259, UTF-8). Of duplicate keys the last counts.
/// Errors: ProtocolParseError, ProtocolTooDeep, ProtocolTooLarge when more than `memory` bytes would be needed.
Result<json::value> parseJson(std::string_view text, std::size_t memory, JsonSyntax syntax = JsonSyntax::strict);

/// The text of a message. Unlike json::serialize it leaves no copy of it on the stack.
std::string serializeJson(const json::object& object);

}  // namespace cccd_bridge
