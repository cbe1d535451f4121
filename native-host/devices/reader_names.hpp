// What a reader's name tells about it.
#pragma once

#include <string_view>

namespace cccd_bridge::devices {

/// How a card meets the reader; `isVirtual` marks what is not a card reader at all (Windows Hello, a security key).
enum class ReaderClass { contact, contactless, dual, unknown, isVirtual };

/// Class of a reader from its PC/SC name (UTF-8), by a table of known names; case does not matter.
ReaderClass classifyReader(std::string_view name);

/// Wire word of a class (schemas/protocol.schema.json, ReaderClass).
std::string_view wireName(ReaderClass value);

}  // namespace cccd_bridge::devices
