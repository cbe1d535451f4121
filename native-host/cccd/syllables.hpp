// Which vowels stand behind each other in Vietnamese. Internal to the readers of text.
#pragma once

#include "cccd/vietnamese_letters.hpp"

namespace cccd_bridge::cccd {

/// Whether a vowel with a tone, or ư, has a plain vowel behind it that none stands before in any syllable: `Sỉe` is
/// what Telex makes of `Sier`. The pairs that names of other peoples have count as syllables: `Néang`, `Chamaléa`.
bool hasImpossibleVowels(const Letters& text);

}  // namespace cccd_bridge::cccd
