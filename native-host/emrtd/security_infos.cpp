#include "emrtd/security_infos.hpp"

#include "emrtd/asn1_tags.hpp"

namespace cccd_bridge::emrtd {

namespace {

Result<SecurityInfo> parseInfo(TlvReader& infos) {
    TRY(const Tlv whole, infos.expect(tagSequence));
    TRY(TlvReader info, infos.children(whole));
    TRY(const Tlv protocol, info.expect(tagOid));
    if (protocol.value.empty()) return fail(ErrorCode::CardFileMalformed, "SecurityInfo without protocol");
    TRY(const Tlv required, info.next());
    SecurityInfo parsed{protocol.value, required.encoded, {}, whole.encoded};
    if (!info.atEnd()) {
        TRY(const Tlv optional, info.next());
        parsed.optional = optional.encoded;
    }
    TRY_VOID(info.expectEnd());
    return parsed;
}

}  // namespace

Result<std::vector<SecurityInfo>> parseSecurityInfos(ByteView set) {
    TRY(TlvReader infos, enterWhole(set, tagSet));
    std::vector<SecurityInfo> parsed;
    while (!infos.atEnd()) {
        if (parsed.size() == maxSecurityInfos) return fail(ErrorCode::CardFileMalformed, "too many SecurityInfos");
        TRY(const SecurityInfo info, parseInfo(infos));
        parsed.push_back(info);
    }
    return parsed;
}

Result<int> smallInteger(ByteView encoded) {
    TlvReader reader(encoded);
    TRY(const Tlv integer, reader.expect(tagInteger));
    TRY_VOID(reader.expectEnd());
    if (integer.value.empty() || integer.value.size() > 2 || (integer.value[0] & 0x80) != 0)
        return fail(ErrorCode::CardFileMalformed, "integer out of range in a SecurityInfo");
    int number = 0;
    for (const Byte byte : integer.value) number = number << 8 | byte;
    return number;
}

}  // namespace cccd_bridge::emrtd
