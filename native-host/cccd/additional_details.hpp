// DG11 and DG12 as fields of a citizen, for documents without a DG13 that can be read.
#pragma once

#include "cccd/citizen.hpp"
#include "emrtd/lds/dg11.hpp"
#include "emrtd/lds/dg12.hpp"

namespace cccd_bridge::cccd {

/// Adds name, date of birth, twelve-digit number and residence, source dg11, not verified. The place of birth is not
/// quê quán and stays out, as does what a citizen has no field for.
void addPersonalDetails(Citizen& citizen, const emrtd::PersonalDetails& details);

/// Adds date of issue and issuing authority, source dg12, not verified.
void addDocumentDetails(Citizen& citizen, const emrtd::DocumentDetails& details);

}  // namespace cccd_bridge::cccd
