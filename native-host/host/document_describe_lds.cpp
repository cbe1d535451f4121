// COM, SOD, DG1, DG2
#include "base/hex.hpp"
#include "emrtd/lds/dg1.hpp"
#include "emrtd/lds/dg2.hpp"
#include "emrtd/lds/ef_com.hpp"
#include "emrtd/lds/security_object.hpp"
#include "host/document_describe.hpp"
#include "host/wire_text.hpp"
#include "host/wire_verdicts.hpp"
#include "imaging/face_image.hpp"

#include <array>
#include <utility>

namespace cccd_bridge::host {

namespace {

constexpr std::size_t maximumVersion = 16;

std::string_view describedName(emrtd::SignatureKind kind) {
    constexpr std::array<std::string_view, 4> names{"rsaPkcs1", "rsaPss", "ecdsa", "ecdsaPlain"};
    return names[static_cast<std::size_t>(kind)];
}

std::string_view describedName(emrtd::MrzFormat format) {
    constexpr std::array<std::string_view, 3> names{"TD1", "TD2", "TD3"};
    return names[static_cast<std::size_t>(format)];
}

json::object checkDigitsToJson(const emrtd::MrzCheckDigits& digits) {
    json::object object;
    object["documentNumber"] = digits.documentNumber;
    object["dateOfBirth"] = digits.dateOfBirth;
    object["dateOfExpiry"] = digits.dateOfExpiry;
    if (digits.optionalData) object["optionalData"] = *digits.optionalData;
    object["composite"] = digits.composite;
    return object;
}

json::array hashesToJson(const std::vector<emrtd::DataGroupHash>& hashes) {
    json::array array;
    for (const emrtd::DataGroupHash& hash : hashes) {
        json::object item;
        item["dataGroup"] = dataGroupName(hash.number);
        item["hash"] = toHex(hash.hash);
        array.emplace_back(std::move(item));
    }
    return array;
}

}  // namespace

void describeEnvelope(const emrtd::SignedData& envelope, json::object& target) {
    const emrtd::SignerInfo& signer = envelope.signers.front();
    if (signer.digestAlgorithm) target["digestAlgorithm"] = emrtd::hashName(*signer.digestAlgorithm);
    if (signer.signatureScheme) target["signature"] = describedName(signer.signatureScheme->kind);
    if (signer.signingTime) target["signingTime"] = isoTime(*signer.signingTime);
    target["certificates"] = envelope.certificates.size();
}

Result<json::object> describeCommonData(ByteView file) {
    TRY(const emrtd::CommonData common, emrtd::parseCommonData(file));
    json::array groups;
    for (const int number : common.dataGroups) groups.emplace_back(dataGroupName(number));
    json::object object;
    object["ldsVersion"] = shortened(common.ldsVersion, maximumVersion);
    object["unicodeVersion"] = shortened(common.unicodeVersion, maximumVersion);
    object["dataGroups"] = std::move(groups);
    return object;
}

Result<json::object> describeSecurityObject(ByteView file) {
    TRY(const emrtd::SecurityObject security, emrtd::parseSecurityObject(file));
    json::object object;
    object["version"] = security.version;
    if (security.ldsVersion) object["ldsVersion"] = shortened(*security.ldsVersion, maximumVersion);
    if (security.hashAlgorithm) object["hashAlgorithm"] = emrtd::hashName(*security.hashAlgorithm);
    object["dataGroupHashes"] = hashesToJson(security.dataGroupHashes);
    describeEnvelope(security.envelope, object);
    return object;
}

Result<json::object> describeDataGroup1(ByteView file) {
    TRY(const emrtd::MachineReadableZone mrz, emrtd::parseDataGroup1(file));
    json::object object;
    object["format"] = describedName(mrz.format);
    object["mrz"] = mrz.text;
    object["documentCode"] = mrz.documentCode;
    object["issuingState"] = mrz.issuingState;
    object["documentNumber"] = mrz.documentNumber;
    object["optionalData"] = mrz.optionalData;
    object["secondOptionalData"] = mrz.secondOptionalData;
    object["nationality"] = mrz.nationality;
    object["dateOfBirth"] = mrz.dateOfBirth.raw;
    object["dateOfExpiry"] = mrz.dateOfExpiry.raw;
    object["sex"] = std::string(1, mrz.sex);
    object["primaryIdentifier"] = mrz.primaryIdentifier;
    object["secondaryIdentifier"] = mrz.secondaryIdentifier;
    object["checkDigits"] = checkDigitsToJson(mrz.checkDigits);
    return object;
}

Result<json::object> describeDataGroup2(ByteView file) {
    TRY(const emrtd::FaceImage face, emrtd::parseDataGroup2(file));
    json::object object;
    object["record"] = face.format == emrtd::FaceRecordFormat::Iso19794 ? "iso19794-5" : "iso39794-5";
    object["format"] = face.kind == emrtd::FaceImageKind::Jpeg ? "jpeg" : "jpeg2000";
    object["imageLength"] = face.image.size();
    object["claimedWidth"] = face.claimedWidth;
    object["claimedHeight"] = face.claimedHeight;
    return object;
}

}  // namespace cccd_bridge::host
