// EF.CardSecurity: SecurityInfos of the master file, signed by the document signer (ICAO 9303-11 §9.2.11).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "emrtd/chip_mapping.hpp"
#include "emrtd/cms.hpp"

#include <optional>
#include <vector>

namespace cccd_bridge::emrtd {

/// A ChipAuthenticationPublicKeyInfo over a curve (§9.2.6).
struct ChipPublicKey {
    Bytes publicKey{};  ///< content of the BIT STRING: 04 || X || Y
    std::optional<int> keyId{};
};

/// The file taken apart; its signature is not verified here.
struct CardSecurity {
    Bytes securityInfos{};              ///< the signed SET OF SecurityInfo
    std::vector<ChipPublicKey> keys{};  ///< those over curves, in the order of the file
};

/// EF.CardSecurity as what it is: a SignedData, in DER or BER, over id-SecurityObject, whose content is a SET.
/// Errors: CardFileMalformed.
Result<SignedData> openCardSecurity(ByteView file);

/// Takes EF.CardSecurity and its SecurityInfos apart. Errors: CardFileMalformed.
Result<CardSecurity> parseCardSecurity(ByteView file);

/// What chip authentication mapping showed. It proves the chip only together with passive authentication of the file
/// that holds the key: EF.CardSecurity itself (§4.4.3.5.2), or EF.DG14 with the same key.
struct ChipMappingProof {
    enum class Outcome {
        Proven,   ///< the chip holds the private key of a public key in EF.CardSecurity
        Refuted,  ///< the chip gave no proof, or one that fits no key there: it is not the chip of that file
        NoKey,    ///< EF.CardSecurity cannot be read or understood, or has no key over a curve
    };
    Outcome outcome = Outcome::NoKey;
    Bytes cardSecurity{};  ///< EF.CardSecurity as read; empty when it cannot be
    Bytes publicKey{};     ///< the proven key, 04 || X || Y; empty otherwise
};

/// Looks in EF.CardSecurity (empty when it could not be read) for the key that the chip proved to hold.
/// Errors: ProtocolInternal.
Result<ChipMappingProof> judgeChipMapping(const ChipMappingData& data, Bytes cardSecurity);

}  // namespace cccd_bridge::emrtd
