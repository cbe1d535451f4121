// Three-letter codes of the MRZ and two-letter codes of certificates (ISO 3166-1; ICAO 9303-3 §5).
#pragma once

#include <string_view>

namespace cccd_bridge::emrtd {

/// Is this issuing state (as in the MRZ, fillers removed) one whose certificates have a country code known here? Not so
/// for organisations without one (XOM), stateless persons' codes and specimens (UTO).
bool isKnownState(std::string_view issuingState);

/// May a certificate of `certificateCountry` (two letters, upper case) sign documents of `issuingState` (as in the MRZ,
/// fillers removed)? False for codes that are not known.
bool isSameCountry(std::string_view issuingState, std::string_view certificateCountry);

}  // namespace cccd_bridge::emrtd
