// One citizen out of what the chip and the QR code say.
#pragma once

#include "cccd/citizen.hpp"
#include "cccd/dg13.hpp"
#include "cccd/mrz_citizen.hpp"
#include "cccd/qr_payload.hpp"

#include <vector>

namespace cccd_bridge::cccd {

struct MergedCitizen {
    /// Nothing is verified yet: setVerified() for each source of the chip once passive authentication has said yes.
    Citizen citizen;
    /// Fields in which DG13 or DG11 contradicts DG1: they are left out of the citizen, and the data verdict is
    /// no(contentMismatch).
    std::vector<FieldName> contradictions;
    std::vector<int> contradictingDataGroups;  ///< 11, 13
    /// The QR code has another ID number than the chip, so nothing of it was used.
    bool qrOfAnotherPerson = false;
};

/// Sources in the order dg13, details, dg1, qr; null where one was not read. `details` is what DG11 and DG12 gave: the
/// name counts when it gives the name of the MRZ, for a Vietnamese citizen also only with marks, the number for a
/// Vietnamese citizen. Each field names the best source and every other one that says the same. A QR code counts only
/// when its ID number is the chip's. Its name is taken when DG13 has none and it gives the name of the MRZ; a bare MRZ
/// name is offered only for other nationalities. What is missing of expiry and issuing authority is derived from the
/// dates, source `derived`.
MergedCitizen mergeCitizen(const MrzCitizen* dg1, const Dg13* dg13, const QrPayload* qr,
                           const Citizen* details = nullptr);

}  // namespace cccd_bridge::cccd
