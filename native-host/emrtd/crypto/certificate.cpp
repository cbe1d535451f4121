#include "emrtd/crypto/certificate.hpp"

#include "base/hex.hpp"
#include "emrtd/asn1_tags.hpp"
#include "emrtd/asn1_time.hpp"
#include "emrtd/crypto/certificate_extensions.hpp"
#include "emrtd/crypto/name_text.hpp"
#include "emrtd/crypto/signed_structure.hpp"
#include "emrtd/tlv.hpp"

#include <algorithm>

namespace cccd_bridge::emrtd {

struct Certificate::Parsed {
    Bytes der{};
    // All of these point into `der`.
    SignedStructure structure{};
    ByteView innerAlgorithm{};
    ByteView issuerDer{};
    ByteView subjectDer{};
    ByteView publicKey{};

    Bytes serialNumber{};
    DistinguishedName issuer{};
    DistinguishedName subject{};
    std::chrono::sys_seconds notBefore{};
    std::chrono::sys_seconds notAfter{};
    CertificateExtensions extensions{};
};

namespace {

constexpr std::size_t maxCertificateLength = std::size_t{64} * 1024;
constexpr std::uint32_t tagVersion = 0xA0;
constexpr std::uint32_t tagExtensions = 0xA3;

}  // namespace

// TBSCertificate (RFC 5280 §4.1.2).
Result<void> Certificate::parseSignedPart(TlvReader content, Parsed& parsed) {
    if (content.peekTag() == tagVersion) TRY_VOID(content.next());
    TRY(const Tlv serial, content.expect(tagInteger));
    TRY(const Tlv algorithm, content.expect(tagSequence));
    TRY(const Tlv issuer, content.expect(tagSequence));
    TRY(TlvReader validity, content.enter(tagSequence));
    TRY(const Tlv notBefore, validity.next());
    TRY(const Tlv notAfter, validity.next());
    TRY(const Tlv subject, content.expect(tagSequence));
    TRY(const Tlv publicKey, content.expect(tagSequence));
    if (serial.value.empty()) return fail(ErrorCode::CardFileMalformed, "certificate without serial number");
    parsed.serialNumber.assign(serial.value.begin(), serial.value.end());
    parsed.innerAlgorithm = algorithm.encoded;
    parsed.issuerDer = issuer.encoded;
    parsed.subjectDer = subject.encoded;
    parsed.publicKey = publicKey.encoded;
    TRY(parsed.issuer, DistinguishedName::parse(issuer.encoded));
    TRY(parsed.subject, DistinguishedName::parse(subject.encoded));
    TRY(parsed.notBefore, parseAsn1Time(notBefore));
    TRY(parsed.notAfter, parseAsn1Time(notAfter));
    while (!content.atEnd()) {
        TRY(const Tlv field, content.next());
        if (field.tag != tagExtensions) continue;  // unique identifiers (§4.1.2.8)
        TRY(TlvReader wrapper, content.children(field));
        TRY(const TlvReader list, wrapper.enter(tagSequence));
        TRY(parsed.extensions, parseCertificateExtensions(list));
    }
    return {};
}

Result<Certificate> Certificate::parse(ByteView der) {
    if (der.empty() || der.size() > maxCertificateLength)
        return fail(ErrorCode::CardFileMalformed, "certificate of impossible length");
    auto parsed = std::make_shared<Parsed>();
    parsed->der.assign(der.begin(), der.end());
    TRY(parsed->structure, SignedStructure::parse(parsed->der));
    TRY_VOID(parseSignedPart(parsed->structure.content, *parsed));
    return Certificate(std::move(parsed));
}

const Bytes& Certificate::der() const { return parsed_->der; }
std::string Certificate::subject() const { return nameText(parsed_->subjectDer); }
std::string Certificate::issuer() const { return nameText(parsed_->issuerDer); }
std::string Certificate::subjectCountry() const { return countryOfName(parsed_->subjectDer); }
std::string Certificate::issuerCountry() const { return countryOfName(parsed_->issuerDer); }
std::string Certificate::country() const {
    const std::string subject = subjectCountry();
    return subject.empty() ? issuerCountry() : subject;
}
std::string Certificate::serialNumber() const { return toHex(parsed_->serialNumber); }
std::chrono::sys_seconds Certificate::notBefore() const { return parsed_->notBefore; }
std::chrono::sys_seconds Certificate::notAfter() const { return parsed_->notAfter; }
bool Certificate::hasUnknownDemands() const { return parsed_->extensions.unknownDemands; }
const Bytes& Certificate::subjectKeyIdentifier() const { return parsed_->extensions.subjectKeyIdentifier; }
const Bytes& Certificate::authorityKeyIdentifier() const { return parsed_->extensions.authorityKeyIdentifier; }
const Bytes& Certificate::serialNumberBytes() const { return parsed_->serialNumber; }
const DistinguishedName& Certificate::subjectName() const { return parsed_->subject; }
const DistinguishedName& Certificate::issuerName() const { return parsed_->issuer; }

// RFC 5280 §4.2.1.3 and §4.2.1.9.
bool Certificate::isCertificationAuthority() const {
    const CertificateExtensions& extensions = parsed_->extensions;
    return !extensions.broken && extensions.certificationAuthority && extensions.maySignCertificates;
}

bool Certificate::maySignRevocationLists() const {
    const CertificateExtensions& extensions = parsed_->extensions;
    return !extensions.broken && extensions.certificationAuthority && extensions.maySignRevocationLists;
}

// ICAO 9303-12 §7.1: signers of documents have no extended key usage, so one that has it signs something else.
bool Certificate::maySign() const {
    const CertificateExtensions& extensions = parsed_->extensions;
    return !extensions.broken && !extensions.certificationAuthority && !extensions.claimsAuthority &&
           !extensions.hasExtendedUse && extensions.maySignData;
}

// RFC 5280 §4.2.1.9: without cA the key must not verify signatures on certificates, whatever keyUsage says.
bool Certificate::contradictsItself() const {
    return parsed_->extensions.claimsAuthority && !parsed_->extensions.certificationAuthority;
}

bool Certificate::maySignMasterLists() const {
    const CertificateExtensions& extensions = parsed_->extensions;
    return !extensions.broken && !extensions.certificationAuthority && extensions.onlyMasterLists &&
           extensions.maySignData;
}

std::string Certificate::fingerprint() const {
    const auto digest = hash(HashAlgorithm::Sha256, parsed_->der);
    return digest ? toHex(*digest) : std::string();
}

bool Certificate::isNamedIssuerOf(const Certificate& issued) const {
    return parsed_->subject.matches(issued.parsed_->issuer);
}

bool Certificate::isKeyNamedBy(const Certificate& issued) const {
    return !subjectKeyIdentifier().empty() && subjectKeyIdentifier() == issued.authorityKeyIdentifier();
}

bool Certificate::isIdentifiedBy(const DistinguishedName& issuer, ByteView serial) const {
    return parsed_->issuer.matches(issuer) &&
           std::ranges::equal(significant(serial), significant(parsed_->serialNumber));
}

bool Certificate::isRoot() const {
    const bool namesKey = !subjectKeyIdentifier().empty() && !authorityKeyIdentifier().empty();
    return parsed_->subject.matches(parsed_->issuer) && (!namesKey || isKeyNamedBy(*this));
}

Result<PublicKey> Certificate::publicKey() const { return PublicKey::parse(parsed_->publicKey); }

std::optional<SignatureScheme> Certificate::signatureScheme() const { return parsed_->structure.scheme(); }

Result<bool> Certificate::isSignedBy(const PublicKey& issuerKey) const {
    return parsed_->structure.isSignedBy(issuerKey, parsed_->innerAlgorithm);
}

}  // namespace cccd_bridge::emrtd
