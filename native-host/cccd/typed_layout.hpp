// A scanner that types on a keyboard of which the computer believes that it is a Vietnamese one. Internal to
// qr_payload.cpp.
#pragma once

#include <string_view>

namespace cccd_bridge::cccd {

/// Whether the text begins with a 12-digit number and a separator as Windows' Vietnamese layout types them: the keys 1
/// to 0 give ă â ê ô, five tone marks and đ. Marks on one letter lose their order, so the digits cannot be had back.
bool typedOnVietnameseLayout(std::string_view nfc);

}  // namespace cccd_bridge::cccd
