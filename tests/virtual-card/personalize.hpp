// Makes a chip from a description: the work of the card's issuer, done once when the card is inserted.
#pragma once

#include "virtual-card/card_description.hpp"

#include <memory>
#include <string>

namespace virtual_card {

std::shared_ptr<const ChipImage> personalize(const CardDescription& card);

/// The machine-readable zone printed on the card: that of the signed DG1, whatever was changed later.
std::string printedMrz(const CardDescription& card);

}  // namespace virtual_card
