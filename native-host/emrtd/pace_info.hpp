// PACEInfos of EF.CardAccess: which PACE the card offers (ICAO 9303-11 §9.2.1).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "emrtd/crypto/cipher.hpp"

#include <optional>
#include <vector>

namespace cccd_bridge::emrtd {

enum class PaceMapping { Generic, Integrated, ChipAuthentication };
enum class PaceKeyAgreement { DiffieHellman, EllipticCurve };

/// One PACEInfo (§9.2.1).
struct PaceInfo {
    Bytes protocol{};  ///< content bytes of the OBJECT IDENTIFIER
    PaceKeyAgreement keyAgreement = PaceKeyAgreement::EllipticCurve;
    PaceMapping mapping = PaceMapping::Generic;
    CipherKind cipher = CipherKind::Aes128;
    int version = 2;
    std::optional<int> parameterId{};  ///< standardised domain parameters (§9.5.1)
};

/// The PACEInfos in the order of the file, at most 32 of at most 64 SecurityInfos; those of unknown protocols are left
/// out. Errors: CardFileMalformed.
Result<std::vector<PaceInfo>> parseCardAccess(ByteView file);

/// The strongest offer that this library can carry out: elliptic curves, generic mapping, version 2, parameters 8 to
/// 18; longer AES key first, then larger curve, then the card's order. Null when there is none.
const PaceInfo* choosePace(const std::vector<PaceInfo>& offers);

}  // namespace cccd_bridge::emrtd
