// OBJECT IDENTIFIERs of the chip's protocols, as the content bytes of their encoding (ICAO 9303-11 §9.2).
#pragma once

#include "base/bytes.hpp"

#include <array>

namespace cccd_bridge::emrtd {

/// id-PACE, 0.4.0.127.0.7.2.2.4; one more arc names the mapping, another one the cipher (§9.2.3).
inline constexpr std::array<Byte, 8> paceOid{0x04, 0x00, 0x7F, 0x00, 0x07, 0x02, 0x02, 0x04};

/// id-CA, 0.4.0.127.0.7.2.2.3; one more arc names the agreement, another one the cipher (§9.2.6).
inline constexpr std::array<Byte, 8> chipAuthenticationOid{0x04, 0x00, 0x7F, 0x00, 0x07, 0x02, 0x02, 0x03};

}  // namespace cccd_bridge::emrtd
