#include "virtual-card/group.hpp"

#include "virtual-card/bignum.hpp"
#include "virtual-card/errors.hpp"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>

#include <array>

namespace virtual_card {

Bytes Group::randomScalar(const RandomSource& random) const {
    const Number limit = numberFrom(order());
    while (true) {
        const Number scalar = numberFrom(random(sizeOf(limit.get())));
        BN_mask_bits(scalar.get(), BN_num_bits(limit.get()));
        if (!BN_is_zero(scalar.get()) && BN_cmp(scalar.get(), limit.get()) < 0) {
            return numberBytes(scalar.get(), sizeOf(limit.get()));
        }
    }
}

Bytes Group::divideScalars(ByteView dividend, ByteView divisor) const {
    const NumberContext context(require(BN_CTX_new()));
    const Number limit = numberFrom(order());
    const Number inverse(require(BN_mod_inverse(nullptr, numberFrom(divisor).get(), limit.get(), context.get())));
    const Number quotient = newNumber();
    require(BN_mod_mul(quotient.get(), numberFrom(dividend).get(), inverse.get(), limit.get(), context.get()));
    return numberBytes(quotient.get(), sizeOf(limit.get()));
}

GroupPointer standardGroup(int parameterId) {
    static const std::array<std::string, 3> modular{"dh_1024_160", "dh_2048_224", "dh_2048_256"};
    static constexpr std::array curves{NID_X9_62_prime192v1, NID_brainpoolP192r1,  NID_secp224r1,
                                       NID_brainpoolP224r1,  NID_X9_62_prime256v1, NID_brainpoolP256r1,
                                       NID_brainpoolP320r1,  NID_secp384r1,        NID_brainpoolP384r1,
                                       NID_brainpoolP512r1,  NID_secp521r1};
    const auto number = static_cast<std::size_t>(parameterId);
    return number < modular.size() ? modularGroup(modular[number]) : curveGroup(curves.at(number - 8));
}

GroupPointer groupOf(EVP_PKEY* key) {
    switch (kindOf(key)) {
        case KeyKind::EllipticCurve:
            return curveGroupOf(key);
        case KeyKind::DiffieHellman:
            return modularGroupOf(key);
        case KeyKind::Rsa:
            break;
    }
    throw CardFileError("an RSA key agrees on nothing");
}

Bytes privateScalar(EVP_PKEY* key) {
    BIGNUM* value = nullptr;
    require(EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_PRIV_KEY, &value));
    const Number scalar(value);
    return numberBytes(scalar.get(), sizeOf(scalar.get()));
}

Bytes publicElement(EVP_PKEY* key) {
    const GroupPointer group = groupOf(key);
    return group->power(group->generator(), privateScalar(key));
}

}  // namespace virtual_card
