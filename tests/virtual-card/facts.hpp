// What a card truly holds, for tests to compare with.
#pragma once

#include "virtual-card/card_description.hpp"

#include <string>

namespace virtual_card {

/// Text of the QR code printed on the card: 7 fields in 2021, 11 since 2024.
std::string qrText(const CardDescription& card);
/// Layout, keys, MRZ, QR text and holder as one JSON object. Meaning of the members: README.md.
std::string publicFacts(const CardDescription& card);
/// {"011D": base64, ...}: the files that can be read, by identifier.
std::string filesAsJson(const CardDescription& card);

}  // namespace virtual_card
