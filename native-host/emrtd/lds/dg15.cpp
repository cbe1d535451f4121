#include "emrtd/lds/dg15.hpp"

#include "emrtd/asn1_tags.hpp"
#include "emrtd/tlv.hpp"

namespace cccd_bridge::emrtd {

namespace {

constexpr std::uint32_t tagDataGroup15 = 0x6F;

}  // namespace

Result<ByteView> keyInfoOfDataGroup15(ByteView file) {
    TRY(TlvReader content, enterWhole(file, tagDataGroup15));
    TRY(const Tlv keyInfo, content.expect(tagSequence));
    TRY_VOID(content.expectEnd());
    return keyInfo.encoded;
}

Result<PublicKey> parseDataGroup15(ByteView file) {
    TRY(const ByteView keyInfo, keyInfoOfDataGroup15(file));
    return PublicKey::parse(keyInfo);
}

}  // namespace cccd_bridge::emrtd
