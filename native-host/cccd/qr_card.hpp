// The QR code of an identity card, field by field. Internal to qr_payload.cpp and its tests.
#pragma once

#include "cccd/qr_payload.hpp"

#include <optional>
#include <string_view>

namespace cccd_bridge::cccd {

/// The citizen of a card's text (see readLayout). `received` is trimmed; `raw` is kept for extra.raw; `latest` is the
/// last day that can be a birth's or an issue's; `undone` is what had damaged the whole text and was undone before.
/// Empty when the text is not a card's.
std::optional<QrPayload> readCardText(std::string_view received, std::string_view raw, const Date& latest,
                                      std::optional<DamageCause> undone = {});

/// Adds the warnings of checkIdNumber for what the citizen holds.
void warnAboutIdNumber(QrPayload& payload);

}  // namespace cccd_bridge::cccd
