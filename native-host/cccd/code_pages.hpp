// 8-bit code pages in which software misreads UTF-8. Internal to the readers of text.
#pragma once

#include "cccd/vietnamese_letters.hpp"

#include <optional>
#include <string>

namespace cccd_bridge::cccd {

enum class CodePage {
    Windows1252,  ///< with the five undefined bytes as controls, as browsers decode it (WHATWG Encoding §9)
    Latin1,       ///< ISO/IEC 8859-1, bytes 80–9F as controls
    Cp437,        ///< the IBM PC's
    Cp850,        ///< of Western Europe
    Windows1250,  ///< of Central Europe, undefined bytes as controls (WHATWG Encoding §9)
    Windows1258,  ///< Vietnamese, undefined bytes as controls (WHATWG Encoding §9)
    Latin9,       ///< ISO/IEC 8859-15, bytes 80–9F as controls
};

/// The bytes that, read in the code page, are exactly this text; empty when it has a character the page lacks.
std::optional<std::string> bytesInCodePage(const Letters& text, CodePage page);

/// A character that code page 437 shows for a byte above 7F, or a control that software shows for a letter's number
/// modulo 256: no letter of Vietnamese is among them except those listed in card documentation.
bool isOemGlyph(char32_t c);

}  // namespace cccd_bridge::cccd
