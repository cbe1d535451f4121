// Name, sex and address of one scan, read together: what damaged one of them damaged all of them.
#pragma once

#include "cccd/citizen.hpp"
#include "cccd/text_damage.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace cccd_bridge::cccd {

/// As received, well-formed UTF-8 in any spelling; empty where the code has none.
struct ScannedTexts {
    std::string_view name, sex, address;
};

enum class TextState {
    Intact,        ///< nothing shows that it was damaged, or it was empty
    MarksMissing,  ///< as received, but nothing in the scan proves that its marks came through
    Repaired,      ///< the damage was undone exactly
    Damaged,       ///< cannot be said; no text
};

struct TextReading {
    TextState state = TextState::Intact;
    std::string text = {};                  ///< NFC, single spaces; empty when damaged
    std::optional<DamageCause> cause = {};  ///< when damaged or repaired
};

struct TextReadings {
    TextReading name, address;
    std::optional<Sex> sex;
    TextState sexState = TextState::Intact;
    std::optional<DamageCause> sexCause;
};

/// Decides by these rules. (1) A text of names and addresses that gives what was received under a kind of damage that
/// is exact, for name, sex and address together, is taken; where several do, what they agree on. (2) When what was
/// received is also good as it is, it is not certain, and what would change is damaged. (3) Where the whole cannot be
/// repaired, a text that shows damage is repaired alone if that is possible in one way. (4) A text that shows no damage
/// is taken unless another one does and it cannot prove that Unicode came through or may have been another text. (5)
/// Where nothing proves that Unicode came through, texts are to be compared with the card, and those that a kind of
/// damage could have made out of other names are damaged. Linear time.
TextReadings readTexts(const ScannedTexts& scanned);

/// Whether the text is a sex, intact or in a form that damage gives it.
bool holdsSex(std::string_view text);

}  // namespace cccd_bridge::cccd
