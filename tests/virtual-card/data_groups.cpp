#include "virtual-card/data_groups.hpp"

#include "virtual-card/der.hpp"
#include "virtual-card/errors.hpp"
#include "virtual-card/mrz.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace virtual_card {
namespace {

Bytes number(std::size_t value, std::size_t size) {
    Bytes bytes(size);
    for (auto digit = bytes.rbegin(); digit != bytes.rend(); ++digit, value >>= 8) *digit = static_cast<Byte>(value);
    return bytes;
}

struct ImageSize {
    std::size_t width;
    std::size_t height;
};

/// From the frame header (ITU-T T.81 §B.2.2).
ImageSize jpegSize(ByteView jpeg) {
    std::size_t at = 2;
    while (at + 9 <= jpeg.size() && jpeg[at] == 0xFF) {
        const Byte marker = jpeg[at + 1];
        if (marker >= 0xC0 && marker <= 0xC3) {
            return {static_cast<std::size_t>(jpeg[at + 7] << 8 | jpeg[at + 8]),
                    static_cast<std::size_t>(jpeg[at + 5] << 8 | jpeg[at + 6])};
        }
        at += 2 + static_cast<std::size_t>(jpeg[at + 2] << 8 | jpeg[at + 3]);
    }
    throw CardFileError("the photo is not a JPEG");
}

Bytes paceInfo(const PaceOption& option) {
    return der::sequence({der::object(0x06, paceObjectIdentifier(option)), der::integer(2),
                          der::integer(static_cast<unsigned>(option.parameterId))});
}

Bytes terminalAuthenticationInfo() {
    return der::sequence({der::objectIdentifier("0.4.0.127.0.7.2.2.2"), der::integer(1)});
}

bool announcesActiveAuthentication(const ActiveAuthenticationOptions& options) {
    if (options.info) return *options.info;
    return kindOf(readPrivateKey(options.keyFile).get()) == KeyKind::EllipticCurve;
}

}  // namespace

Byte dataGroupTag(int number) {
    static constexpr std::array<Byte, 16> tags{0x61, 0x75, 0x63, 0x76, 0x65, 0x66, 0x67, 0x68,
                                               0x69, 0x6A, 0x6B, 0x6C, 0x6D, 0x6E, 0x6F, 0x70};
    return tags.at(static_cast<std::size_t>(number - 1));
}

Bytes buildCom(const std::vector<int>& dataGroups, bool ldsVersion18) {
    Bytes tags;
    for (int group : dataGroups) tags.push_back(dataGroupTag(group));
    return der::object(0x60, concat(der::object(0x5F01, fromText(ldsVersion18 ? "0108" : "0107")),
                                    der::object(0x5F36, fromText("040000")), der::object(0x5C, tags)));
}

Bytes buildDg1(const Document& document, const Holder& holder) {
    return der::object(0x61, der::object(0x5F1F, fromText(buildMrz(document, holder))));
}

Bytes buildDg2(ByteView jpeg, const Holder& holder) {
    const ImageSize size = jpegSize(jpeg);
    const Byte gender = holder.sex == "male" ? 1 : holder.sex == "female" ? 2 : 0;
    // ISO 19794-5 §5.4 to §5.7: headers of record, face and image, no feature points.
    const Bytes image = concat(Bytes{0x01, 0x00}, number(size.width, 2), number(size.height, 2),
                               Bytes{0x01, 0x02, 0x00, 0x00, 0x00, 0x00});
    const Bytes face = concat(number(20 + image.size() + jpeg.size(), 4), Bytes{0, 0, gender, 0, 0}, Bytes(11));
    const Bytes body = concat(face, image, jpeg);
    const Bytes record =
        concat(fromText("FAC"), Bytes{0}, fromText("010"), Bytes{0}, number(14 + body.size(), 4), number(1, 2), body);
    // 9303-10 §4.7.2: biometric header template, format owner and type of ISO 19794-5.
    const Bytes header = der::object(0xA1, fromHex("8101028201008702010188020008"));
    const Bytes instance = der::object(0x7F60, concat(header, der::object(0x5F2E, record)));
    return der::object(0x75, der::object(0x7F61, concat(der::integer(1), instance)));
}

Bytes buildDg3() {
    const Bytes standIn = digest("SHA512", fromText("no fingers here"));
    return der::object(0x63, der::object(0x7F61, concat(der::integer(0), standIn)));
}

Bytes buildDg14(const CardDescription& card) {
    std::vector<Bytes> infos{terminalAuthenticationInfo()};
    for (const auto& key : card.chipAuthentication) {
        std::ranges::move(chipAuthenticationInfos(key), std::back_inserter(infos));
        infos.push_back(chipAuthenticationPublicKeyInfo(key));
    }
    for (const PaceOption& option : card.signedPace.value_or(card.pace)) infos.push_back(paceInfo(option));
    if (card.activeAuthentication && announcesActiveAuthentication(*card.activeAuthentication)) {
        infos.push_back(activeAuthenticationInfo(*card.activeAuthentication));
    }
    return der::object(0x6E, der::setOf(std::move(infos)));
}

Bytes buildDg15(const ActiveAuthenticationOptions& options) {
    return der::object(0x6F, publicKeyInfo(readPrivateKey(options.keyFile).get()));
}

Bytes buildCardAccess(const CardDescription& card) {
    Bytes infos = terminalAuthenticationInfo();
    for (const auto& key : card.chipAuthentication) {
        for (const Bytes& info : chipAuthenticationInfos(key)) append(infos, info);
    }
    for (const PaceOption& option : card.pace) append(infos, paceInfo(option));
    return der::object(0x31, infos);
}

Bytes buildCardSecurityInfos(const CardDescription& card) {
    std::vector<Bytes> infos;
    std::ranges::transform(card.signedPace.value_or(card.pace), std::back_inserter(infos), paceInfo);
    std::ranges::transform(card.mappingKeys, std::back_inserter(infos), chipAuthenticationPublicKeyInfo);
    return der::setOf(std::move(infos));
}

}  // namespace virtual_card
