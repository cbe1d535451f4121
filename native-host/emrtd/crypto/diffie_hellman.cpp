#include "emrtd/crypto/diffie_hellman.hpp"

#include "emrtd/asn1_tags.hpp"
#include "emrtd/crypto/openssl.hpp"
#include "emrtd/crypto/random_number.hpp"
#include "emrtd/tlv.hpp"

#include <openssl/core_names.h>
#include <openssl/params.h>

#include <array>
#include <string>

namespace cccd_bridge::emrtd {

namespace {

// Three 2048-bit numbers with their headers, and validation parameters behind them.
constexpr std::size_t maxDomainParameters = 2048;

// ICAO 9303-11 §9.5.1, parameter numbers 0 to 2 in order, as OpenSSL names the groups of RFC 5114 §2.1 to §2.3.
constexpr std::array<const char*, 3> groupNames{"dh_1024_160", "dh_2048_224", "dh_2048_256"};

std::shared_ptr<BIGNUM> newNumber() { return {BN_secure_new(), BN_clear_free}; }

openssl::Key namedGroup(const char* name) {
    const openssl::KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "DHX", nullptr));
    std::string group(name);
    std::array<OSSL_PARAM, 2> parameters{
        OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group.data(), group.size()),
        OSSL_PARAM_construct_end()};
    EVP_PKEY* key = nullptr;
    if (!context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_KEY_PARAMETERS, parameters.data()) != 1)
        return nullptr;
    return openssl::Key(key);
}

std::shared_ptr<BIGNUM> parameterOf(const EVP_PKEY* key, const char* name) {
    BIGNUM* number = nullptr;
    EVP_PKEY_get_bn_param(key, name, &number);
    return {number, BN_clear_free};
}

bool sameNumber(const BIGNUM* number, const Tlv& integer) {
    const openssl::Number other(BN_bin2bn(integer.value.data(), static_cast<int>(integer.value.size()), nullptr));
    return other && BN_cmp(number, other.get()) == 0;
}

}  // namespace

Result<DiffieHellmanGroup> DiffieHellmanGroup::standardised(int parameterId) {
    if (parameterId < 0 || parameterId >= static_cast<int>(groupNames.size()))
        return fail(ErrorCode::CardProtocolUnsupported, "domain parameters are no standardised group");
    const openssl::Key key = namedGroup(groupNames[static_cast<std::size_t>(parameterId)]);
    if (!key) return openssl::failure("EVP_PKEY_fromdata", ErrorCode::CardProtocolUnsupported);
    auto prime = parameterOf(key.get(), OSSL_PKEY_PARAM_FFC_P);
    auto order = parameterOf(key.get(), OSSL_PKEY_PARAM_FFC_Q);
    auto generator = parameterOf(key.get(), OSSL_PKEY_PARAM_FFC_G);
    if (!prime || !order || !generator) return openssl::failure("EVP_PKEY_get_bn_param");
    return DiffieHellmanGroup(std::move(prime), std::move(order), FieldElement(std::move(generator)));
}

std::optional<int> DiffieHellmanGroup::standardisedIdOf(ByteView domainParameters) {
    if (domainParameters.size() > maxDomainParameters) return std::nullopt;
    auto numbers = enterWhole(domainParameters, tagSequence);
    if (!numbers) return std::nullopt;
    const auto prime = numbers->expect(tagInteger);
    const auto generator = numbers->expect(tagInteger);
    const auto order = numbers->expect(tagInteger);
    if (!prime || !generator || !order) return std::nullopt;
    for (int id = 0; id < static_cast<int>(groupNames.size()); ++id) {
        const auto group = standardised(id);
        if (group && sameNumber(group->prime_.get(), *prime) && sameNumber(group->order_.get(), *order) &&
            sameNumber(group->generator_.handle(), *generator))
            return id;
    }
    return std::nullopt;
}

Result<Bytes> DiffieHellmanGroup::parameters() const {
    Bytes numbers;
    for (const BIGNUM* number : std::array<const BIGNUM*, 3>{prime_.get(), generator_.handle(), order_.get()}) {
        // A zero in front where the highest bit is set, which would else mean a negative number.
        Bytes content(static_cast<std::size_t>(BN_num_bits(number) / 8 + 1));
        if (BN_bn2binpad(number, content.data(), static_cast<int>(content.size())) < 0)
            return openssl::failure("BN_bn2binpad");
        appendTlv(numbers, tagInteger, content);
    }
    return makeTlv(tagSequence, numbers);
}

std::size_t DiffieHellmanGroup::fieldBits() const { return static_cast<std::size_t>(BN_num_bits(prime_.get())); }

Result<FieldExponent> DiffieHellmanGroup::randomExponent(RandomSource& random) const {
    TRY(auto number, openssl::randomBelow(order_.get(), random));
    return FieldExponent(std::move(number));
}

Result<FieldElement> DiffieHellmanGroup::decode(ByteView encoded) const {
    if (encoded.empty() || encoded.size() > static_cast<std::size_t>(BN_num_bytes(prime_.get())))
        return fail(ErrorCode::CardProtocolViolation, "public key of impossible length");
    auto number = newNumber();
    const openssl::Number largest(BN_dup(prime_.get()));
    if (!number || !largest || !BN_bin2bn(encoded.data(), static_cast<int>(encoded.size()), number.get()) ||
        BN_sub_word(largest.get(), 1) != 1)
        return openssl::failure("BN_bin2bn");
    if (BN_is_zero(number.get()) || BN_is_one(number.get()) || BN_cmp(number.get(), largest.get()) >= 0)
        return fail(ErrorCode::CardProtocolViolation, "public key is out of range");
    const openssl::NumberContext context(BN_CTX_secure_new());
    const openssl::Number check(BN_new());
    if (!context || !check || BN_mod_exp(check.get(), number.get(), order_.get(), prime_.get(), context.get()) != 1)
        return openssl::failure("BN_mod_exp");
    if (!BN_is_one(check.get()))
        return fail(ErrorCode::CardProtocolViolation, "public key is not in the prime-order subgroup");
    return FieldElement(std::move(number));
}

Result<Bytes> DiffieHellmanGroup::encode(const FieldElement& element) const {
    Bytes out(static_cast<std::size_t>(BN_num_bytes(element.handle())));
    if (BN_bn2bin(element.handle(), out.data()) < 0) return openssl::failure("BN_bn2bin");
    return out;
}

Result<FieldElement> DiffieHellmanGroup::power(const FieldElement& base, const FieldExponent& exponent) const {
    auto out = newNumber();
    const openssl::NumberContext context(BN_CTX_secure_new());
    // Constant time, because the exponent bears BN_FLG_CONSTTIME.
    if (!out || !context || BN_mod_exp(out.get(), base.handle(), exponent.handle(), prime_.get(), context.get()) != 1)
        return openssl::failure("BN_mod_exp");
    return generating(std::move(out));
}

Result<FieldElement> DiffieHellmanGroup::mapGeneric(ByteView nonce, const FieldElement& shared) const {
    const openssl::NumberContext context(BN_CTX_secure_new());
    const openssl::Number exponent(BN_bin2bn(nonce.data(), static_cast<int>(nonce.size()), nullptr));
    auto out = newNumber();
    if (!context || !exponent || !out) return openssl::failure("BN_bin2bn");
    BN_set_flags(exponent.get(), BN_FLG_CONSTTIME);
    if (BN_mod_exp(out.get(), generator_.handle(), exponent.get(), prime_.get(), context.get()) != 1 ||
        BN_mod_mul(out.get(), out.get(), shared.handle(), prime_.get(), context.get()) != 1)
        return openssl::failure("BN_mod_exp");
    return generating(std::move(out));
}

Result<FieldElement> DiffieHellmanGroup::mapIntegrated(ByteView number) const {
    const openssl::NumberContext context(BN_CTX_secure_new());
    const openssl::Number base(BN_bin2bn(number.data(), static_cast<int>(number.size()), nullptr));
    const openssl::Number cofactor(BN_dup(prime_.get()));
    auto out = newNumber();
    if (!context || !base || !cofactor || !out) return openssl::failure("BN_bin2bn");
    if (BN_sub_word(cofactor.get(), 1) != 1 ||
        BN_div(cofactor.get(), nullptr, cofactor.get(), order_.get(), context.get()) != 1 ||
        BN_nnmod(base.get(), base.get(), prime_.get(), context.get()) != 1 ||
        BN_mod_exp(out.get(), base.get(), cofactor.get(), prime_.get(), context.get()) != 1)
        return openssl::failure("BN_mod_exp");
    return generating(std::move(out));
}

Result<SecretBytes> DiffieHellmanGroup::sharedSecret(const FieldElement& element) const {
    SecretBytes out(static_cast<std::size_t>(BN_num_bytes(prime_.get())));
    if (BN_bn2binpad(element.handle(), out.data(), static_cast<int>(out.size())) < 0)
        return openssl::failure("BN_bn2binpad");
    return out;
}

Result<FieldElement> DiffieHellmanGroup::generating(std::shared_ptr<bignum_st> number) const {
    if (BN_is_zero(number.get()) || BN_is_one(number.get()))
        return fail(ErrorCode::CardProtocolViolation, "result generates no group");
    return FieldElement(std::move(number));
}

}  // namespace cccd_bridge::emrtd
