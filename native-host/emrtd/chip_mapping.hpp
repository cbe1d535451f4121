// The chip's proof in PACE with chip authentication mapping (ICAO 9303-11 §4.4.3.5).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "emrtd/crypto/cipher.hpp"

namespace cccd_bridge::emrtd {

/// What the card gave during PACE.
struct ChipMappingData {
    int groupId = 0;     ///< standardised curve (§9.5.1)
    Bytes mappingKey{};  ///< the card's public key of the mapping, 04 || X || Y
    SecretBytes
        authentication{};  ///< the chip authentication data, decrypted; empty when the card gave none that opens
};

/// Decrypts the encrypted chip authentication data (DO 8A) with the session's encryption key (§4.4.3.5.3, §4.4.3.5.4).
/// Errors: CardProtocolViolation when length or padding is wrong.
Result<SecretBytes> openChipAuthenticationData(CipherKind cipher, ByteView encryptionKey, ByteView encrypted);

/// Does the chip hold the private key of this public key (04 || X || Y)? (§4.4.3.5.2). A key or data that does not fit
/// the curve is false. Errors: ProtocolInternal.
Result<bool> provesPossession(const ChipMappingData& data, ByteView publicKey);

}  // namespace cccd_bridge::emrtd
