// Code points, and which of them Vietnamese names and addresses are written with. Internal to the readers of text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cccd_bridge::cccd {

using Letters = std::vector<char32_t>;

/// The code points of UTF-8; a byte that is none of it becomes U+FFFD.
Letters codePoints(std::string_view utf8);

/// Appends one code point as UTF-8; surrogates and what is beyond Unicode append nothing.
void appendUtf8(std::string& out, char32_t codePoint);

bool isAsciiDigit(char32_t c);
bool isAsciiLetter(char32_t c);

/// Letters outside ASCII of the Vietnamese alphabet, in NFC.
bool isMarkedVietnamese(char32_t c);

/// A vowel of the Vietnamese alphabet with one of the five tone marks, in NFC.
bool isToned(char32_t c);

/// A letter of the Vietnamese alphabet or of the names of other peoples of Vietnam (Ê Đê, Gia Rai, Ba Na), in NFC.
bool isNameLetter(char32_t c);
bool isLowerNameLetter(char32_t c);
bool isUpperNameLetter(char32_t c);

/// A letter of other languages' names, and Ö of some peoples of Vietnam: in NFC none of the above. Code pages show most
/// of them for Vietnamese letters.
bool isGuestLetter(char32_t c);
bool hasGuestLetters(std::string_view nfc);

/// Letters that stand for a vowel, marked or not.
bool isVowel(char32_t c);

}  // namespace cccd_bridge::cccd
