#include "emrtd/crypto/certificate.hpp"

#include "base/hex.hpp"
#include "base/text.hpp"
#include "emrtd/crypto/openssl.hpp"
#include "emrtd/tlv.hpp"

#include <algorithm>

namespace cccd_bridge::emrtd {

struct Certificate::Parsed {
    openssl::X509Certificate certificate{};
    Bytes der{};
    Bytes issuerName{};
    Bytes serialNumber{};
    Bytes subjectKeyIdentifier{};
    Bytes authorityKeyIdentifier{};
    std::chrono::sys_seconds notBefore{};
    std::chrono::sys_seconds notAfter{};
    bool certificationAuthority = false;
    bool signer = false;
    bool unknownDemands = false;
};

namespace {

constexpr std::size_t maxCertificateLength = std::size_t{64} * 1024;
constexpr std::uint32_t tagSequence = 0x30;
constexpr std::uint32_t tagBitString = 0x03;

using BasicConstraints = openssl::Owned<BASIC_CONSTRAINTS, BASIC_CONSTRAINTS_free>;
using BitString = openssl::Owned<ASN1_BIT_STRING, ASN1_BIT_STRING_free>;
using OctetString = openssl::Owned<ASN1_OCTET_STRING, ASN1_OCTET_STRING_free>;
using KeyIdentifier = openssl::Owned<AUTHORITY_KEYID, AUTHORITY_KEYID_free>;

constexpr int keyUsageDigitalSignature = 0;
constexpr int keyUsageCertificateSign = 5;

// An extension: its value, or whether it is absent; `broken` when it cannot be decoded or is there twice.
template <class OwnedValue>
OwnedValue extension(const X509* certificate, int nid, bool& broken) {
    int critical = 0;
    OwnedValue value(static_cast<typename OwnedValue::pointer>(X509_get_ext_d2i(certificate, nid, &critical, nullptr)));
    if (!value && critical != -1) broken = true;
    openssl::forgetErrors();
    return value;
}

Bytes bytesOf(const ASN1_STRING* text) {
    if (text == nullptr) return {};
    const Byte* data = ASN1_STRING_get0_data(text);
    return Bytes(data, data + ASN1_STRING_length(text));
}

std::optional<std::chrono::sys_seconds> instant(const ASN1_TIME* time) {
    std::tm parts{};
    if (time == nullptr || ASN1_TIME_to_tm(time, &parts) != 1) {
        openssl::forgetErrors();
        return std::nullopt;
    }
    const std::chrono::year_month_day day{std::chrono::year(parts.tm_year + 1900),
                                          std::chrono::month(static_cast<unsigned>(parts.tm_mon + 1)),
                                          std::chrono::day(static_cast<unsigned>(parts.tm_mday))};
    return std::chrono::sys_days(day) + std::chrono::hours(parts.tm_hour) + std::chrono::minutes(parts.tm_min) +
           std::chrono::seconds(parts.tm_sec);
}

std::string printName(const X509_NAME* name, unsigned long flags) {
    const openssl::Bio out(BIO_new(BIO_s_mem()));
    if (!out || X509_NAME_print_ex(out.get(), name, 0, flags) < 0) {
        openssl::forgetErrors();
        return {};
    }
    const char* text = nullptr;
    const long length = BIO_get_mem_data(out.get(), &text);
    return length > 0 ? std::string(text, static_cast<std::size_t>(length)) : std::string();
}

std::string nameText(const X509_NAME* name) {
    auto readable = normaliseNfc(printName(name, XN_FLAG_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB)));
    if (readable) return *std::move(readable);
    return printName(name, XN_FLAG_RFC2253);
}

std::string countryOf(const X509_NAME* name) {
    const int at = X509_NAME_get_index_by_NID(name, NID_countryName, -1);
    if (at < 0) return {};
    const Bytes text = bytesOf(X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
    std::string country;
    for (const Byte byte : text) {
        const char upper = byte >= 'a' && byte <= 'z' ? static_cast<char>(byte - 'a' + 'A') : static_cast<char>(byte);
        if (upper < 'A' || upper > 'Z' || country.size() == 3) return {};
        country += upper;
    }
    return country;
}

bool allows(const ASN1_BIT_STRING* keyUsage, int bit) {
    return keyUsage == nullptr || ASN1_BIT_STRING_get_bit(keyUsage, bit) == 1;
}

// RFC 5280 §4.2: a critical extension that is not processed here.
bool hasUnknownCriticalExtension(const X509* certificate) {
    for (int at = 0; at < X509_get_ext_count(certificate); ++at) {
        X509_EXTENSION* extension = X509_get_ext(certificate, at);
        if (X509_EXTENSION_get_critical(extension) == 0) continue;
        switch (OBJ_obj2nid(X509_EXTENSION_get_object(extension))) {
            case NID_basic_constraints:
            case NID_key_usage:
            case NID_subject_key_identifier:
            case NID_authority_key_identifier:
                break;
            default:
                return true;
        }
    }
    return false;
}

ByteView withoutLeadingZeros(ByteView number) {
    while (number.size() > 1 && number[0] == 0) number = number.subspan(1);
    return number;
}

}  // namespace

Result<Certificate> Certificate::parse(ByteView der) {
    if (der.empty() || der.size() > maxCertificateLength)
        return fail(ErrorCode::CardFileMalformed, "certificate of impossible length");
    auto parsed = std::make_shared<Parsed>();
    const Byte* cursor = der.data();
    parsed->certificate.reset(d2i_X509(nullptr, &cursor, static_cast<long>(der.size())));
    if (!parsed->certificate) return openssl::failure("d2i_X509", ErrorCode::CardFileMalformed);
    if (cursor != der.data() + der.size()) return fail(ErrorCode::CardFileMalformed, "bytes behind the certificate");
    const X509* x509 = parsed->certificate.get();
    parsed->der.assign(der.begin(), der.end());

    const Byte* issuer = nullptr;
    std::size_t issuerLength = 0;
    const auto notBefore = instant(X509_get0_notBefore(x509));
    const auto notAfter = instant(X509_get0_notAfter(x509));
    if (X509_NAME_get0_der(X509_get_issuer_name(x509), &issuer, &issuerLength) != 1 || !notBefore || !notAfter)
        return fail(ErrorCode::CardFileMalformed, "certificate without issuer or validity");
    parsed->issuerName.assign(issuer, issuer + issuerLength);
    parsed->serialNumber = bytesOf(X509_get0_serialNumber(x509));
    parsed->notBefore = *notBefore;
    parsed->notAfter = *notAfter;

    bool broken = false;
    const auto constraints = extension<BasicConstraints>(x509, NID_basic_constraints, broken);
    const auto keyUsage = extension<BitString>(x509, NID_key_usage, broken);
    const auto subjectKey = extension<OctetString>(x509, NID_subject_key_identifier, broken);
    const auto authorityKey = extension<KeyIdentifier>(x509, NID_authority_key_identifier, broken);
    parsed->subjectKeyIdentifier = bytesOf(subjectKey.get());
    parsed->authorityKeyIdentifier = bytesOf(authorityKey ? authorityKey->keyid : nullptr);
    // RFC 5280 §4.2.1.3 and §4.2.1.9.
    const bool authority = constraints && constraints->ca != 0;
    parsed->certificationAuthority = !broken && authority && allows(keyUsage.get(), keyUsageCertificateSign);
    // ICAO 9303-12 §7.1: signers of documents have no extended key usage, so one that has it signs something else.
    const bool otherPurpose = X509_get_ext_by_NID(x509, NID_ext_key_usage, -1) >= 0;
    parsed->signer = !broken && !authority && !otherPurpose && allows(keyUsage.get(), keyUsageDigitalSignature);
    parsed->unknownDemands = hasUnknownCriticalExtension(x509);
    return Certificate(std::move(parsed));
}

const Bytes& Certificate::der() const { return parsed_->der; }
std::string Certificate::subject() const { return nameText(X509_get_subject_name(parsed_->certificate.get())); }
std::string Certificate::issuer() const { return nameText(X509_get_issuer_name(parsed_->certificate.get())); }
std::string Certificate::subjectCountry() const { return countryOf(X509_get_subject_name(parsed_->certificate.get())); }
std::string Certificate::issuerCountry() const { return countryOf(X509_get_issuer_name(parsed_->certificate.get())); }
std::string Certificate::serialNumber() const { return toHex(parsed_->serialNumber); }
std::chrono::sys_seconds Certificate::notBefore() const { return parsed_->notBefore; }
std::chrono::sys_seconds Certificate::notAfter() const { return parsed_->notAfter; }
bool Certificate::isCertificationAuthority() const { return parsed_->certificationAuthority; }
bool Certificate::maySign() const { return parsed_->signer; }
bool Certificate::hasUnknownDemands() const { return parsed_->unknownDemands; }
const Bytes& Certificate::subjectKeyIdentifier() const { return parsed_->subjectKeyIdentifier; }
const Bytes& Certificate::authorityKeyIdentifier() const { return parsed_->authorityKeyIdentifier; }
const Bytes& Certificate::issuerName() const { return parsed_->issuerName; }
const Bytes& Certificate::serialNumberBytes() const { return parsed_->serialNumber; }

std::string Certificate::fingerprint() const {
    const auto digest = hash(HashAlgorithm::Sha256, parsed_->der);
    return digest ? toHex(*digest) : std::string();
}

bool Certificate::isNamedIssuerOf(const Certificate& issued) const {
    return X509_NAME_cmp(X509_get_subject_name(parsed_->certificate.get()),
                         X509_get_issuer_name(issued.parsed_->certificate.get())) == 0;
}

bool Certificate::isIdentifiedBy(ByteView issuerNameDer, ByteView serial) const {
    const Byte* cursor = issuerNameDer.data();
    const openssl::X509Name name(d2i_X509_NAME(nullptr, &cursor, static_cast<long>(issuerNameDer.size())));
    openssl::forgetErrors();
    return name && X509_NAME_cmp(name.get(), X509_get_issuer_name(parsed_->certificate.get())) == 0 &&
           std::ranges::equal(withoutLeadingZeros(serial), withoutLeadingZeros(parsed_->serialNumber));
}

Result<PublicKey> Certificate::publicKey() const {
    std::shared_ptr<EVP_PKEY> key(X509_get_pubkey(parsed_->certificate.get()), EVP_PKEY_free);
    if (!key) return openssl::failure("X509_get_pubkey", ErrorCode::CardProtocolUnsupported);
    return PublicKey::adopt(std::move(key));
}

Result<bool> Certificate::isSignedBy(const PublicKey& issuerKey) const {
    TRY(TlvReader certificate, enterWhole(parsed_->der, tagSequence));
    TRY(const Tlv signedPart, certificate.expect(tagSequence));
    TRY(const Tlv algorithm, certificate.expect(tagSequence));
    TRY(const Tlv signature, certificate.expect(tagBitString));
    if (signature.value.empty() || signature.value[0] != 0) return false;
    TRY(const auto scheme, parseSignatureScheme(algorithm.encoded));
    if (!scheme) return fail(ErrorCode::CardProtocolUnsupported, "signature algorithm of a certificate");
    // RFC 5280 §4.1.1.2: the algorithm inside the signed part is the same.
    TRY(TlvReader content, certificate.children(signedPart));
    if (content.peekTag() == 0xA0) TRY_VOID(content.next());
    TRY_VOID(content.next());
    TRY(const Tlv inner, content.expect(tagSequence));
    if (!std::ranges::equal(inner.encoded, algorithm.encoded)) return false;
    return issuerKey.verify(*scheme, signedPart.encoded, signature.value.subspan(1));
}

}  // namespace cccd_bridge::emrtd
