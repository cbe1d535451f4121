#include "emrtd/lds/security_object.hpp"

#include "emrtd/tlv.hpp"

#include <algorithm>
#include <array>

namespace cccd_bridge::emrtd {

namespace {

constexpr std::uint32_t tagInteger = 0x02;
constexpr std::uint32_t tagOctetString = 0x04;
constexpr std::uint32_t tagOid = 0x06;
constexpr std::uint32_t tagPrintableString = 0x13;
constexpr std::uint32_t tagSequence = 0x30;
constexpr std::uint32_t tagSet = 0x31;
constexpr std::uint32_t tagContext0 = 0xA0;
constexpr std::uint32_t tagContext1 = 0xA1;
constexpr std::uint32_t tagKeyIdentifier = 0x80;
constexpr std::uint32_t tagSecurityObjectFile = 0x77;
constexpr std::size_t maxCertificates = 8;
constexpr std::size_t maxAttributes = 32;
constexpr int maxDataGroup = 16;

// 1.2.840.113549.1.7.2, .1.9.3 and .1.9.4; 2.23.136.1.1.1.
constexpr std::array<Byte, 9> oidSignedData{0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02};
constexpr std::array<Byte, 9> oidContentType{0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x03};
constexpr std::array<Byte, 9> oidMessageDigest{0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x04};
constexpr std::array<Byte, 6> oidSecurityObject{0x67, 0x81, 0x08, 0x01, 0x01, 0x01};

std::unexpected<Error> malformed(const char* what) { return fail(ErrorCode::CardFileMalformed, what); }

Bytes copy(ByteView bytes) { return Bytes(bytes.begin(), bytes.end()); }

Result<int> smallInteger(TlvReader& reader) {
    TRY(const Tlv integer, reader.expect(tagInteger));
    if (integer.value.size() != 1 || integer.value[0] > 0x7F) return malformed("integer out of range");
    return static_cast<int>(integer.value[0]);
}

Result<std::optional<HashAlgorithm>> hashAlgorithm(TlvReader& reader) {
    TRY(TlvReader algorithm, reader.enter(tagSequence));
    TRY(const Tlv oid, algorithm.expect(tagOid));
    return hashOfOid(oid.value);
}

// DataGroupHash ::= SEQUENCE { number, hash }
Result<void> parseDataGroupHashes(TlvReader list, SecurityObject& object) {
    while (!list.atEnd()) {
        TRY(TlvReader entry, list.enter(tagSequence));
        TRY(const int number, smallInteger(entry));
        TRY(const Tlv hash, entry.expect(tagOctetString));
        TRY_VOID(entry.expectEnd());
        if (number < 1 || number > maxDataGroup || object.find(number)) return malformed("data group number");
        if (object.hashAlgorithm && hash.value.size() != hashLength(*object.hashAlgorithm))
            return malformed("hash of a length that does not fit its algorithm");
        object.dataGroupHashes.push_back({number, copy(hash.value)});
    }
    if (object.dataGroupHashes.empty()) return malformed("security object without hashes");
    return {};
}

// LDSSecurityObject (ICAO 9303-10 §4.6.2.3).
Result<void> parseContent(SecurityObject& object) {
    TRY(TlvReader content, enterWhole(object.content, tagSequence));
    TRY(object.version, smallInteger(content));
    TRY(object.hashAlgorithm, hashAlgorithm(content));
    TRY(const TlvReader hashes, content.enter(tagSequence));
    TRY_VOID(parseDataGroupHashes(hashes, object));
    if (!content.atEnd()) {
        TRY(TlvReader versionInfo, content.enter(tagSequence));
        TRY(const Tlv ldsVersion, versionInfo.expect(tagPrintableString));
        object.ldsVersion = std::string(ldsVersion.value.begin(), ldsVersion.value.end());
        TRY_VOID(versionInfo.expect(tagPrintableString));
    }
    return content.expectEnd();
}

// EncapsulatedContentInfo (RFC 5652 §5.2).
Result<void> parseEncapsulated(TlvReader info, SecurityObject& object) {
    TRY(const Tlv type, info.expect(tagOid));
    if (!std::ranges::equal(type.value, oidSecurityObject)) return malformed("signed content is no security object");
    TRY(TlvReader explicitContent, info.enter(tagContext0));
    TRY(const Tlv content, explicitContent.expect(tagOctetString));
    TRY_VOID(explicitContent.expectEnd());
    object.contentType = copy(type.value);
    object.content = copy(content.value);
    return parseContent(object);
}

Result<void> parseCertificates(TlvReader set, SecurityObject& object) {
    while (!set.atEnd()) {
        TRY(const Tlv certificate, set.next());
        if (certificate.tag != tagSequence) continue;  // other kinds of certificate (RFC 5652 §10.2.2)
        if (object.certificates.size() == maxCertificates) return malformed("too many certificates");
        object.certificates.push_back(copy(certificate.encoded));
    }
    return {};
}

Result<void> parseSignerIdentifier(TlvReader& info, SecurityObject& object) {
    TRY(const Tlv identifier, info.next());
    if (identifier.tag == tagKeyIdentifier) {
        object.signer.subjectKeyIdentifier = copy(identifier.value);
        return identifier.value.empty() ? Result<void>(malformed("empty signer identifier")) : Result<void>{};
    }
    if (identifier.tag != tagSequence) return malformed("signer identifier");
    TRY(TlvReader issuerAndSerial, info.children(identifier));
    TRY(const Tlv issuer, issuerAndSerial.expect(tagSequence));
    TRY(const Tlv serial, issuerAndSerial.expect(tagInteger));
    object.signer.issuer = copy(issuer.encoded);
    object.signer.serialNumber = copy(serial.value);
    return {};
}

// The one value of an attribute that must have exactly one (RFC 5652 §11.1, §11.2).
Result<Tlv> singleValue(TlvReader attribute) {
    TRY(TlvReader values, attribute.enter(tagSet));
    TRY(const Tlv value, values.next());
    TRY_VOID(values.expectEnd());
    return value;
}

// Signed attributes: contentType and messageDigest once each (RFC 5652 §5.3; mandatory by ICAO 9303-10 §4.6.2.2).
Result<void> parseSignedAttributes(TlvReader attributes, SecurityObject& object) {
    bool typeSeen = false;
    for (std::size_t count = 0; !attributes.atEnd(); ++count) {
        if (count == maxAttributes) return malformed("too many signed attributes");
        TRY(TlvReader attribute, attributes.enter(tagSequence));
        TRY(const Tlv oid, attribute.expect(tagOid));
        if (std::ranges::equal(oid.value, oidContentType)) {
            TRY(const Tlv type, singleValue(attribute));
            if (typeSeen || type.tag != tagOid || !std::ranges::equal(type.value, object.contentType))
                return malformed("signed content type");
            typeSeen = true;
        } else if (std::ranges::equal(oid.value, oidMessageDigest)) {
            TRY(const Tlv digest, singleValue(attribute));
            if (!object.messageDigest.empty() || digest.tag != tagOctetString || digest.value.empty())
                return malformed("signed message digest");
            object.messageDigest = copy(digest.value);
        }
    }
    if (!typeSeen || object.messageDigest.empty()) return malformed("signed attributes are incomplete");
    return {};
}

// SignerInfo (RFC 5652 §5.3).
Result<void> parseSignerInfo(TlvReader info, SecurityObject& object) {
    TRY_VOID(smallInteger(info));
    TRY_VOID(parseSignerIdentifier(info, object));
    TRY(object.digestAlgorithm, hashAlgorithm(info));
    TRY(const Tlv attributes, info.expect(tagContext0));
    // What is signed is the attributes as a SET OF, whatever their tag here (RFC 5652 §5.4).
    object.signedAttributes = makeTlv(tagSet, attributes.value);
    TRY(const TlvReader attributeReader, info.children(attributes));
    TRY_VOID(parseSignedAttributes(attributeReader, object));
    TRY(const Tlv algorithm, info.expect(tagSequence));
    TRY(object.signatureScheme, parseSignatureScheme(algorithm.encoded));
    if (object.signatureScheme && !object.signatureScheme->hash) object.signatureScheme->hash = object.digestAlgorithm;
    TRY(const Tlv signature, info.expect(tagOctetString));
    object.signature = copy(signature.value);
    return {};
}

// SignedData (RFC 5652 §5.1). One signer is what ICAO asks for; of several the first is taken.
Result<SecurityObject> parseSignedData(TlvReader data) {
    SecurityObject object;
    TRY_VOID(smallInteger(data));
    TRY_VOID(data.expect(tagSet));
    TRY(const TlvReader encapsulated, data.enter(tagSequence));
    TRY_VOID(parseEncapsulated(encapsulated, object));
    if (data.peekTag() == tagContext0) {
        TRY(const TlvReader certificates, data.enter(tagContext0));
        TRY_VOID(parseCertificates(certificates, object));
    }
    if (data.peekTag() == tagContext1) TRY_VOID(data.next());
    TRY(TlvReader signers, data.enter(tagSet));
    TRY(const TlvReader signer, signers.enter(tagSequence));
    TRY_VOID(parseSignerInfo(signer, object));
    return object;
}

}  // namespace

const DataGroupHash* SecurityObject::find(int number) const {
    const auto at = std::ranges::find(dataGroupHashes, number, &DataGroupHash::number);
    return at == dataGroupHashes.end() ? nullptr : &*at;
}

Result<SecurityObject> parseSecurityObject(ByteView file) {
    ByteView contentInfo = file;
    if (!file.empty() && file[0] == tagSecurityObjectFile) {
        TlvReader outer(file);
        TRY(const Tlv wrapper, outer.next());
        TRY_VOID(outer.expectEnd());
        contentInfo = wrapper.value;
    }
    TRY(TlvReader info, enterWhole(contentInfo, tagSequence));
    TRY(const Tlv type, info.expect(tagOid));
    if (!std::ranges::equal(type.value, oidSignedData)) return malformed("security object is no SignedData");
    TRY(TlvReader explicitContent, info.enter(tagContext0));
    TRY(const TlvReader signedData, explicitContent.enter(tagSequence));
    return parseSignedData(signedData);
}

}  // namespace cccd_bridge::emrtd
