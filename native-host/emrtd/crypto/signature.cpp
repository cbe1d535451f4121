#include "emrtd/crypto/signature.hpp"

#include "emrtd/crypto/hash_openssl.hpp"
#include "emrtd/crypto/openssl.hpp"

#include <openssl/rsa.h>

namespace cccd_bridge::emrtd {

namespace {

// Verification time grows with the modulus; no issuer uses more.
constexpr int maxRsaBits = 8192;
constexpr int minRsaBits = 1024;
constexpr std::size_t maxKeyLength = 16 * 1024;
constexpr std::size_t maxSignatureLength = 2048;

bool isRsaKey(const EVP_PKEY* key) {
    const int kind = EVP_PKEY_get_base_id(key);
    return kind == EVP_PKEY_RSA || kind == EVP_PKEY_RSA_PSS;
}

bool isCurve(const EVP_PKEY* key) { return EVP_PKEY_get_base_id(key) == EVP_PKEY_EC; }

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
    if (isRsaKey(key.get()) ? bits < minRsaBits || bits > maxRsaBits : !isCurve(key.get()))
        return fail(ErrorCode::CardProtocolUnsupported, "kind or size of public key");
    return PublicKey(std::move(key));
}

bool PublicKey::isRsa() const { return isRsaKey(key_.get()); }

std::size_t PublicKey::signatureLength() const {
    const auto length = static_cast<std::size_t>((EVP_PKEY_get_bits(key_.get()) + 7) / 8);
    return isRsa() ? length : 2 * length;
}

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
        // An RSA-PSS key may forbid this hash: then the signature is not one of this key.
        openssl::forgetErrors();
        return false;
    }
    if (scheme.kind == SignatureKind::RsaPss && !applyPss(keyContext, scheme)) {
        openssl::forgetErrors();
        return false;
    }
    const int verified = EVP_DigestVerify(context.get(), signature.data(), signature.size(), data.data(), data.size());
    openssl::forgetErrors();
    return verified == 1;
}

}  // namespace cccd_bridge::emrtd
