#include "emrtd/crypto/signature.hpp"

#include "emrtd/crypto/hash_openssl.hpp"
#include "emrtd/crypto/openssl.hpp"

#include <openssl/core_names.h>
#include <openssl/obj_mac.h>
#include <openssl/params.h>
#include <openssl/rsa.h>

#include <array>

namespace cccd_bridge::emrtd {

namespace {

// Verification time grows with the modulus; no issuer uses more.
constexpr int maxRsaBits = 8192;
constexpr int minRsaBits = 1024;
constexpr int shortRsaBits = 2048;
constexpr int minCurveBits = 160;
constexpr int maxCurveBits = 640;
constexpr int shortCurveBits = 224;
constexpr BN_ULONG maxCofactor = 8;
constexpr std::size_t maxKeyLength = 16 * 1024;
constexpr std::size_t maxSignatureLength = 2048;

bool isRsaKey(const EVP_PKEY* key) {
    const int kind = EVP_PKEY_get_base_id(key);
    return kind == EVP_PKEY_RSA || kind == EVP_PKEY_RSA_PSS;
}

openssl::Number rsaNumber(const EVP_PKEY* key, const char* name) {
    BIGNUM* number = nullptr;
    if (EVP_PKEY_get_bn_param(key, name, &number) != 1) return nullptr;
    return openssl::Number(number);
}

// RFC 8017 §3.1: an odd modulus and an odd exponent of at least three that is smaller; with another one anybody can
// sign.
bool isUsableRsa(const EVP_PKEY* key, int bits) {
    if (bits < minRsaBits || bits > maxRsaBits) return false;
    const auto modulus = rsaNumber(key, OSSL_PKEY_PARAM_RSA_N);
    const auto exponent = rsaNumber(key, OSSL_PKEY_PARAM_RSA_E);
    return modulus && exponent && BN_is_odd(modulus.get()) && BN_is_odd(exponent.get()) && !BN_is_one(exponent.get()) &&
           BN_cmp(exponent.get(), modulus.get()) < 0;
}

bool isCurve(const EVP_PKEY* key) { return EVP_PKEY_get_base_id(key) == EVP_PKEY_EC; }

using Parameters = openssl::Owned<OSSL_PARAM, OSSL_PARAM_free>;

// Domain parameters that nobody published (BSI TR-03111 §4.1.1; SEC 1 §3.1.1.2.1): primes, a curve without singularity,
// a generator on it of that prime order, a small cofactor, not anomalous.
bool isSoundCurve(const EVP_PKEY* key) {
    OSSL_PARAM* raw = nullptr;
    if (EVP_PKEY_todata(key, EVP_PKEY_KEY_PARAMETERS, &raw) != 1) return false;
    const Parameters parameters(raw);
    const openssl::Group group(EC_GROUP_new_from_params(parameters.get(), nullptr, nullptr));
    const openssl::Number prime(BN_new());
    const openssl::NumberContext context(BN_CTX_new());
    if (!group || !prime || !context) return false;
    const BIGNUM* order = EC_GROUP_get0_order(group.get());
    const BIGNUM* cofactor = EC_GROUP_get0_cofactor(group.get());
    return EC_GROUP_get_curve(group.get(), prime.get(), nullptr, nullptr, context.get()) == 1 &&
           BN_num_bits(order) >= minCurveBits && cofactor != nullptr && !BN_is_zero(cofactor) &&
           BN_get_word(cofactor) <= maxCofactor && BN_cmp(order, prime.get()) != 0 &&
           BN_check_prime(prime.get(), context.get(), nullptr) == 1 &&
           BN_check_prime(order, context.get(), nullptr) == 1 && EC_GROUP_check(group.get(), context.get()) == 1;
}

bool isUsableCurve(const EVP_PKEY* key, int bits) {
    if (bits < minCurveBits || bits > maxCurveBits) return false;
    if (EVP_PKEY_get_field_type(key) != NID_X9_62_prime_field) return false;
    return openssl::isNamedCurve(key) || isSoundCurve(key);
}

bool fits(const EVP_PKEY* key, SignatureKind kind) {
    switch (kind) {
        case SignatureKind::RsaPkcs1:
            return EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA;
        case SignatureKind::RsaPss:
            return isRsaKey(key);
        case SignatureKind::Ecdsa:
        case SignatureKind::EcdsaPlain:
            return isCurve(key);
    }
    return false;
}

// r || s, each as long as the curve's order, to the DER form that OpenSSL takes; empty for another length.
Bytes derOfPlain(const EVP_PKEY* key, ByteView plain) {
    const int half = (EVP_PKEY_get_bits(key) + 7) / 8;
    if (plain.size() != 2 * static_cast<std::size_t>(half)) return {};
    openssl::Number r(BN_bin2bn(plain.data(), half, nullptr));
    openssl::Number s(BN_bin2bn(plain.data() + half, half, nullptr));
    const openssl::EcdsaSignature signature(ECDSA_SIG_new());
    if (!r || !s || !signature || ECDSA_SIG_set0(signature.get(), r.get(), s.get()) != 1) return {};
    static_cast<void>(r.release());
    static_cast<void>(s.release());
    const int length = i2d_ECDSA_SIG(signature.get(), nullptr);
    if (length <= 0) return {};
    Bytes der(static_cast<std::size_t>(length));
    Byte* out = der.data();
    i2d_ECDSA_SIG(signature.get(), &out);
    return der;
}

bool applyPss(EVP_PKEY_CTX* context, const SignatureScheme& scheme) {
    return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
           EVP_PKEY_CTX_set_rsa_pss_saltlen(context, static_cast<int>(scheme.saltLength)) == 1 &&
           EVP_PKEY_CTX_set_rsa_mgf1_md(context, openssl::digest(scheme.maskHash)) == 1;
}

bool demandsOther(const EVP_PKEY* key, const char* parameter, HashAlgorithm algorithm) {
    std::array<char, 64> name{};
    if (EVP_PKEY_get_utf8_string_param(key, parameter, name.data(), name.size(), nullptr) != 1) return false;
    return EVP_MD_is_a(openssl::digest(algorithm), name.data()) != 1;
}

// An RSA-PSS key may name the only hashes and the least salt it signs with (RFC 4055 §3.1).
bool forbids(const EVP_PKEY* key, const SignatureScheme& scheme) {
    if (EVP_PKEY_get_base_id(key) != EVP_PKEY_RSA_PSS) return false;
    int salt = 0;
    const bool saltNamed = EVP_PKEY_get_int_param(key, OSSL_PKEY_PARAM_RSA_PSS_SALTLEN, &salt) == 1;
    return demandsOther(key, OSSL_PKEY_PARAM_RSA_DIGEST, *scheme.hash) ||
           demandsOther(key, OSSL_PKEY_PARAM_RSA_MGF1_DIGEST, scheme.maskHash) ||
           (saltNamed && scheme.saltLength < static_cast<std::size_t>(salt));
}

// Before the signature was looked at: it is not one of a key that forbids the scheme; else the library refuses the
// algorithm, by a distribution's policy against SHA-1 for one, which says nothing about the signature.
Result<bool> declined(const EVP_PKEY* key, const SignatureScheme& scheme) {
    const bool byKey = forbids(key, scheme);
    if (!byKey) return openssl::failure("signature algorithm", ErrorCode::CardProtocolUnsupported);
    openssl::forgetErrors();
    return false;
}

}  // namespace

Result<PublicKey> PublicKey::parse(ByteView subjectPublicKeyInfo) {
    if (subjectPublicKeyInfo.size() > maxKeyLength) return fail(ErrorCode::CardFileMalformed, "public key too long");
    const Byte* cursor = subjectPublicKeyInfo.data();
    std::shared_ptr<EVP_PKEY> key(d2i_PUBKEY(nullptr, &cursor, static_cast<long>(subjectPublicKeyInfo.size())),
                                  EVP_PKEY_free);
    if (!key) return openssl::failure("d2i_PUBKEY", ErrorCode::CardFileMalformed);
    if (cursor != subjectPublicKeyInfo.data() + subjectPublicKeyInfo.size())
        return fail(ErrorCode::CardFileMalformed, "bytes behind the public key");
    return adopt(std::move(key));
}

Result<PublicKey> PublicKey::adopt(std::shared_ptr<evp_pkey_st> key) {
    const int bits = EVP_PKEY_get_bits(key.get());
    const bool usable =
        isRsaKey(key.get()) ? isUsableRsa(key.get(), bits) : isCurve(key.get()) && isUsableCurve(key.get(), bits);
    openssl::forgetErrors();
    if (!usable) return fail(ErrorCode::CardProtocolUnsupported, "kind, size or curve of public key");
    return PublicKey(std::move(key));
}

bool PublicKey::isRsa() const { return isRsaKey(key_.get()); }

std::size_t PublicKey::signatureLength() const {
    const auto length = static_cast<std::size_t>((EVP_PKEY_get_bits(key_.get()) + 7) / 8);
    return isRsa() ? length : 2 * length;
}

bool PublicKey::isShort() const { return EVP_PKEY_get_bits(key_.get()) < (isRsa() ? shortRsaBits : shortCurveBits); }

bool PublicKey::hasUnknownCurve() const { return isCurve(key_.get()) && !openssl::isNamedCurve(key_.get()); }

Result<bool> PublicKey::verify(const SignatureScheme& scheme, ByteView data, ByteView signature) const {
    if (!scheme.hash) return fail(ErrorCode::CardProtocolUnsupported, "signature scheme without hash");
    if (!fits(key_.get(), scheme.kind) || signature.size() > maxSignatureLength) return false;
    Bytes converted;
    if (scheme.kind == SignatureKind::EcdsaPlain) {
        converted = derOfPlain(key_.get(), signature);
        signature = converted;
    }
    const openssl::DigestContext context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* keyContext = nullptr;
    if (!context ||
        EVP_DigestVerifyInit(context.get(), &keyContext, openssl::digest(*scheme.hash), nullptr, key_.get()) != 1) {
        return declined(key_.get(), scheme);
    }
    if (scheme.kind == SignatureKind::RsaPss && !applyPss(keyContext, scheme)) return declined(key_.get(), scheme);
    const int verified = EVP_DigestVerify(context.get(), signature.data(), signature.size(), data.data(), data.size());
    openssl::forgetErrors();
    return verified == 1;
}

}  // namespace cccd_bridge::emrtd
