// Hexadecimal text, used for identifiers, fingerprints and test vectors.
#pragma once

#include "base/bytes.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace cccd_bridge {

/// Lower-case hexadecimal, two digits a byte.
std::string toHex(ByteView bytes);

/// Bytes of hexadecimal text in either case; spaces and line ends between bytes are skipped. Empty on anything else.
std::optional<Bytes> fromHex(std::string_view text);

}  // namespace cccd_bridge
