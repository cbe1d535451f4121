#include "support/chip_signer.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/dh.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <stdexcept>

namespace cccd_bridge::emrtd::test {

namespace {

void require(bool done) {
    if (!done) throw std::runtime_error("the test's own cryptography failed");
}

ChipKey own(EVP_PKEY* key) {
    require(key != nullptr);
    return {key, EVP_PKEY_free};
}

Bytes digest(const std::string& hash, ByteView data) {
    Bytes out(EVP_MAX_MD_SIZE);
    unsigned int length = 0;
    require(EVP_Digest(data.data(), data.size(), out.data(), &length, EVP_get_digestbyname(hash.c_str()), nullptr) ==
            1);
    out.resize(length);
    return out;
}

}  // namespace

ChipKey makeRsaKey(int bits) { return own(EVP_RSA_gen(static_cast<unsigned int>(bits))); }

ChipKey makeCurveKey(const std::string& curve, bool explicitParameters) {
    ChipKey key = own(EVP_EC_gen(curve.c_str()));
    if (explicitParameters)
        require(EVP_PKEY_set_utf8_string_param(key.get(), OSSL_PKEY_PARAM_EC_ENCODING, "explicit") == 1);
    return key;
}

ChipKey makeFieldKey(bool withOrder) {
    // RFC 5114 and RFC 7919 groups by OpenSSL's names.
    const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(
        EVP_PKEY_CTX_new_from_name(nullptr, withOrder ? "DHX" : "DH", nullptr), EVP_PKEY_CTX_free);
    require(context && EVP_PKEY_keygen_init(context.get()) == 1 &&
            EVP_PKEY_CTX_set_group_name(context.get(), withOrder ? "dh_2048_256" : "ffdhe2048") == 1);
    EVP_PKEY* key = nullptr;
    require(EVP_PKEY_keygen(context.get(), &key) == 1);
    return own(key);
}

Bytes agreeWith(const ChipKey& key, ByteView otherPublic) {
    const ChipKey other = own(EVP_PKEY_new());
    require(EVP_PKEY_copy_parameters(other.get(), key.get()) == 1 &&
            EVP_PKEY_set1_encoded_public_key(other.get(), otherPublic.data(), otherPublic.size()) == 1);
    const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(EVP_PKEY_CTX_new(key.get(), nullptr),
                                                                              EVP_PKEY_CTX_free);
    std::size_t length = 0;
    require(context && EVP_PKEY_derive_init(context.get()) == 1);
    if (EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_EC) require(EVP_PKEY_CTX_set_dh_pad(context.get(), 1) == 1);
    require(EVP_PKEY_derive_set_peer(context.get(), other.get()) == 1 &&
            EVP_PKEY_derive(context.get(), nullptr, &length) == 1);
    Bytes secret(length);
    require(EVP_PKEY_derive(context.get(), secret.data(), &length) == 1);
    secret.resize(length);
    return secret;
}

ChipKey privateKeyFromDer(ByteView der) {
    const Byte* cursor = der.data();
    return own(d2i_AutoPrivateKey(nullptr, &cursor, static_cast<long>(der.size())));
}

ChipKey privateKeyFromPem(const std::string& pem) {
    const std::unique_ptr<BIO, decltype(&BIO_free)> text(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())),
                                                         BIO_free);
    return own(PEM_read_bio_PrivateKey(text.get(), nullptr, nullptr, nullptr));
}

Bytes subjectPublicKeyInfo(const ChipKey& key) {
    const int length = i2d_PUBKEY(key.get(), nullptr);
    require(length > 0);
    Bytes out(static_cast<std::size_t>(length));
    Byte* cursor = out.data();
    require(i2d_PUBKEY(key.get(), &cursor) == length);
    return out;
}

Bytes signRepresentative(const ChipKey& key, ByteView representative) {
    const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(EVP_PKEY_CTX_new(key.get(), nullptr),
                                                                              EVP_PKEY_CTX_free);
    require(context && EVP_PKEY_decrypt_init(context.get()) == 1 &&
            EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_NO_PADDING) == 1);
    Bytes out(representative.size());
    std::size_t length = out.size();
    require(EVP_PKEY_decrypt(context.get(), out.data(), &length, representative.data(), representative.size()) == 1);
    return out;
}

Bytes otherSignature(const ChipKey& key, ByteView signature) {
    BIGNUM* modulus = nullptr;
    require(EVP_PKEY_get_bn_param(key.get(), OSSL_PKEY_PARAM_RSA_N, &modulus) == 1);
    BIGNUM* number = BN_bin2bn(signature.data(), static_cast<int>(signature.size()), nullptr);
    Bytes out(signature.size());
    require(BN_sub(number, modulus, number) == 1 && BN_bn2binpad(number, out.data(), static_cast<int>(out.size())) > 0);
    BN_free(number);
    BN_free(modulus);
    return out;
}

Bytes signWithRecovery(const ChipKey& key, ByteView challenge, const RecoveryPlan& plan) {
    const auto length = static_cast<std::size_t>(EVP_PKEY_get_size(key.get()));
    const std::size_t hashSize = digest(plan.hash, {}).size();
    Bytes recoverable(length - 1 - hashSize - plan.trailer.size());
    for (std::size_t i = 0; i < recoverable.size(); ++i) recoverable[i] = static_cast<Byte>(i * 7 + 3);
    Bytes message = recoverable;
    message.insert(message.end(), challenge.begin(), challenge.end());
    const Bytes hashed = digest(plan.hash, message);
    Bytes representative{plan.header};
    representative.insert(representative.end(), recoverable.begin(), recoverable.end());
    representative.insert(representative.end(), hashed.begin(), hashed.end());
    representative.insert(representative.end(), plan.trailer.begin(), plan.trailer.end());
    return signRepresentative(key, representative);
}

Bytes signDer(const ChipKey& key, ByteView challenge, const std::string& hash) {
    const Bytes hashed = digest(hash, challenge);
    const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(EVP_PKEY_CTX_new(key.get(), nullptr),
                                                                              EVP_PKEY_CTX_free);
    std::size_t length = 0;
    require(context && EVP_PKEY_sign_init(context.get()) == 1 &&
            EVP_PKEY_sign(context.get(), nullptr, &length, hashed.data(), hashed.size()) == 1);
    Bytes out(length);
    require(EVP_PKEY_sign(context.get(), out.data(), &length, hashed.data(), hashed.size()) == 1);
    out.resize(length);
    return out;
}

Bytes signPlain(const ChipKey& key, ByteView challenge, const std::string& hash) {
    const Bytes der = signDer(key, challenge, hash);
    const Byte* cursor = der.data();
    ECDSA_SIG* signature = d2i_ECDSA_SIG(nullptr, &cursor, static_cast<long>(der.size()));
    require(signature != nullptr);
    const int half = (EVP_PKEY_get_bits(key.get()) + 7) / 8;
    Bytes out(2 * static_cast<std::size_t>(half));
    BN_bn2binpad(ECDSA_SIG_get0_r(signature), out.data(), half);
    BN_bn2binpad(ECDSA_SIG_get0_s(signature), out.data() + half, half);
    ECDSA_SIG_free(signature);
    return out;
}

}  // namespace cccd_bridge::emrtd::test
