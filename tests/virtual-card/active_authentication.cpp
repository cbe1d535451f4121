#include "virtual-card/active_authentication.hpp"

#include "virtual-card/bignum.hpp"
#include "virtual-card/der.hpp"
#include "virtual-card/errors.hpp"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <map>

namespace virtual_card {
namespace {

using KeyContext = Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using DigestContext = Owned<EVP_MD_CTX, EVP_MD_CTX_free>;
using Signature = Owned<ECDSA_SIG, ECDSA_SIG_free>;
using Options = ActiveAuthenticationOptions;

struct HashFacts {
    Byte trailer;         ///< ISO 9796-2 §8.1, hash-function identifiers of ISO 10118-3
    unsigned plainEcdsa;  ///< last arc of ecdsa-plain-... (TR-03111 §5.2.1.1)
};

const HashFacts& factsOf(const std::string& hash) {
    static const std::map<std::string, HashFacts> facts{{"SHA1", {0x33, 1}},
                                                        {"SHA224", {0x38, 2}},
                                                        {"SHA256", {0x34, 3}},
                                                        {"SHA384", {0x36, 4}},
                                                        {"SHA512", {0x35, 5}}};
    return facts.at(hash);
}

/// The smaller of s and n - s (ISO 9796-2 §B.4, signature function of the first edition).
Bytes smallerOf(ByteView signature, EVP_PKEY* key) {
    BIGNUM* modulusRead = nullptr;
    require(EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_RSA_N, &modulusRead));
    const Number modulus(modulusRead);
    const Number other = newNumber();
    const Number value = numberFrom(signature);
    require(BN_sub(other.get(), modulus.get(), value.get()));
    return numberBytes(BN_cmp(value.get(), other.get()) < 0 ? value.get() : other.get(), signature.size());
}

}  // namespace

Bytes recoverableMessage(std::size_t size, ByteView challenge, const Options& options, const RandomSource& random) {
    const Bytes trailer =
        options.trailer == Options::Trailer::Implicit ? Bytes{0xBC} : Bytes{factsOf(options.hash).trailer, 0xCC};
    const std::size_t around = 1 + digest(options.hash, {}).size() + trailer.size();
    if (size <= around) throw CardFileError("the active authentication key is too short for its hash");
    const Bytes recoverable = random(size - around);
    return concat(Bytes{0x6A}, recoverable, digest(options.hash, concat(recoverable, challenge)), trailer);
}

Bytes activeAuthenticationInfo(const Options& options) {
    const std::string algorithm = "0.4.0.127.0.7.1.1.4.1." + std::to_string(factsOf(options.hash).plainEcdsa);
    return der::sequence({der::objectIdentifier("2.23.136.1.1.5"), der::integer(1), der::objectIdentifier(algorithm)});
}

ActiveAuthentication::ActiveAuthentication(const Options& how)
    : options(how), key(readPrivateKey(how.signsWithFile.empty() ? how.keyFile : how.signsWithFile)) {
    if (kindOf(key.get()) == KeyKind::DiffieHellman) throw CardFileError("a Diffie-Hellman key cannot sign");
    if (kindOf(key.get()) == KeyKind::Rsa && EVP_PKEY_get_bits(key.get()) % 8 != 0) {
        throw CardFileError("the active authentication key has a length of whole bytes");
    }
}

Bytes ActiveAuthentication::sign(ByteView challenge, const RandomSource& random) const {
    return kindOf(key.get()) == KeyKind::Rsa ? signRsa(challenge, random) : signEcdsa(challenge);
}

Bytes ActiveAuthentication::signRsa(ByteView challenge, const RandomSource& random) const {
    const auto size = static_cast<std::size_t>(EVP_PKEY_get_size(key.get()));
    const Bytes message = recoverableMessage(size, challenge, options, random);
    const KeyContext context(require(EVP_PKEY_CTX_new(key.get(), nullptr)));
    require(EVP_PKEY_sign_init(context.get()) == 1);
    require(EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_NO_PADDING) == 1);
    Bytes signature(size);
    std::size_t length = size;
    require(EVP_PKEY_sign(context.get(), signature.data(), &length, message.data(), message.size()) == 1);
    return options.smallerValue ? smallerOf(signature, key.get()) : signature;
}

/// TR-03111 §5.2.1: r and s, each as long as the order of the base point.
Bytes ActiveAuthentication::signEcdsa(ByteView challenge) const {
    const DigestContext context(require(EVP_MD_CTX_new()));
    require(EVP_DigestSignInit_ex(context.get(), nullptr, options.hash.c_str(), nullptr, nullptr, key.get(), nullptr) ==
            1);
    Bytes encoded(static_cast<std::size_t>(EVP_PKEY_get_size(key.get())));
    std::size_t length = encoded.size();
    require(EVP_DigestSign(context.get(), encoded.data(), &length, challenge.data(), challenge.size()) == 1);
    encoded.resize(length);
    if (options.encoding == Options::Encoding::Der) return encoded;
    const Byte* at = encoded.data();
    const Signature signature(require(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(encoded.size()))));
    const auto half = static_cast<std::size_t>(EVP_PKEY_get_bits(key.get()) + 7) / 8;
    return concat(numberBytes(ECDSA_SIG_get0_r(signature.get()), half),
                  numberBytes(ECDSA_SIG_get0_s(signature.get()), half));
}

}  // namespace virtual_card
