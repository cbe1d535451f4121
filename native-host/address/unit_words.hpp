// The words that say what kind of unit a name is, as cards and clerks write them.
#pragma once

#include "address/unit_table.hpp"

#include <span>
#include <vector>

namespace cccd_bridge::address {

/// A kind in front of a name: "Phường", "TT.", "T. X.".
struct KindWords {
    Kind kind;
    std::size_t length;  ///< words it takes
};

/// The kinds that the words at `at` may mean on a level; in a text without any marks also "xa", "phuong". None takes
/// words across a comma.
std::vector<KindWords> kindsAt(std::span<const Word> words, std::size_t at, Level level, bool bareText);

/// Whether the word before `at`, in the same part of the text, ends such words of any level.
bool followsKind(std::span<const Word> words, std::size_t at, bool bareText);

/// Whether the word is one of those that open the name of a hamlet, quarter or street: "thôn", "ấp", "tổ", "KP", "số".
bool opensHamlet(const Word& word);

/// Whether the word opens the name of a hamlet or quarter that may be a number: "Tổ 5", "Khu phố 2".
bool isCountedHamlet(const Word& word);

/// Whether the kind may have become the other one by being raised: a commune a ward, a rural district a town.
bool isRaised(Kind before, Kind now);

/// "Phường Ba Đình".
std::string fullName(const Unit& unit);

}  // namespace cccd_bridge::address
