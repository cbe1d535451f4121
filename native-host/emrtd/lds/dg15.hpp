// EF.DG15: the chip's public key of active authentication (ICAO 9303-10 §4.7.15, 9303-11 §6.1).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "emrtd/crypto/signature.hpp"

namespace cccd_bridge::emrtd {

/// The file's SubjectPublicKeyInfo, a view into it; the key is not looked at. Errors: CardFileMalformed.
Result<ByteView> keyInfoOfDataGroup15(ByteView file);

/// The key. Errors: CardFileMalformed; CardProtocolUnsupported for a kind or size of key that PublicKey does not take.
Result<PublicKey> parseDataGroup15(ByteView file);

}  // namespace cccd_bridge::emrtd
