// Digits that stand for letters, and letters that stand for digits. Internal to the readers of text.
#pragma once

#include "cccd/text_damage.hpp"
#include "cccd/vietnamese_letters.hpp"

#include <cstddef>

namespace cccd_bridge::cccd {

/// Whether byte numbers or code points stand between letters, where no number of a house, road or flat does.
bool hasTypedCodes(const Letters& text);

/// Whether digits somewhere could be the code points or bytes of letters, however likely that is.
bool mayHoldLetterNumbers(const Letters& text);

/// `À/15`, `Đ/3`, `12Á`, `Lô Á`: an input method that takes digits for marks has rewritten `A2/15`, `D9/3`, `12A1`,
/// `Lô A1`.
bool hasRewrittenCode(const Letters& text);

bool hasDigitsBesideLetters(const Letters& text);

/// Why digits stand where letters should.
DamageCause causeOfDigits(const Letters& text);

}  // namespace cccd_bridge::cccd
