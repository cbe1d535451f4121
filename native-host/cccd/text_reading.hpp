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

/// Decides by these rules. (1) When just one text of names and addresses gives what was received under a kind of damage
/// that is exact, for name, sex and address together, that text is taken. (2) When what was received is also good as it
/// is, it is not certain, and what would change is damaged. (3) A text that shows no damage is taken unless another one
/// does and it cannot prove that Unicode came through or may have been another text. (4) Where nothing proves that
/// Unicode came through, a text that another kind of damage could have made out of another name is damaged. Linear
/// time.
TextReadings readTexts(const ScannedTexts& scanned);

/// Whether the text is a sex, intact or in a form that damage gives it.
bool holdsSex(std::string_view text);

}  // namespace cccd_bridge::cccd
