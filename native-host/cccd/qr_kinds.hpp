// Recognisers for the codes at a counter that are not identity cards. Internal to qr_payload.cpp and its tests.
#pragma once

#include <string_view>

namespace cccd_bridge::cccd {

/// EMVCo merchant-presented code: nested two-digit tags, CRC-16/CCITT-FALSE in tag 63 at the end (EMV QRCPS §4).
bool isEmvPaymentCode(std::string_view text);

/// A mã hồ sơ: unit code, date of six digits, serial number (`G22.99.01-241105-0001`, `000.00.12.H29-241105-0001`).
bool isDossierNumber(std::string_view text);

/// A code of the VNeID application as far as it says so itself; its format is not published.
bool isVneidCode(std::string_view text);

/// A vCard (RFC 6350) or MECARD.
bool isContactCard(std::string_view text);

/// An absolute http or https URL without white space.
bool isWebAddress(std::string_view text);

}  // namespace cccd_bridge::cccd
