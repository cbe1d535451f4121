#include "emrtd/lds/dg15.hpp"

#include "emrtd/tlv.hpp"

namespace cccd_bridge::emrtd {

namespace {

constexpr std::uint32_t tagDataGroup15 = 0x6F;
constexpr std::uint32_t tagSequence = 0x30;

}  // namespace

Result<PublicKey> parseDataGroup15(ByteView file) {
    TRY(TlvReader content, enterWhole(file, tagDataGroup15));
    TRY(const Tlv keyInfo, content.expect(tagSequence));
    TRY_VOID(content.expectEnd());
    return PublicKey::parse(keyInfo.encoded);
}

}  // namespace cccd_bridge::emrtd
