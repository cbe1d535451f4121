#include "virtual-card/security_object.hpp"

#include "virtual-card/der.hpp"
#include "virtual-card/errors.hpp"
#include "virtual-card/keys.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

namespace virtual_card {
namespace {

using Certificate = Owned<X509, X509_free>;
using Stream = Owned<BIO, BIO_free>;
using DigestContext = Owned<EVP_MD_CTX, EVP_MD_CTX_free>;
using Algorithm = SecurityObjectOptions::Algorithm;

struct HashNames {
    std::string identifier;
    std::string ecdsaIdentifier;
    std::string rsaIdentifier;
    unsigned size;
};

const HashNames& hashNames(const std::string& name) {
    static const std::map<std::string, HashNames> names{
        {"SHA1", {"1.3.14.3.2.26", "1.2.840.10045.4.1", "1.2.840.113549.1.1.5", 20}},
        {"SHA224", {"2.16.840.1.101.3.4.2.4", "1.2.840.10045.4.3.1", "1.2.840.113549.1.1.14", 28}},
        {"SHA256", {"2.16.840.1.101.3.4.2.1", "1.2.840.10045.4.3.2", "1.2.840.113549.1.1.11", 32}},
        {"SHA384", {"2.16.840.1.101.3.4.2.2", "1.2.840.10045.4.3.3", "1.2.840.113549.1.1.12", 48}},
        {"SHA512", {"2.16.840.1.101.3.4.2.3", "1.2.840.10045.4.3.4", "1.2.840.113549.1.1.13", 64}}};
    return names.at(name);
}

Bytes hashAlgorithm(const std::string& name) {
    return der::sequence({der::objectIdentifier(hashNames(name).identifier), der::null()});
}

/// RSASSA-PSS-params (RFC 4055 §3.1), salt as long as the hash.
Bytes pssParameters(const std::string& hash) {
    const Bytes mask = der::sequence({der::objectIdentifier("1.2.840.113549.1.1.8"), hashAlgorithm(hash)});
    return der::sequence({der::object(0xA0, hashAlgorithm(hash)), der::object(0xA1, mask),
                          der::object(0xA2, der::integer(hashNames(hash).size))});
}

Bytes signatureAlgorithm(const SecurityObjectOptions& options) {
    const HashNames& names = hashNames(options.signatureHash);
    if (!options.algorithmNamesHash && options.algorithm == Algorithm::Ecdsa) {
        return der::sequence({der::objectIdentifier("1.2.840.10045.2.1")});
    }
    if (!options.algorithmNamesHash && options.algorithm == Algorithm::RsaPkcs1) {
        return der::sequence({der::objectIdentifier("1.2.840.113549.1.1.1"), der::null()});
    }
    switch (options.algorithm) {
        case Algorithm::Ecdsa:
            return der::sequence({der::objectIdentifier(names.ecdsaIdentifier)});
        case Algorithm::RsaPkcs1:
            return der::sequence({der::objectIdentifier(names.rsaIdentifier), der::null()});
        case Algorithm::RsaPss:
            return der::sequence(
                {der::objectIdentifier("1.2.840.113549.1.1.10"), pssParameters(options.signatureHash)});
    }
    throw std::logic_error("unknown signature algorithm");
}

Certificate readCertificate(const std::string& path) {
    const Stream stream(BIO_new_file(path.c_str(), "r"));
    Certificate certificate(stream ? PEM_read_bio_X509(stream.get(), nullptr, nullptr, nullptr) : nullptr);
    if (!certificate) throw CardFileError("cannot read the certificate " + path);
    return certificate;
}

Bytes sign(EVP_PKEY* key, const SecurityObjectOptions& options, ByteView data) {
    const DigestContext context(require(EVP_MD_CTX_new()));
    EVP_PKEY_CTX* keyContext = nullptr;
    require(EVP_DigestSignInit_ex(context.get(), &keyContext, options.signatureHash.c_str(), nullptr, nullptr, key,
                                  nullptr) == 1);
    if (options.algorithm == Algorithm::RsaPss) {
        require(EVP_PKEY_CTX_set_rsa_padding(keyContext, RSA_PKCS1_PSS_PADDING) == 1);
        require(EVP_PKEY_CTX_set_rsa_pss_saltlen(keyContext, RSA_PSS_SALTLEN_DIGEST) == 1);
    }
    std::size_t length = 0;
    require(EVP_DigestSign(context.get(), nullptr, &length, data.data(), data.size()) == 1);
    Bytes signature(length);
    require(EVP_DigestSign(context.get(), signature.data(), &length, data.data(), data.size()) == 1);
    signature.resize(length);
    return signature;
}

const std::string ldsSecurityObject = "2.23.136.1.1.1";
const std::string securityInfosObject = "0.4.0.127.0.7.3.2.1";  // id-SecurityObject (9303-11 §9.2.11)

/// What is signed, and its content type.
struct Content {
    std::string type;
    Bytes bytes;
};

/// LDSSecurityObject: version, hash algorithm, one hash a data group.
Bytes buildHashes(const std::map<int, Bytes>& dataGroups, const SecurityObjectOptions& options) {
    Bytes hashes;
    for (const auto& [number, content] : dataGroups) {
        append(hashes, der::sequence({der::integer(static_cast<unsigned>(number)),
                                      der::octetString(digest(options.hash, content))}));
    }
    const Bytes versions =
        options.ldsVersion18
            ? der::sequence({der::object(0x13, fromText("0108")), der::object(0x13, fromText("040000"))})
            : Bytes{};
    return der::sequence(
        {der::integer(options.ldsVersion18 ? 1 : 0), hashAlgorithm(options.hash), der::object(0x30, hashes), versions});
}

Bytes attribute(const std::string& identifier, ByteView value) {
    return der::sequence({der::objectIdentifier(identifier), der::object(0x31, value)});
}

Bytes signedAttributes(const Content& content, const SecurityObjectOptions& options) {
    std::vector<Bytes> attributes{
        attribute("1.2.840.113549.1.9.3", der::objectIdentifier(content.type)),
        attribute("1.2.840.113549.1.9.4", der::octetString(digest(options.signatureHash, content.bytes)))};
    if (!options.signingTime.empty()) {
        attributes.push_back(attribute("1.2.840.113549.1.9.5", der::object(0x17, fromText(options.signingTime))));
    }
    return der::setOf(std::move(attributes));
}

using Name = Owned<X509_NAME, X509_NAME_free>;
using IssuerName = SecurityObjectOptions::IssuerName;

/// The same name, written in another way; the comparison of RFC 5280 §7.1 finds it equal only for the string types.
Bytes issuerName(X509* certificate, IssuerName form) {
    const X509_NAME* given = X509_get_issuer_name(certificate);
    if (form == IssuerName::AsCertificate) return encodeWith(i2d_X509_NAME, given);
    const Name name(require(X509_NAME_new()));
    for (int i = 0; i < X509_NAME_entry_count(given); ++i) {
        const X509_NAME_ENTRY* entry = X509_NAME_get_entry(given, i);
        const ASN1_STRING* value = X509_NAME_ENTRY_get_data(entry);
        int type = ASN1_STRING_type(value);
        if (form == IssuerName::OtherStringTypes) {
            type = type == V_ASN1_UTF8STRING ? V_ASN1_PRINTABLESTRING : V_ASN1_UTF8STRING;
        }
        require(X509_NAME_add_entry_by_OBJ(name.get(), X509_NAME_ENTRY_get_object(entry), type,
                                           ASN1_STRING_get0_data(value), ASN1_STRING_length(value),
                                           form == IssuerName::Reversed ? 0 : -1, 0) == 1);
    }
    return encodeWith(i2d_X509_NAME, name.get());
}

Bytes signerIdentifier(X509* certificate, const SecurityObjectOptions& options) {
    if (options.signerIdentifier == SecurityObjectOptions::SignerIdentifier::IssuerAndSerial) {
        return der::sequence({issuerName(certificate, options.issuerName),
                              encodeWith(i2d_ASN1_INTEGER, X509_get_serialNumber(certificate))});
    }
    const ASN1_OCTET_STRING* identifier = X509_get0_subject_key_id(certificate);
    if (!identifier) throw CardFileError("the certificate has no subject key identifier");
    return der::object(
        0x80, ByteView(ASN1_STRING_get0_data(identifier), static_cast<std::size_t>(ASN1_STRING_length(identifier))));
}

Bytes signerInfo(const Content& content, const SecurityObjectOptions& options, X509* certificate) {
    const PrivateKey key = readPrivateKey(options.keyFile);
    const Bytes attributes = signedAttributes(content, options);
    const Bytes signature = sign(key.get(), options, attributes);
    Bytes implicitAttributes = attributes;
    implicitAttributes[0] = 0xA0;  // signed as SET OF, sent as [0] (RFC 5652 §5.4)
    const bool byIssuer = options.signerIdentifier == SecurityObjectOptions::SignerIdentifier::IssuerAndSerial;
    return der::sequence({der::integer(byIssuer ? 1 : 3), signerIdentifier(certificate, options),
                          hashAlgorithm(options.signatureHash), implicitAttributes, signatureAlgorithm(options),
                          der::octetString(signature)});
}

Bytes embeddedCertificates(X509* signer, const SecurityObjectOptions& options) {
    std::vector<Bytes> certificates;
    if (options.embedSigner) certificates.push_back(encodeWith(i2d_X509, signer));
    for (const std::string& file : options.moreCertificateFiles) {
        certificates.push_back(encodeWith(i2d_X509, readCertificate(file).get()));
    }
    if (certificates.empty()) return {};
    Bytes set = der::setOf(std::move(certificates));
    set[0] = 0xA0;  // [0] IMPLICIT
    return set;
}

/// The layers around content and signature: DER, or BER with open lengths and the content in two pieces.
class Envelope {
  public:
    explicit Envelope(bool openLengths) : open(openLengths) {}

    Bytes object(unsigned tag, ByteView value) const {
        return open ? der::objectWithOpenLength(tag, value) : der::object(tag, value);
    }
    Bytes octets(ByteView value) const {
        if (!open) return der::octetString(value);
        const std::size_t half = value.size() / 2;
        return object(0x24, concat(der::octetString(value.first(half)), der::octetString(value.subspan(half))));
    }

  private:
    bool open;
};

/// What stands in the ContentInfo of a SignedData with one signer.
Bytes signedMessage(const Content& content, const SecurityObjectOptions& options) {
    const Certificate certificate = readCertificate(options.certificateFile);
    const Envelope envelope(options.indefiniteLengths);
    const Bytes encapsulated = envelope.object(
        0x30, concat(der::objectIdentifier(content.type), envelope.object(0xA0, envelope.octets(content.bytes))));
    const Bytes signedData =
        envelope.object(0x30, concat(der::integer(3), der::object(0x31, hashAlgorithm(options.signatureHash)),
                                     encapsulated, embeddedCertificates(certificate.get(), options),
                                     der::object(0x31, signerInfo(content, options, certificate.get()))));
    return concat(der::objectIdentifier("1.2.840.113549.1.7.2"), envelope.object(0xA0, signedData));
}

}  // namespace

Bytes buildSecurityObject(const std::map<int, Bytes>& dataGroups, const SecurityObjectOptions& options) {
    const Bytes message = signedMessage({ldsSecurityObject, buildHashes(dataGroups, options)}, options);
    return der::object(0x77, Envelope(options.indefiniteLengths).object(0x30, message));
}

// The outermost length tells a reader the size of the file, so it is always there.
Bytes buildCardSecurity(ByteView securityInfos, const SecurityObjectOptions& options) {
    const Content content{securityInfosObject, Bytes(securityInfos.begin(), securityInfos.end())};
    return der::object(0x30, signedMessage(content, options));
}

}  // namespace virtual_card
