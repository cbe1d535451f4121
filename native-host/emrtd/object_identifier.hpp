// OBJECT IDENTIFIERs as people write them (ISO/IEC 8825-1 §8.19).
#pragma once

#include "base/bytes.hpp"

#include <string>

namespace cccd_bridge::emrtd {

/// "0.4.0.127.0.7.2.2.4.2.2" of an OBJECT IDENTIFIER's content bytes. Empty when they are none: nothing, longer than 64
/// bytes, an arc that ends nowhere, is padded or does not fit into 64 bits.
std::string dottedObjectIdentifier(ByteView content);

}  // namespace cccd_bridge::emrtd
