// The QR code of an identity card, field by field. Internal to qr_payload.cpp and its tests.
#pragma once

#include "cccd/qr_payload.hpp"

#include <optional>
#include <string_view>

namespace cccd_bridge::cccd {

/// Reads the card's layout: number, old number, name, birth, sex, address, issue, then fields of unknown meaning.
/// Decides by what the fields hold (number, dates, sex), not by how many there are. `nfc` is trimmed; `raw` is kept for
/// extra.raw. Empty when the text is not a card's.
std::optional<QrPayload> readCardText(std::string_view nfc, std::string_view raw);

/// Twelve digits, or eleven of which the leading zero was lost; used alone and as the first field of a card.
/// `lost` says how many zeros may have been lost. Empty when the digits are no ID number of a known province.
struct RecoveredIdNumber {
    std::string number;
    bool zeroLost;
};
std::optional<RecoveredIdNumber> recoverIdNumber(std::string_view digits, std::size_t lost);

/// Adds the warnings of checkIdNumber for what the citizen holds.
void warnAboutIdNumber(QrPayload& payload);

/// Splits at every separator; keeps empty fields; spaces inside are left as they are.
std::vector<std::string> splitFields(std::string_view text, std::string_view separator);

}  // namespace cccd_bridge::cccd
