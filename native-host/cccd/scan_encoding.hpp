// What a scanner's bytes say. QR codes of cards are UTF-8, but scanners and their settings convert.
#pragma once

#include "base/bytes.hpp"

#include <string>
#include <string_view>

namespace cccd_bridge::cccd {

enum class TextEncoding { Utf8, Utf16, Windows1258, Unknown };

/// Wire word (schemas/protocol.schema.json, TextEncoding).
std::string_view wireName(TextEncoding encoding);

/// A scan as text.
struct DecodedScan {
    std::string text;  ///< well-formed UTF-8 in the spelling that came; U+FFFD for bytes that are no text
    TextEncoding encoding = TextEncoding::Utf8;
    bool damaged = false;  ///< letters were lost: the encoding is not certain, or U+FFFD was in the text
};

/// Total and linear. UTF-8 first, its byte order mark dropped; UTF-16 by its mark or its zeros; another encoding only
/// where every other reading is impossible. Control characters at the end are dropped.
DecodedScan decodeScan(ByteView bytes);

}  // namespace cccd_bridge::cccd
