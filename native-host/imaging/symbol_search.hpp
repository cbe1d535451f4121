// One picture through the list of passes. Internal to this module.
#pragma once

#include "imaging/qr_image.hpp"
#include "imaging/qr_pass.hpp"

#include <chrono>
#include <span>
#include <vector>

namespace cccd_bridge::imaging {

/// The codes of a picture, cards first, each place once, at most maxSymbols. It ends when a card is read, when every
/// place that looks like a code is read, or after the budget: no pass begins later, but the first always runs.
std::vector<Symbol> searchSymbols(const LumaImage& original, std::span<const QrPass> passes,
                                  std::chrono::milliseconds budget);

}  // namespace cccd_bridge::imaging
