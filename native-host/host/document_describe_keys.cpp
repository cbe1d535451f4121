// EF.CardAccess
#include "emrtd/object_identifier.hpp"
#include "emrtd/pace_info.hpp"
#include "emrtd/security_infos.hpp"
#include "host/document_describe.hpp"

#include <array>
#include <utility>

namespace cccd_bridge::host {

namespace {

std::string_view wireName(emrtd::CipherKind cipher) {
    constexpr std::array<std::string_view, 4> names{"3des", "aes128", "aes192", "aes256"};
    return names[static_cast<std::size_t>(cipher)];
}

std::string_view wireName(emrtd::PaceMapping mapping) {
    constexpr std::array<std::string_view, 3> names{"generic", "integrated", "chipAuthentication"};
    return names[static_cast<std::size_t>(mapping)];
}

json::array protocolsToJson(const std::vector<emrtd::SecurityInfo>& infos) {
    json::array array;
    for (const emrtd::SecurityInfo& info : infos) array.emplace_back(emrtd::dottedObjectIdentifier(info.protocol));
    return array;
}

json::object paceToJson(const emrtd::PaceInfo& offer) {
    json::object object;
    object["protocol"] = emrtd::dottedObjectIdentifier(offer.protocol);
    object["keyAgreement"] = offer.keyAgreement == emrtd::PaceKeyAgreement::EllipticCurve ? "ecdh" : "dh";
    object["mapping"] = wireName(offer.mapping);
    object["cipher"] = wireName(offer.cipher);
    object["version"] = offer.version;
    if (offer.parameterId) object["parameterId"] = *offer.parameterId;
    return object;
}

}  // namespace

Result<json::object> describeCardAccess(ByteView file) {
    TRY(const auto infos, emrtd::parseSecurityInfos(file));
    TRY(const auto offers, emrtd::parseCardAccess(file));
    json::array pace;
    for (const emrtd::PaceInfo& offer : offers) pace.emplace_back(paceToJson(offer));
    json::object object;
    object["securityInfos"] = protocolsToJson(infos);
    object["pace"] = std::move(pace);
    return object;
}

}  // namespace cccd_bridge::host
