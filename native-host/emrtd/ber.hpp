// From the wide encodings of BER to one definite form (ISO/IEC 8825-1 §8.1.3.6, §8.7.3, §10).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace cccd_bridge::emrtd {

/// Deepest nesting that is followed.
constexpr int maxBerDepth = 24;

/// One data object with its indefinite lengths made definite and its OCTET STRINGs in pieces joined. Whatever holds
/// neither keeps its bytes, so that signed parts inside stay as they were signed. Time and memory are linear in the
/// length for each level. Errors: CardFileMalformed, also beyond maxBerDepth and for bytes behind the object.
Result<Bytes> withDefiniteLengths(ByteView ber);

/// The same of the first data object; what stands behind it is left out. Errors: CardFileMalformed, beyond maxBerDepth
/// too.
Result<Bytes> firstWithDefiniteLengths(ByteView ber);

/// One data object with shortest definite lengths throughout and its outermost content in ascending order: the DER of a
/// SET OF (ISO/IEC 8825-1 §11.6). Errors: as above.
Result<Bytes> derSetOf(ByteView ber);

}  // namespace cccd_bridge::emrtd
