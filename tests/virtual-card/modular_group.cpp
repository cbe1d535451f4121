// Subgroups of the integers modulo a prime (RFC 5114 §2).
#include "virtual-card/bignum.hpp"
#include "virtual-card/group.hpp"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <array>

namespace virtual_card {
namespace {

using Key = Owned<EVP_PKEY, EVP_PKEY_free>;
using KeyContext = Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;

class ModularGroup final : public Group {
  public:
    ModularGroup(Number modulus, const BIGNUM* base, Number subgroupOrder)
        : prime(std::move(modulus)),
          size(sizeOf(prime.get())),
          baseElement(numberBytes(base, size)),
          groupOrder(std::move(subgroupOrder)),
          orderBytes(numberBytes(groupOrder.get(), sizeOf(groupOrder.get()))) {}

    const Bytes& generator() const override { return baseElement; }
    const Bytes& order() const override { return orderBytes; }
    std::size_t fieldBits() const override { return static_cast<std::size_t>(BN_num_bits(prime.get())); }

    /// RFC 2631 §2.1.5: 2 to p - 2, and of the right order.
    bool contains(ByteView element) const override {
        const Number value = numberFrom(element);
        const Number last = newNumber();
        require(BN_sub(last.get(), prime.get(), BN_value_one()));
        if (element.size() > size || BN_cmp(value.get(), BN_value_one()) <= 0) return false;
        if (BN_cmp(value.get(), last.get()) >= 0) return false;
        return BN_is_one(numberFrom(power(element, orderBytes)).get());
    }
    Bytes power(ByteView element, ByteView scalar) const override {
        return raise(numberFrom(element), numberFrom(scalar));
    }
    Bytes combine(ByteView left, ByteView right) const override {
        const NumberContext context(require(BN_CTX_new()));
        const Number product = newNumber();
        require(BN_mod_mul(product.get(), numberFrom(left).get(), numberFrom(right).get(), prime.get(), context.get()));
        return numberBytes(product.get(), size);
    }
    Bytes sharedSecret(ByteView element) const override { return Bytes(element.begin(), element.end()); }

    /// 9303-11 §4.4.3.3.2: the number to the power of the cofactor.
    std::optional<Bytes> encodeNumber(ByteView number) const override {
        const NumberContext context(require(BN_CTX_new()));
        const Number cofactor = newNumber();
        const Number last = newNumber();
        require(BN_sub(last.get(), prime.get(), BN_value_one()));
        require(BN_div(cofactor.get(), nullptr, last.get(), groupOrder.get(), context.get()));
        Bytes element = raise(numberFrom(number), cofactor);
        if (BN_cmp(numberFrom(element).get(), BN_value_one()) <= 0) return std::nullopt;
        return element;
    }
    Byte publicKeyTag() const override { return 0x84; }

  private:
    Bytes raise(const Number& base, const Number& exponent) const {
        const NumberContext context(require(BN_CTX_new()));
        const Number result = newNumber();
        require(BN_mod_exp(result.get(), base.get(), exponent.get(), prime.get(), context.get()));
        return numberBytes(result.get(), size);
    }

    Number prime;
    std::size_t size;
    Bytes baseElement;
    Number groupOrder;
    Bytes orderBytes;
};

Number parameterOf(EVP_PKEY* key, const char* name) {
    BIGNUM* value = nullptr;
    require(EVP_PKEY_get_bn_param(key, name, &value));
    return Number(value);
}

}  // namespace

GroupPointer modularGroup(const std::string& opensslName) {
    const KeyContext context(require(EVP_PKEY_CTX_new_from_name(nullptr, "DHX", nullptr)));
    require(EVP_PKEY_paramgen_init(context.get()) == 1);
    std::string name = opensslName;
    const std::array parameters{OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, name.data(), 0),
                                OSSL_PARAM_construct_end()};
    require(EVP_PKEY_CTX_set_params(context.get(), parameters.data()) == 1);
    EVP_PKEY* made = nullptr;
    require(EVP_PKEY_paramgen(context.get(), &made) == 1);
    const Key key(made);
    return modularGroupOf(key.get());
}

GroupPointer modularGroupOf(EVP_PKEY* key) {
    const Number base = parameterOf(key, OSSL_PKEY_PARAM_FFC_G);
    return std::make_shared<ModularGroup>(parameterOf(key, OSSL_PKEY_PARAM_FFC_P), base.get(),
                                          parameterOf(key, OSSL_PKEY_PARAM_FFC_Q));
}

}  // namespace virtual_card
