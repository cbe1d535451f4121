// The QR code of a health insurance card (thẻ BHYT). Internal to qr_payload.cpp and its tests.
#pragma once

#include "cccd/qr_payload.hpp"

#include <optional>
#include <string_view>

namespace cccd_bridge::cccd {

/// Reads card number, name, birth, sex (1 Nam, 2 Nữ) and what follows, separated by `|`; name, address and other texts
/// are UTF-8 in hexadecimal digits. The format is not published; it is told by its number and its name. The citizen has
/// the name, birth and sex, and the ID number where the card's number is one that agrees with both. `extra.fields` are
/// the fields behind the sex, the address first, decoded where they are hexadecimal text; the address is not said to be
/// that of permanent residence, so it is no field of the citizen. Empty when the text is not such a card's.
std::optional<QrPayload> readHealthCard(std::string_view text, std::string_view raw);

}  // namespace cccd_bridge::cccd
