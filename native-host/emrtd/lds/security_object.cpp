#include "emrtd/lds/security_object.hpp"

#include "emrtd/asn1_tags.hpp"
#include "emrtd/ber.hpp"
#include "emrtd/tlv.hpp"

#include <algorithm>
#include <array>

namespace cccd_bridge::emrtd {

namespace {

constexpr std::uint32_t tagSecurityObjectFile = 0x77;
constexpr std::size_t maxCertificates = 32;
constexpr Byte indefiniteLength = 0x80;
constexpr int maxDataGroup = 16;

// id-icao-ldsSecurityObject, 2.23.136.1.1.1; and 1.3.27.1.1.1 and 1.2.528.1.1006.1.20.1, which early French, Belgian
// and Dutch passports have in its place.
constexpr std::array<Byte, 6> oidSecurityObject{0x67, 0x81, 0x08, 0x01, 0x01, 0x01};
constexpr std::array<Byte, 5> oidEarlySecurityObject{0x2B, 0x1B, 0x01, 0x01, 0x01};
constexpr std::array<Byte, 9> oidOtherSecurityObject{0x2A, 0x84, 0x10, 0x01, 0x87, 0x6E, 0x01, 0x14, 0x01};
// SHA-512; an algorithm that is not known is no reason to take more.
constexpr std::size_t maxHash = 64;

Bytes copy(ByteView bytes) { return Bytes(bytes.begin(), bytes.end()); }

Result<int> nextSmallInteger(TlvReader& reader) {
    TRY(const Tlv integer, reader.expect(tagInteger));
    if (integer.value.size() != 1 || integer.value[0] > 0x7F) return malformed("integer out of range");
    return static_cast<int>(integer.value[0]);
}

Result<std::optional<HashAlgorithm>> hashAlgorithm(TlvReader& reader) {
    TRY(TlvReader algorithm, reader.enter(tagSequence));
    TRY(const Tlv oid, algorithm.expect(tagOid));
    return hashOfOid(oid.value);
}

bool isSecurityObject(ByteView contentType) {
    return std::ranges::equal(contentType, oidSecurityObject) ||
           std::ranges::equal(contentType, oidEarlySecurityObject) ||
           std::ranges::equal(contentType, oidOtherSecurityObject);
}

// DataGroupHash ::= SEQUENCE { number, hash }
Result<void> parseDataGroupHashes(TlvReader list, SecurityObject& object) {
    while (!list.atEnd()) {
        TRY(TlvReader entry, list.enter(tagSequence));
        TRY(const int number, nextSmallInteger(entry));
        TRY(const Tlv hash, entry.expect(tagOctetString));
        TRY_VOID(entry.expectEnd());
        if (number < 1 || number > maxDataGroup || object.find(number)) return malformed("data group number");
        const bool fits = object.hashAlgorithm ? hash.value.size() == hashLength(*object.hashAlgorithm)
                                               : hash.value.size() <= maxHash;
        if (!fits) return malformed("hash of a length that does not fit its algorithm");
        object.dataGroupHashes.push_back({number, copy(hash.value)});
    }
    if (object.dataGroupHashes.empty()) return malformed("security object without hashes");
    return {};
}

// LDSSecurityObject (ICAO 9303-10 §4.6.2.3).
Result<void> parseContent(SecurityObject& object) {
    TRY(TlvReader content, enterWhole(object.envelope.content, tagSequence));
    TRY(object.version, nextSmallInteger(content));
    TRY(object.hashAlgorithm, hashAlgorithm(content));
    TRY(const TlvReader hashes, content.enter(tagSequence));
    TRY_VOID(parseDataGroupHashes(hashes, object));
    if (!content.atEnd()) {
        TRY(TlvReader versionInfo, content.enter(tagSequence));
        // PrintableString, or what an issuer took for one: it is only shown.
        TRY(const Tlv ldsVersion, versionInfo.next());
        object.ldsVersion = std::string(ldsVersion.value.begin(), ldsVersion.value.end());
        TRY_VOID(versionInfo.next());
    }
    return content.expectEnd();
}

// The ContentInfo in its file's tag, if it has one, in definite lengths. What pads the file or the tag behind it is
// left out: no signature covers it.
Result<Bytes> contentInfoOf(ByteView file) {
    if (file.size() > 1 && file[0] == tagSecurityObjectFile) {
        if (file[1] == indefiniteLength) return firstWithDefiniteLengths(file.subspan(2));
        TRY(const Tlv wrapper, TlvReader(file).next());
        return firstWithDefiniteLengths(wrapper.value);
    }
    return firstWithDefiniteLengths(file);
}

}  // namespace

const DataGroupHash* SecurityObject::find(int number) const {
    const auto at = std::ranges::find(dataGroupHashes, number, &DataGroupHash::number);
    return at == dataGroupHashes.end() ? nullptr : &*at;
}

Result<SecurityObject> parseSecurityObject(ByteView file) {
    TRY(const Bytes contentInfo, contentInfoOf(file));
    SecurityObject object;
    TRY(object.envelope, parseSignedData(contentInfo, maxCertificates));
    if (!isSecurityObject(object.envelope.contentType)) return malformed("signed content is no security object");
    TRY_VOID(parseContent(object));
    return object;
}

}  // namespace cccd_bridge::emrtd
