#include "support/issuer.hpp"

#include "emrtd/crypto/hash.hpp"
#include "emrtd/tlv.hpp"
#include "support/scripted_transport.hpp"

#include <openssl/cms.h>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

#include <array>
#include <stdexcept>
#include <utility>

namespace cccd_bridge::emrtd::test {

namespace {

void require(bool condition, const char* what) {
    if (!condition) throw std::runtime_error(what);
}

using BioOwner = std::unique_ptr<BIO, decltype(&BIO_free)>;

std::shared_ptr<EVP_PKEY> makeKey(KeyKind kind) {
    const bool rsa = kind == KeyKind::Rsa2048;
    const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(
        EVP_PKEY_CTX_new_from_name(nullptr, rsa ? "RSA" : "EC", nullptr), &EVP_PKEY_CTX_free);
    require(context && EVP_PKEY_keygen_init(context.get()) == 1, "keygen");
    constexpr std::array<const char*, 7> names{
        "", "P-256", "P-384", "brainpoolP256r1", "brainpoolP384r1", "brainpoolP512r1", "P-192"};
    if (rsa)
        require(EVP_PKEY_CTX_set_rsa_keygen_bits(context.get(), 2048) == 1, "bits");
    else
        require(EVP_PKEY_CTX_set_group_name(context.get(), names[static_cast<std::size_t>(kind)]) == 1, "group");
    if (kind == KeyKind::BrainpoolP512Explicit)
        require(EVP_PKEY_CTX_set_ec_param_enc(context.get(), OPENSSL_EC_EXPLICIT_CURVE) == 1, "encoding");
    EVP_PKEY* key = nullptr;
    require(EVP_PKEY_generate(context.get(), &key) == 1, "generate");
    return {key, EVP_PKEY_free};
}

void addName(X509_NAME* name, const char* field, const std::string& value) {
    if (!value.empty())
        require(X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8,
                                           reinterpret_cast<const unsigned char*>(value.c_str()), -1, -1, 0) == 1,
                "name");
}

void addExtension(X509* certificate, X509* issuer, int nid, const char* value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> extension(
        X509V3_EXT_conf_nid(nullptr, &context, nid, value), &X509_EXTENSION_free);
    require(extension && X509_add_ext(certificate, extension.get(), -1) == 1, "extension");
}

void sign(X509* certificate, EVP_PKEY* key, const CertificatePlan& plan) {
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    EVP_PKEY_CTX* keyContext = nullptr;
    require(
        EVP_DigestSignInit(context.get(), &keyContext, EVP_get_digestbyname(plan.digest.c_str()), nullptr, key) == 1,
        "sign init");
    if (plan.probabilistic)
        require(EVP_PKEY_CTX_set_rsa_padding(keyContext, RSA_PKCS1_PSS_PADDING) == 1 &&
                    EVP_PKEY_CTX_set_rsa_pss_saltlen(keyContext, 32) == 1,
                "pss");
    require(X509_sign_ctx(certificate, context.get()) > 0, "sign");
}

std::string drain(BIO* bio) {
    const char* text = nullptr;
    const long length = BIO_get_mem_data(bio, &text);
    return std::string(text, static_cast<std::size_t>(length));
}

HashAlgorithm algorithm(const std::string& name) {
    if (name == "SHA1") return HashAlgorithm::Sha1;
    if (name == "SHA224") return HashAlgorithm::Sha224;
    if (name == "SHA384") return HashAlgorithm::Sha384;
    if (name == "SHA512") return HashAlgorithm::Sha512;
    return HashAlgorithm::Sha256;
}

Bytes hashIdentifier(const std::string& name) {
    const char* oid = "0609608648016503040201";
    if (name == "SHA1") oid = "06052B0E03021A";
    if (name == "SHA224") oid = "0609608648016503040204";
    if (name == "SHA384") oid = "0609608648016503040202";
    if (name == "SHA512") oid = "0609608648016503040203";
    if (name == "SM3") oid = "06082A811CCF55018311";
    return makeTlv(0x30, hex(oid));
}

void append(Bytes& out, const Bytes& more) { out.insert(out.end(), more.begin(), more.end()); }

Bytes ldsSecurityObject(const SecurityObjectPlan& plan) {
    Bytes hashes;
    for (const auto& [number, content] : plan.files) {
        Bytes entry = makeTlv(0x02, std::array{static_cast<Byte>(number)});
        append(entry, makeTlv(0x04, hash(algorithm(plan.hash), content).value()));
        append(hashes, makeTlv(0x30, entry));
    }
    Bytes object = plan.newVersion ? hex("020101") : hex("020100");
    append(object, hashIdentifier(plan.hash));
    append(object, makeTlv(0x30, hashes));
    if (plan.newVersion) append(object, hex("300E1304303130381306303430303030"));
    return makeTlv(0x30, object);
}

void addSigner(CMS_ContentInfo* cms, const SecurityObjectPlan& plan, const Identity& signer) {
    unsigned int flags = CMS_PARTIAL | CMS_BINARY | CMS_NOSMIMECAP;
    if (!plan.embedSigner) flags |= CMS_NOCERTS;
    if (plan.byKeyIdentifier) flags |= CMS_USE_KEYID;
    if (plan.probabilistic) flags |= CMS_KEY_PARAM;
    if (plan.bare) flags |= CMS_NOATTR;
    CMS_SignerInfo* info = CMS_add1_signer(cms, signer.certificate.get(), signer.key.get(),
                                           EVP_get_digestbyname(plan.digest.c_str()), flags);
    require(info != nullptr, "signer");
    if (plan.probabilistic) {
        EVP_PKEY_CTX* context = CMS_SignerInfo_get0_pkey_ctx(info);
        require(EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
                    EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) == 1,
                "pss");
    }
    if (plan.signingTime) {
        const std::unique_ptr<ASN1_TIME, decltype(&ASN1_TIME_free)> time(
            ASN1_TIME_set(nullptr, plan.signingTime->time_since_epoch().count()), &ASN1_TIME_free);
        require(CMS_signed_add1_attr_by_NID(info, NID_pkcs9_signingTime, time->type, time.get(), -1) == 1, "time");
    }
}

}  // namespace

Bytes Identity::der() const {
    Bytes out(static_cast<std::size_t>(i2d_X509(certificate.get(), nullptr)));
    Byte* cursor = out.data();
    i2d_X509(certificate.get(), &cursor);
    return out;
}

std::string Identity::pem() const {
    const BioOwner bio(BIO_new(BIO_s_mem()), &BIO_free);
    require(PEM_write_bio_X509(bio.get(), certificate.get()) == 1, "pem");
    return drain(bio.get());
}

CertificatePlan issuerPlan(KeyKind key, std::string country) {
    CertificatePlan plan;
    plan.country = std::move(country);
    plan.key = key;
    plan.certificationAuthority = true;
    plan.keyUsage = "critical,keyCertSign,cRLSign";
    return plan;
}

CertificatePlan signerPlan(KeyKind key, std::string country) {
    CertificatePlan plan;
    plan.country = std::move(country);
    plan.name = "Test Signer";
    plan.key = key;
    return plan;
}

Identity makeIdentity(const CertificatePlan& plan, const Identity* issuer) {
    Identity identity{plan.existingKey ? plan.existingKey : makeKey(plan.key), {X509_new(), X509_free}};
    X509* certificate = identity.certificate.get();
    X509* issuerCertificate = issuer ? issuer->certificate.get() : certificate;
    X509_set_version(certificate, X509_VERSION_3);
    static long serial = 0x7F00;
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), ++serial);
    const auto setTime = [](ASN1_TIME* time, std::chrono::sys_seconds at) {
        require(ASN1_TIME_set(time, at.time_since_epoch().count()) != nullptr, "time");
    };
    setTime(X509_getm_notBefore(certificate), plan.notBefore);
    setTime(X509_getm_notAfter(certificate), plan.notAfter);
    addName(X509_get_subject_name(certificate), "C", plan.country);
    addName(X509_get_subject_name(certificate), "CN", plan.name);
    X509_set_issuer_name(certificate, X509_get_subject_name(issuerCertificate));
    X509_set_pubkey(certificate, identity.key.get());
    addExtension(certificate, issuerCertificate, NID_subject_key_identifier, "hash");
    if (plan.authorityKeyIdentifier)
        addExtension(certificate, issuerCertificate, NID_authority_key_identifier, "keyid:always");
    if (plan.certificationAuthority)
        addExtension(certificate, issuerCertificate, NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
    if (*plan.keyUsage != '\0') addExtension(certificate, issuerCertificate, NID_key_usage, plan.keyUsage);
    for (const auto& [nid, value] : plan.extensions) addExtension(certificate, issuerCertificate, nid, value);
    sign(certificate, issuer ? issuer->key.get() : identity.key.get(), plan);
    return identity;
}

Bytes makeSecurityObject(const SecurityObjectPlan& plan, const Identity& signer) {
    const Bytes out = makeSignedData(plan, signer, "2.23.136.1.1.1", ldsSecurityObject(plan));
    return plan.wrapped ? makeTlv(0x77, out) : out;
}

Bytes makeSignedData(const SecurityObjectPlan& plan, const Identity& signer, const char* contentType,
                     const Bytes& content) {
    const BioOwner input(BIO_new_mem_buf(content.data(), static_cast<int>(content.size())), &BIO_free);
    const unsigned int common = CMS_PARTIAL | CMS_BINARY | (plan.streamed ? CMS_STREAM : 0U);
    const std::unique_ptr<CMS_ContentInfo, decltype(&CMS_ContentInfo_free)> cms(
        CMS_sign(nullptr, nullptr, nullptr, nullptr, common), &CMS_ContentInfo_free);
    const std::unique_ptr<ASN1_OBJECT, decltype(&ASN1_OBJECT_free)> type(OBJ_txt2obj(contentType, 1),
                                                                         &ASN1_OBJECT_free);
    require(cms && CMS_set1_eContentType(cms.get(), type.get()) == 1, "content type");
    addSigner(cms.get(), plan, signer);
    for (const Identity& companion : plan.companions)
        require(CMS_add1_cert(cms.get(), companion.certificate.get()) == 1, "companion");
    const BioOwner out(BIO_new(BIO_s_mem()), &BIO_free);
    if (plan.streamed) {
        require(i2d_CMS_bio_stream(out.get(), cms.get(), input.get(), CMS_STREAM | CMS_BINARY) == 1, "stream");
    } else {
        require(CMS_final(cms.get(), input.get(), nullptr, CMS_BINARY) == 1, "final");
        require(i2d_CMS_bio(out.get(), cms.get()) == 1, "encode");
    }
    const std::string encoded = drain(out.get());
    return Bytes(encoded.begin(), encoded.end());
}

Bytes makeRevocationList(const RevocationListPlan& plan, const Identity& issuer) {
    const std::unique_ptr<X509_CRL, decltype(&X509_CRL_free)> list(X509_CRL_new(), &X509_CRL_free);
    using TimeOwner = std::unique_ptr<ASN1_TIME, decltype(&ASN1_TIME_free)>;
    const auto time = [](std::chrono::sys_seconds at) {
        return TimeOwner(ASN1_TIME_set(nullptr, at.time_since_epoch().count()), &ASN1_TIME_free);
    };
    X509_CRL_set_version(list.get(), X509_CRL_VERSION_2);
    X509_CRL_set_issuer_name(list.get(), X509_get_subject_name(issuer.certificate.get()));
    X509_CRL_set1_lastUpdate(list.get(), time(plan.thisUpdate).get());
    if (plan.nextUpdate) X509_CRL_set1_nextUpdate(list.get(), time(*plan.nextUpdate).get());
    for (const Bytes& serial : plan.serialNumbers) {
        X509_REVOKED* entry = X509_REVOKED_new();
        const std::unique_ptr<BIGNUM, decltype(&BN_free)> number(
            BN_bin2bn(serial.data(), static_cast<int>(serial.size()), nullptr), &BN_free);
        const std::unique_ptr<ASN1_INTEGER, decltype(&ASN1_INTEGER_free)> integer(
            BN_to_ASN1_INTEGER(number.get(), nullptr), &ASN1_INTEGER_free);
        X509_REVOKED_set_serialNumber(entry, integer.get());
        X509_REVOKED_set_revocationDate(entry, time(plan.thisUpdate).get());
        require(X509_CRL_add0_revoked(list.get(), entry) == 1, "revoked");
    }
    for (const auto& [nid, value] : plan.extensions) {
        X509V3_CTX context;
        X509V3_set_ctx(&context, issuer.certificate.get(), nullptr, nullptr, list.get(), 0);
        const std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> extension(
            X509V3_EXT_conf_nid(nullptr, &context, nid, value), &X509_EXTENSION_free);
        require(extension && X509_CRL_add_ext(list.get(), extension.get(), -1) == 1, "list extension");
    }
    require(X509_CRL_sign(list.get(), issuer.key.get(), EVP_sha256()) > 0, "sign list");
    Bytes out(static_cast<std::size_t>(i2d_X509_CRL(list.get(), nullptr)));
    Byte* cursor = out.data();
    i2d_X509_CRL(list.get(), &cursor);
    return out;
}

Bytes masterListOf(const std::vector<Identity>& issuers) {
    Bytes certificates;
    for (const Identity& issuer : issuers) append(certificates, issuer.der());
    Bytes list = hex("020100");
    append(list, makeTlv(0x31, certificates));
    return makeTlv(0x30, list);
}

CertificatePlan listSignerPlan(std::string country) {
    CertificatePlan plan = signerPlan(KeyKind::P256, std::move(country));
    plan.name = "List Signer";
    plan.extensions = {{NID_ext_key_usage, "critical,2.23.136.1.1.3"}};
    return plan;
}

Bytes makeDataGroup1(const std::string& issuingState) {
    std::string mrz = "IDVNM1990123456001199012345<<79902059F2402055VNM<<<<<<<<<<<8NGUYEN<<THI<MAU<<<<<<<<<<<<<<<";
    mrz.replace(2, 3, issuingState);
    return makeTlv(0x61, makeTlv(0x5F1F, ByteView(reinterpret_cast<const Byte*>(mrz.data()), mrz.size())));
}

}  // namespace cccd_bridge::emrtd::test
