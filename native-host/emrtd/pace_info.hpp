// PACEInfos of EF.CardAccess: which PACE the card offers, and which of its offers is taken (ICAO 9303-11 §9.2.1).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "emrtd/crypto/cipher.hpp"

#include <optional>
#include <vector>

namespace cccd_bridge::emrtd {

enum class PaceMapping { Generic, Integrated, ChipAuthentication };
enum class PaceKeyAgreement { DiffieHellman, EllipticCurve };

/// One PACEInfo.
struct PaceInfo {
    Bytes protocol{};  ///< content bytes of the OBJECT IDENTIFIER
    PaceKeyAgreement keyAgreement = PaceKeyAgreement::EllipticCurve;
    PaceMapping mapping = PaceMapping::Generic;
    CipherKind cipher = CipherKind::Aes128;
    int version = 2;
    std::optional<int> parameterId{};  ///< how the card calls its domain parameters; needed where it has several
    /// The standardised domain parameters (§9.5.1) that this offer uses: parameterId itself, or those that the card's
    /// own PACEDomainParameterInfo spells out. Absent for parameters that nobody vouches for: they could give the
    /// password away and must not be used (§9.2.2).
    std::optional<int> groupId{};
};

/// The PACEInfos in the order of the file, at most 32; those of unknown protocols are left out.
/// Errors: CardFileMalformed.
Result<std::vector<PaceInfo>> parseCardAccess(ByteView file);

/// The strongest offer that this library can carry out: version 2, standardised domain parameters, every mapping and
/// cipher; integrated mapping not over NIST P-224, where it is not defined. Null when there is none. The order, what
/// matters most first:
/// 1. longer key of secure messaging (3DES last): it protects what is read;
/// 2. stronger group (bits of the order halved, MODP groups by NIST SP 800-57): it protects the key;
/// 3. chip authentication mapping, which proves the chip without another exchange; then integrated, then generic;
/// 4. curves before fields: fewer bytes and less time for the same strength;
/// 5. the card's order.
const PaceInfo* choosePace(const std::vector<PaceInfo>& offers);

}  // namespace cccd_bridge::emrtd
