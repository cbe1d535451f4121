// What scanners that type as a keyboard leave of Vietnamese text, recognised so that it is never filled as if it were
// right.
#pragma once

#include <string_view>

namespace cccd_bridge::cccd {

/// What may have happened to a text between the code and here (docs/protocol.md).
enum class DamageCause {
    ByteNumbers,       ///< each byte of UTF-8 as four digits, 0128–0255
    LostBytes,         ///< byte numbers of which some are missing, or letters replaced by question marks
    CodePointNumbers,  ///< each letter as the decimal number of its code point
    OemGlyphs,         ///< the code point modulo 256, shown in code page 437
    Mojibake,          ///< UTF-8 read in an 8-bit code page
    HtmlEscapes,
    PercentEscapes,
    Decomposed,    ///< marks apart from their letters
    InputMethod,   ///< rewritten by Telex or VNI
    CapsLock,      ///< small letters and capitals exchanged
    SeveralScans,  ///< the texts of two codes behind each other
    Unknown,
};

/// What a text is expected to hold, which decides the characters it may have.
enum class TextRole { Name, Address };

/// True when the text shows damage: characters no Vietnamese name or address has (replacement, control, box, code page
/// 437 and mojibake glyphs, question marks, HTML and percent escapes), byte or code-point numbers between letters, or
/// UTF-8 that was read as Windows-1252. Expects UTF-8 in NFC as it was received, before spaces are collapsed. Linear
/// time.
bool isVisiblyDamaged(std::string_view nfc, TextRole role);

/// What most likely damaged a text that isVisiblyDamaged. Expects UTF-8 in NFC. Linear time.
DamageCause likelyCause(std::string_view nfc);

/// True when the text has a letter that no 8-bit code page shows for another: then the way it came kept Unicode intact.
/// Letters of Latin-1 and Ă, Đ, Ơ, Ư prove nothing, Windows-1258 and others have them; nor does one of its tone marks
/// behind a plain letter. Expects the spelling that came.
bool provesUnicode(std::string_view received);

}  // namespace cccd_bridge::cccd
