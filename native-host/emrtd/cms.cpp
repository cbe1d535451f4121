#include "emrtd/cms.hpp"

#include "emrtd/asn1_tags.hpp"
#include "emrtd/asn1_time.hpp"
#include "emrtd/ber.hpp"
#include "emrtd/tlv.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace cccd_bridge::emrtd {

namespace {

constexpr std::uint32_t tagContext0 = 0xA0;
constexpr std::uint32_t tagContext1 = 0xA1;
constexpr std::uint32_t tagSubjectKeyIdentifier = 0x80;
constexpr std::size_t maxAttributes = 32;
constexpr std::size_t maxSigners = 4;
constexpr int maxCandidates = 8;

// 1.2.840.113549.1.7.2, .1.9.3, .1.9.4 and .1.9.5.
constexpr std::array<Byte, 9> oidSignedData{0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02};
constexpr std::array<Byte, 9> oidContentType{0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x03};
constexpr std::array<Byte, 9> oidMessageDigest{0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x04};
constexpr std::array<Byte, 9> oidSigningTime{0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x05};

Bytes copy(ByteView bytes) { return Bytes(bytes.begin(), bytes.end()); }

// CMSVersion: a small INTEGER whose value says nothing that the structure does not.
Result<void> skipVersion(TlvReader& reader) {
    TRY(const Tlv integer, reader.expect(tagInteger));
    if (integer.value.size() != 1 || integer.value[0] > 0x7F) return malformed("version");
    return {};
}

// EncapsulatedContentInfo (RFC 5652 §5.2).
Result<void> parseEncapsulated(TlvReader info, SignedData& data) {
    TRY(const Tlv type, info.expect(tagOid));
    TRY(TlvReader explicitContent, info.enter(tagContext0));
    TRY(const Tlv content, explicitContent.expect(tagOctetString));
    TRY_VOID(explicitContent.expectEnd());
    data.contentType = copy(type.value);
    data.content = copy(content.value);
    return {};
}

Result<void> parseCertificates(TlvReader set, SignedData& data, std::size_t maxCertificates) {
    while (!set.atEnd()) {
        TRY(const Tlv certificate, set.next());
        if (certificate.tag != tagSequence) continue;  // other kinds of certificate (RFC 5652 §10.2.2)
        if (data.certificates.size() == maxCertificates) return malformed("too many certificates");
        data.certificates.push_back(copy(certificate.encoded));
    }
    return {};
}

Result<void> parseSignerIdentifier(TlvReader& info, SignerInfo& signer) {
    TRY(const Tlv identifier, info.next());
    if (identifier.tag == tagSubjectKeyIdentifier) {
        signer.identifier.subjectKeyIdentifier = copy(identifier.value);
        return identifier.value.empty() ? Result<void>(malformed("empty signer identifier")) : Result<void>{};
    }
    if (identifier.tag != tagSequence) return malformed("signer identifier");
    TRY(TlvReader issuerAndSerial, info.children(identifier));
    TRY(const Tlv issuer, issuerAndSerial.expect(tagSequence));
    TRY(const Tlv serial, issuerAndSerial.expect(tagInteger));
    signer.identifier.issuer = copy(issuer.encoded);
    signer.identifier.serialNumber = copy(serial.value);
    return {};
}

// The one value of an attribute that must have exactly one (RFC 5652 §11.1 to §11.3).
Result<Tlv> singleValue(TlvReader attribute) {
    TRY(TlvReader values, attribute.enter(tagSet));
    TRY(const Tlv value, values.next());
    TRY_VOID(values.expectEnd());
    return value;
}

Result<void> parseMessageDigest(const TlvReader& attribute, SignerInfo& signer) {
    TRY(const Tlv digest, singleValue(attribute));
    if (!signer.messageDigest.empty() || digest.tag != tagOctetString || digest.value.empty())
        return malformed("signed message digest");
    signer.messageDigest = copy(digest.value);
    return {};
}

// Signed attributes: contentType and messageDigest once each (RFC 5652 §5.3).
Result<void> parseSignedAttributes(TlvReader attributes, ByteView contentType, SignerInfo& signer) {
    bool typeSeen = false;
    for (std::size_t count = 0; !attributes.atEnd(); ++count) {
        if (count == maxAttributes) return malformed("too many signed attributes");
        TRY(TlvReader attribute, attributes.enter(tagSequence));
        TRY(const Tlv oid, attribute.expect(tagOid));
        if (std::ranges::equal(oid.value, oidContentType)) {
            TRY(const Tlv type, singleValue(attribute));
            if (typeSeen || type.tag != tagOid || !std::ranges::equal(type.value, contentType))
                return malformed("signed content type");
            typeSeen = true;
        } else if (std::ranges::equal(oid.value, oidMessageDigest)) {
            TRY_VOID(parseMessageDigest(attribute, signer));
        } else if (std::ranges::equal(oid.value, oidSigningTime)) {
            TRY(const Tlv time, singleValue(attribute));
            // The attribute is optional, so one that cannot be read says as much as none.
            if (const auto moment = parseAsn1Time(time)) signer.signingTime = *moment;
        }
    }
    if (!typeSeen || signer.messageDigest.empty()) return malformed("signed attributes are incomplete");
    return {};
}

// SignerInfo (RFC 5652 §5.3).
Result<SignerInfo> parseSignerInfo(TlvReader info, ByteView contentType) {
    SignerInfo signer;
    TRY_VOID(skipVersion(info));
    TRY_VOID(parseSignerIdentifier(info, signer));
    TRY(TlvReader digestAlgorithm, info.enter(tagSequence));
    TRY(const Tlv digestOid, digestAlgorithm.expect(tagOid));
    signer.digestAlgorithm = hashOfOid(digestOid.value);
    if (info.peekTag() == tagContext0) {
        TRY(const Tlv attributes, info.next());
        // What is signed is the attributes as a SET OF, whatever their tag here (RFC 5652 §5.4).
        signer.signedAttributes = makeTlv(tagSet, attributes.value);
        TRY(const TlvReader attributeReader, info.children(attributes));
        TRY_VOID(parseSignedAttributes(attributeReader, contentType, signer));
    }
    TRY(const Tlv algorithm, info.expect(tagSequence));
    TRY(signer.signatureScheme, parseSignatureScheme(algorithm.encoded));
    if (signer.signatureScheme && !signer.signatureScheme->hash) signer.signatureScheme->hash = signer.digestAlgorithm;
    TRY(const Tlv signature, info.expect(tagOctetString));
    signer.signature = copy(signature.value);
    return signer;
}

// SignedData (RFC 5652 §5.1).
Result<SignedData> parseContent(TlvReader reader, std::size_t maxCertificates) {
    SignedData data;
    TRY_VOID(skipVersion(reader));
    TRY_VOID(reader.expect(tagSet));
    TRY(const TlvReader encapsulated, reader.enter(tagSequence));
    TRY_VOID(parseEncapsulated(encapsulated, data));
    if (reader.peekTag() == tagContext0) {
        TRY(const TlvReader certificates, reader.enter(tagContext0));
        TRY_VOID(parseCertificates(certificates, data, maxCertificates));
    }
    if (reader.peekTag() == tagContext1) TRY_VOID(reader.next());
    TRY(TlvReader signers, reader.enter(tagSet));
    do {
        if (data.signers.size() == maxSigners) return malformed("too many signers");
        TRY(const TlvReader signer, signers.enter(tagSequence));
        TRY(SignerInfo info, parseSignerInfo(signer, data.contentType));
        data.signers.push_back(std::move(info));
    } while (!signers.atEnd());
    return data;
}

bool isMeant(const SignerIdentifier& wanted, const DistinguishedName& issuer, const Certificate& certificate) {
    if (wanted.subjectKeyIdentifier.empty()) return certificate.isIdentifiedBy(issuer, wanted.serialNumber);
    return certificate.subjectKeyIdentifier() == wanted.subjectKeyIdentifier;
}

// Message digest and signature under that key (RFC 5652 §5.4, §5.6).
std::optional<VerdictRule> checkSignature(ByteView content, const SignerInfo& signer, const Certificate& certificate) {
    if (!signer.digestAlgorithm || !signer.signatureScheme) return VerdictRule::SignatureAlgorithm;
    if (!signer.signedAttributes.empty()) {
        const auto digest = hash(*signer.digestAlgorithm, content);
        if (!digest) return VerdictRule::SignatureAlgorithm;
        if (*digest != signer.messageDigest) return VerdictRule::MessageDigest;
    }
    const auto key = certificate.publicKey();
    if (!key) return VerdictRule::SignerKey;
    const ByteView signedBytes = signer.signedAttributes.empty() ? content : signer.signedAttributes;
    const auto verified = key->verify(*signer.signatureScheme, signedBytes, signer.signature);
    if (!verified) return VerdictRule::SignatureAlgorithm;
    if (*verified) return std::nullopt;
    // RFC 5652 §5.4: the DER of the attributes, which some signers do not write into the object itself.
    if (signer.signedAttributes.empty()) return VerdictRule::SignatureValue;
    const auto ordered = derSetOf(signer.signedAttributes);
    if (!ordered || *ordered == signer.signedAttributes) return VerdictRule::SignatureValue;
    const auto reordered = key->verify(*signer.signatureScheme, *ordered, signer.signature);
    return reordered && *reordered ? std::nullopt : std::optional(VerdictRule::SignatureValue);
}

/// Tries certificates until a signature holds.
class SignerSearch {
  public:
    explicit SignerSearch(ByteView content) : content_(content) {}

    void tryUnder(const SignerInfo& signer, const DistinguishedName& issuer, const Certificate& certificate) {
        if (holds() || tried_ == maxCandidates || !isMeant(signer.identifier, issuer, certificate)) return;
        ++tried_;
        SignerCheck check{&signer, certificate, checkSignature(content_, signer, certificate)};
        if (!best_ || !check.problem) best_ = std::move(check);
    }
    bool holds() const { return best_ && !best_->problem; }
    std::optional<SignerCheck> result() { return std::move(best_); }

  private:
    ByteView content_;
    std::optional<SignerCheck> best_;
    int tried_ = 0;
};

}  // namespace

Result<SignedData> parseSignedData(ByteView contentInfo, std::size_t maxCertificates) {
    TRY(const Bytes definite, withDefiniteLengths(contentInfo));
    TRY(TlvReader info, enterWhole(definite, tagSequence));
    TRY(const Tlv type, info.expect(tagOid));
    if (!std::ranges::equal(type.value, oidSignedData)) return malformed("no SignedData");
    TRY(TlvReader explicitContent, info.enter(tagContext0));
    TRY(const TlvReader signedData, explicitContent.enter(tagSequence));
    return parseContent(signedData, maxCertificates);
}

std::optional<SignerCheck> findSigner(const SignedData& data, std::span<const Certificate> others) {
    std::vector<Certificate> embedded;
    for (const Bytes& der : data.certificates)
        if (auto certificate = Certificate::parse(der)) embedded.push_back(*std::move(certificate));
    SignerSearch search(data.content);
    for (const SignerInfo& signer : data.signers) {
        const auto issuer = DistinguishedName::parse(signer.identifier.issuer).value_or(DistinguishedName());
        for (const Certificate& certificate : embedded) search.tryUnder(signer, issuer, certificate);
        for (const Certificate& certificate : others) search.tryUnder(signer, issuer, certificate);
    }
    return search.result();
}

}  // namespace cccd_bridge::emrtd
