// The one place that speaks to the barcode library. Internal to this module.
#pragma once

#include "imaging/qr_image.hpp"
#include "imaging/qr_pass.hpp"

#include <vector>

namespace cccd_bridge::imaging {

/// All QR and Micro QR codes of the picture, text as described at Symbol. Total.
std::vector<Symbol> readSymbols(const LumaImage& image, Binarizer binarizer, Effort effort);

/// As imaging::canFindSymbols().
bool canReadSymbols();

}  // namespace cccd_bridge::imaging
