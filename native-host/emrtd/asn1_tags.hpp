// Tags of the universal types of ASN.1 as they are encoded (ISO/IEC 8824-1 §8.6, table 1); sequences and sets are
// constructed.
#pragma once

#include <cstdint>

namespace cccd_bridge::emrtd {

constexpr std::uint32_t tagBoolean = 0x01;
constexpr std::uint32_t tagInteger = 0x02;
constexpr std::uint32_t tagBitString = 0x03;
constexpr std::uint32_t tagOctetString = 0x04;
constexpr std::uint32_t tagOid = 0x06;
constexpr std::uint32_t tagUtf8String = 0x0C;
constexpr std::uint32_t tagPrintableString = 0x13;
constexpr std::uint32_t tagTeletexString = 0x14;
constexpr std::uint32_t tagIa5String = 0x16;
constexpr std::uint32_t tagUtcTime = 0x17;
constexpr std::uint32_t tagGeneralizedTime = 0x18;
constexpr std::uint32_t tagUniversalString = 0x1C;
constexpr std::uint32_t tagBmpString = 0x1E;
constexpr std::uint32_t tagSequence = 0x30;
constexpr std::uint32_t tagSet = 0x31;

}  // namespace cccd_bridge::emrtd
