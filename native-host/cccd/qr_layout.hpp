// Which part of a card's text is which field. Internal to the readers of QR codes and their tests.
#pragma once

#include "cccd/qr_start.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cccd_bridge::cccd {

/// Fields of a CCCD of 2021, which those of the Căn cước begin with.
inline constexpr std::size_t cccdFieldCount = 7;

/// The fields as received; what a layout lacks is absent.
struct CardFields {
    RecoveredIdNumber number;
    std::optional<std::string> oldIdNumber, name, birth, sex, address, issue;
    std::vector<std::string> extra;               ///< what stands behind them, empty ones included
    std::vector<std::string> cancelledIdNumbers;  ///< what stands where the law's order has them
    bool unusual = false;                         ///< another order, another separator, or too few fields
    bool addressCut = false;                      ///< the address is the last thing received, so its end may be missing
    bool textsUnclear = false;                    ///< name and address are in `extra`: nothing tells which is which
};

/// Reads number, old number, name, birth, sex, address, issue, then fields of unknown meaning, or another order where
/// it is certain. Decides by what the fields hold (number, dates, sex), not by how many there are. What scanners put
/// before the number and behind the last field is left away, and another separator than `|` is accepted, where number,
/// dates and sex stand in their places. `received` is trimmed, in the spelling that came; `latest` bounds the birth in
/// a number whose zero is put back. Empty when the text is not a card's.
std::optional<CardFields> readLayout(std::string_view received, const Date& latest);

/// Whether behind a card's text another card's begins, with or without something between them.
bool holdsSeveralScans(std::string_view received, const Date& latest);

/// Whether a text that is no card's was one before something took its number or its order.
bool wasCardText(std::string_view received, const Date& latest);

/// Splits at every separator; keeps empty fields, trims spaces and line ends around each.
std::vector<std::string> splitFields(std::string_view text, std::string_view separator);

}  // namespace cccd_bridge::cccd
