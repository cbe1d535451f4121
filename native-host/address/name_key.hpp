// Names of places as keys: what is the same for a person is the same text. And the words of an address.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cccd_bridge::address {

/// What stands between a word and the one before it.
enum class Gap : std::uint8_t {
    Space,  ///< a space, a full stop, a hyphen inside a name
    Dash,   ///< a dash with spaces around it: parts a name or two levels
    Comma,  ///< a comma, a semicolon, a line end: no name goes across it
};

struct Word {
    std::string key;    ///< see nameKey
    std::size_t begin;  ///< first byte in the text
    std::size_t end;    ///< past its last byte
    Gap before;
};

/// Words of a text in NFC: runs of letters and digits, apostrophes left out. "P4" and "Q.08" are two words each.
std::vector<Word> splitWords(std::string_view text);

/// Key of a name in NFC: one byte a letter (a letter with another shape, ă â đ ê ô ơ ư, is one of its own), the tone as
/// one byte behind the word, so that "hoà" and "hòa" are the same; small letters, single spaces, no leading zeros.
std::string nameKey(std::string_view name);

/// Whether no letter of the key has a mark.
bool isBare(std::string_view key);

/// Calls visit(letter) for each letter and digit of a key without its marks and spaces, "y" as "i".
template <class Visitor>
void forEachBareLetter(std::string_view key, Visitor&& visit) {
    constexpr std::string_view shaped = "ABDEOPU";
    constexpr std::string_view plain = "aadeoou";
    for (const char byte : key) {
        if (byte == ' ' || static_cast<unsigned char>(byte) < 0x10) continue;
        const auto at = shaped.find(byte);
        const char letter = at == std::string_view::npos ? byte : plain[at];
        visit(letter == 'y' ? 'i' : letter);
    }
}

/// Whether two keys have the same letters.
bool sameLetters(std::string_view left, std::string_view right);

/// Hash of the bare letters of a key (FNV-1a): equal for all spellings of a name.
std::uint64_t lettersHash(std::string_view key);

}  // namespace cccd_bridge::address
