// Three-letter codes of the MRZ and two-letter codes of certificates (ISO 3166-1; ICAO 9303-3 §5).
#pragma once

#include <string_view>

namespace cccd_bridge::emrtd {

/// May a certificate of `certificateCountry` (two letters, upper case) sign documents of `issuingState` (as in the MRZ,
/// fillers removed)? False for codes that are not known.
bool isSameCountry(std::string_view issuingState, std::string_view certificateCountry);

}  // namespace cccd_bridge::emrtd
