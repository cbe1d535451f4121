// What is wanted of JSON that anybody may have written.
#pragma once

#include "bounded_json/json.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cccd_bridge::doctor {

/// More words of a list than this are not looked at.
inline constexpr std::size_t mostWords = 1024;

/// Memory that a small file may take once parsed.
inline constexpr std::size_t fileParseMemory = std::size_t{4} * 1024 * 1024;

/// The text under a key; empty when it is absent or no text.
std::string wordAt(const json::object& object, std::string_view key);

/// The texts of the list under a key; what is no text is left out.
std::vector<std::string> wordsAt(const json::object& object, std::string_view key);

/// The object under a key; none when it is absent or something else.
const json::object* objectAt(const json::object& object, std::string_view key);

}  // namespace cccd_bridge::doctor
