// One picture through the list of passes. Internal to this module.
#pragma once

#include "imaging/qr_image.hpp"
#include "imaging/qr_pass.hpp"

#include <chrono>
#include <cstdint>
#include <span>
#include <vector>

namespace cccd_bridge::imaging {

/// What is looked at behind a card that was read. Picture: all cheap passes, and every place that looks like a code.
/// Frame: no more than the first two passes.
enum class Extent : std::uint8_t { picture, frame };

/// The codes of a picture, cards first, each place once, at most maxSymbols. It ends when every place that looks like a
/// code is read, or after the budget: no pass begins later, but the first always runs.
std::vector<Symbol> searchSymbols(const LumaImage& original, std::span<const QrPass> passes,
                                  std::chrono::milliseconds budget, Extent extent = Extent::picture);

}  // namespace cccd_bridge::imaging
