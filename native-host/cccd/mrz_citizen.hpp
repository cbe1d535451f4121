// The machine readable zone of DG1 as fields of a citizen: centuries, the ID number, and a name for comparison.
#pragma once

#include "cccd/citizen.hpp"
#include "emrtd/lds/dg1.hpp"

#include <string>
#include <string_view>

namespace cccd_bridge::cccd {

/// What an MRZ says of its holder.
struct MrzCitizen {
    Citizen citizen;            ///< source dg1, not verified; no fullName for a Vietnamese citizen
    std::string name;           ///< SURNAME GIVEN NAMES in A–Z and single spaces, for comparison
    bool nameMayBeCut = false;  ///< the name fills its field to the end (ICAO 9303-3 §4.6)
    bool vietnamese = false;    ///< nationality VNM
};

/// Reads the fields. On a Vietnamese TD1 card the ID number is in the optional data with its own check digit, its
/// fourth digit gives the century of birth, expiry is 20YY and 991231 is không thời hạn. Elsewhere the birth is the
/// latest year that is not after `today`, and the expiry the year nearest to it. A field whose check digit is wrong is
/// left out.
MrzCitizen readMrzCitizen(const emrtd::MachineReadableZone& mrz, const Date& today);

/// True when a name with diacritics gives this MRZ name; a cut MRZ name may end early in any part.
bool nameFitsMrz(std::string_view fullName, const MrzCitizen& mrz);

}  // namespace cccd_bridge::cccd
