#include "virtual-card/data_groups.hpp"

#include "virtual-card/der.hpp"
#include "virtual-card/mrz.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace virtual_card {
namespace {

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
