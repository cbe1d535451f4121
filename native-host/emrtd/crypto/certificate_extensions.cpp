#include "emrtd/crypto/certificate_extensions.hpp"

#include "emrtd/asn1_tags.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace cccd_bridge::emrtd {

namespace {

constexpr std::size_t maxExtensions = 64;
constexpr std::uint32_t tagKeyIdentifier = 0x80;

constexpr unsigned keyUsageDigitalSignature = 0;
constexpr unsigned keyUsageCertificateSign = 5;
constexpr unsigned keyUsageRevocationListSign = 6;

// 2.5.29.x (RFC 5280 §4.2.1).
enum Id : Byte {
    subjectKey = 14,
    keyUsage = 15,
    privateKeyUsagePeriod = 16,  // advisory: when the key may be used, not until when its signatures count
    subjectAlternativeName = 17,
    issuerAlternativeName = 18,  // more names, which nothing here is decided by (ICAO 9303-12 §7.1.1.2)
    basicConstraints = 19,
    certificatePolicies = 32,  // any policy is as good as another here
    authorityKey = 35,
    extendedKeyUsage = 37,
};

// 2.23.136.1.1.3 (ICAO 9303-12 §7.1).
constexpr std::array<Byte, 6> oidMasterListSigning{0x67, 0x81, 0x08, 0x01, 0x01, 0x03};

bool isTrue(const Tlv& boolean) { return boolean.value.size() == 1 && boolean.value[0] != 0; }

Result<void> readBasicConstraints(ByteView value, CertificateExtensions& out) {
    TRY(TlvReader constraints, enterWhole(value, tagSequence));
    if (constraints.peekTag() != tagBoolean) return {};
    TRY(const Tlv authority, constraints.next());
    out.certificationAuthority = isTrue(authority);
    return {};
}

Result<void> readKeyUsage(ByteView value, CertificateExtensions& out) {
    TlvReader reader(value);
    TRY(const Tlv bits, reader.expect(tagBitString));
    TRY_VOID(reader.expectEnd());
    if (bits.value.empty() || bits.value[0] > 7) return fail(ErrorCode::CardFileMalformed, "key usage");
    const unsigned first = bits.value.size() > 1 ? bits.value[1] : 0;
    out.maySignData = (first & 0x80U >> keyUsageDigitalSignature) != 0;
    out.maySignCertificates = (first & 0x80U >> keyUsageCertificateSign) != 0;
    out.claimsAuthority = out.maySignCertificates;
    out.maySignRevocationLists = (first & 0x80U >> keyUsageRevocationListSign) != 0;
    return {};
}

Result<void> readExtendedUse(ByteView value, CertificateExtensions& out) {
    out.hasExtendedUse = true;
    TRY(TlvReader purposes, enterWhole(value, tagSequence));
    TRY(const Tlv purpose, purposes.expect(tagOid));
    out.onlyMasterLists = purposes.atEnd() && std::ranges::equal(purpose.value, oidMasterListSigning);
    return {};
}

Result<void> readSubjectKey(ByteView value, CertificateExtensions& out) {
    TlvReader reader(value);
    TRY(const Tlv identifier, reader.expect(tagOctetString));
    TRY_VOID(reader.expectEnd());
    out.subjectKeyIdentifier.assign(identifier.value.begin(), identifier.value.end());
    return {};
}

Result<void> readAuthorityKey(ByteView value, CertificateExtensions& out) {
    TRY(TlvReader authority, enterWhole(value, tagSequence));
    if (authority.peekTag() != tagKeyIdentifier) return {};
    TRY(const Tlv identifier, authority.next());
    out.authorityKeyIdentifier.assign(identifier.value.begin(), identifier.value.end());
    return {};
}

// Whether the extension is one that is processed here; `result` says how that went.
bool process(Byte id, ByteView value, CertificateExtensions& out, Result<void>& result) {
    switch (id) {
        case subjectKey:
            result = readSubjectKey(value, out);
            return true;
        case keyUsage:
            result = readKeyUsage(value, out);
            return true;
        case basicConstraints:
            result = readBasicConstraints(value, out);
            return true;
        case authorityKey:
            result = readAuthorityKey(value, out);
            return true;
        case extendedKeyUsage:
            result = readExtendedUse(value, out);
            return true;
        case privateKeyUsagePeriod:
        case subjectAlternativeName:
        case issuerAlternativeName:
        case certificatePolicies:
            return true;
        default:
            return false;
    }
}

// The last arc of 2.5.29.x; 0 for any other identifier.
Byte standardId(ByteView oid) { return oid.size() == 3 && oid[0] == 0x55 && oid[1] == 0x1D ? oid[2] : Byte{0}; }

}  // namespace

Result<CertificateExtensions> parseCertificateExtensions(TlvReader list) {
    CertificateExtensions out;
    std::array<bool, 128> seen{};
    bool criticalUse = false;
    for (std::size_t count = 0; !list.atEnd(); ++count) {
        if (count == maxExtensions) return fail(ErrorCode::CardFileMalformed, "too many extensions");
        TRY(TlvReader extension, list.enter(tagSequence));
        TRY(const Tlv oid, extension.expect(tagOid));
        bool critical = false;
        if (extension.peekTag() == tagBoolean) {
            TRY(const Tlv flag, extension.next());
            critical = isTrue(flag);
        }
        TRY(const Tlv value, extension.expect(tagOctetString));
        const Byte id = standardId(oid.value);
        Result<void> read;
        const bool processed = process(id, value.value, out, read);
        if (!read || (processed && id < seen.size() && std::exchange(seen[id], true))) out.broken = true;
        if (critical && !processed) out.unknownDemands = true;
        if (critical && id == extendedKeyUsage) criticalUse = true;
    }
    // Of the purposes only the one for lists of issuers is known.
    if (criticalUse && (!out.onlyMasterLists || out.certificationAuthority)) out.unknownDemands = true;
    return out;
}

}  // namespace cccd_bridge::emrtd
