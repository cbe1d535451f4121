// CardAccess, CardSecurity, DG14, DG15: what the chip offers, and its keys
#include "base/hex.hpp"
#include "emrtd/card_security.hpp"
#include "emrtd/key_description.hpp"
#include "emrtd/lds/dg14.hpp"
#include "emrtd/lds/dg15.hpp"
#include "emrtd/object_identifier.hpp"
#include "emrtd/pace_info.hpp"
#include "emrtd/security_infos.hpp"
#include "host/document_describe.hpp"

#include <array>
#include <utility>

namespace cccd_bridge::host {

namespace {

std::string_view describedName(emrtd::CipherKind cipher) {
    constexpr std::array<std::string_view, 4> names{"3des", "aes128", "aes192", "aes256"};
    return names[static_cast<std::size_t>(cipher)];
}

std::string_view describedName(emrtd::PaceMapping mapping) {
    constexpr std::array<std::string_view, 3> names{"generic", "integrated", "chipAuthentication"};
    return names[static_cast<std::size_t>(mapping)];
}

std::string_view describedName(emrtd::KeyAgreementKind agreement) {
    return agreement == emrtd::KeyAgreementKind::EllipticCurve ? "ecdh" : "dh";
}

std::string_view describedName(emrtd::KeyKind kind) {
    constexpr std::array<std::string_view, 3> names{"rsa", "ec", "dh"};
    return names[static_cast<std::size_t>(kind)];
}

std::string_view describedName(emrtd::ParametersForm form) {
    constexpr std::array<std::string_view, 3> names{"named", "explicit", "numbered"};
    return names[static_cast<std::size_t>(form)];
}

json::object paceToJson(const emrtd::PaceInfo& offer) {
    json::object object;
    object["protocol"] = emrtd::dottedObjectIdentifier(offer.protocol);
    object["keyAgreement"] = offer.keyAgreement == emrtd::PaceKeyAgreement::EllipticCurve ? "ecdh" : "dh";
    object["mapping"] = describedName(offer.mapping);
    object["cipher"] = describedName(offer.cipher);
    object["version"] = offer.version;
    if (offer.parameterId) object["parameterId"] = *offer.parameterId;
    if (offer.groupId) object["parameters"] = emrtd::domainParametersName(*offer.groupId);
    return object;
}

json::object keyToJson(const emrtd::KeyDescription& key) {
    json::object object;
    object["kind"] = describedName(key.kind);
    if (key.bits != 0) object["bits"] = key.bits;
    if (!key.parameters.empty()) object["parameters"] = key.parameters;
    if (key.form) object["form"] = describedName(*key.form);
    return object;
}

json::array offersToJson(const emrtd::DataGroup14& file) {
    json::array offers;
    for (const emrtd::ChipAuthenticationInfo& info : file.chipAuthentications) {
        json::object object;
        object["protocol"] = emrtd::dottedObjectIdentifier(info.protocol);
        object["keyAgreement"] = describedName(info.agreement);
        object["cipher"] = describedName(info.cipher);
        object["version"] = info.version;
        if (!info.keyId.empty()) object["keyId"] = toHex(info.keyId);
        offers.emplace_back(std::move(object));
    }
    return offers;
}

json::array keysToJson(const emrtd::DataGroup14& file) {
    json::array keys;
    for (const emrtd::ChipAuthenticationKey& key : file.chipKeys) {
        json::object object;
        object["keyAgreement"] = describedName(key.agreement);
        if (!key.keyId.empty()) object["keyId"] = toHex(key.keyId);
        if (const auto described = emrtd::describeKey(key.subjectPublicKeyInfo)) object["key"] = keyToJson(*described);
        keys.emplace_back(std::move(object));
    }
    return keys;
}

// The SET OF SecurityInfo that all three files hold.
Result<json::object> describeInfos(ByteView set) {
    TRY(const auto infos, emrtd::parseSecurityInfos(set));
    TRY(const auto offers, emrtd::parseCardAccess(set));
    TRY(const auto chip, emrtd::parseChipSecurityInfos(set));
    json::array protocols;
    for (const emrtd::SecurityInfo& info : infos) protocols.emplace_back(emrtd::dottedObjectIdentifier(info.protocol));
    json::array pace;
    for (const emrtd::PaceInfo& offer : offers) pace.emplace_back(paceToJson(offer));
    json::object object;
    object["securityInfos"] = std::move(protocols);
    object["pace"] = std::move(pace);
    object["chipAuthentication"] = offersToJson(chip);
    object["chipKeys"] = keysToJson(chip);
    if (chip.namesActiveAuthentication) {
        json::object active;
        if (chip.activeAuthenticationHash) active["hash"] = emrtd::hashName(*chip.activeAuthenticationHash);
        object["activeAuthentication"] = std::move(active);
    }
    return object;
}

}  // namespace

Result<json::object> describeCardAccess(ByteView file) { return describeInfos(file); }

Result<json::object> describeCardSecurity(ByteView file) {
    TRY(const emrtd::SignedData envelope, emrtd::openCardSecurity(file));
    TRY(json::object object, describeInfos(envelope.content));
    describeEnvelope(envelope, object);
    return object;
}

Result<json::object> describeDataGroup14(ByteView file) {
    TRY(const emrtd::DataGroup14 chip, emrtd::parseDataGroup14(file));
    return describeInfos(chip.securityInfos);
}

Result<json::object> describeDataGroup15(ByteView file) {
    TRY(const ByteView key, emrtd::keyInfoOfDataGroup15(file));
    TRY(const emrtd::KeyDescription described, emrtd::describeKey(key));
    json::object object;
    object["key"] = keyToJson(described);
    return object;
}

}  // namespace cccd_bridge::host
