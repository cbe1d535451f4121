// What scanners that type as a keyboard leave of Vietnamese text, recognised so that it is never filled as if it were
// right.
#pragma once

#include <string_view>

namespace cccd_bridge::cccd {

/// What a text is expected to hold, which decides the characters it may have.
enum class TextRole { Name, Address };

/// True when the text shows damage: characters no Vietnamese name or address has (replacement, control, box, code page
/// 437 and mojibake glyphs, question marks, HTML and percent escapes), byte or code-point numbers between letters, or
/// UTF-8 that was read as Windows-1252. Expects UTF-8 in NFC as it was received, before spaces are collapsed. Linear
/// time.
bool isVisiblyDamaged(std::string_view nfc, TextRole role);

/// True when the text has a Vietnamese letter beyond Latin-1: then the way it came kept Unicode intact.
bool provesUnicode(std::string_view nfc);

}  // namespace cccd_bridge::cccd
