// Elliptic curves over prime fields.
#include "virtual-card/bignum.hpp"
#include "virtual-card/group.hpp"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/params.h>

namespace virtual_card {
namespace {

using Curve = Owned<EC_GROUP, EC_GROUP_free>;
using Point = Owned<EC_POINT, EC_POINT_free>;
using Parameters = Owned<OSSL_PARAM, OSSL_PARAM_free>;

/// Arithmetic modulo the field's prime, one call an operation.
class Field {
  public:
    explicit Field(const BIGNUM* fieldPrime) : prime(fieldPrime), context(require(BN_CTX_new())) {}

    Number add(const Number& a, const Number& b) const {
        Number sum = newNumber();
        require(BN_mod_add(sum.get(), a.get(), b.get(), prime, context.get()));
        return sum;
    }
    Number multiply(const Number& a, const Number& b) const {
        Number product = newNumber();
        require(BN_mod_mul(product.get(), a.get(), b.get(), prime, context.get()));
        return product;
    }
    Number negate(const Number& a) const {
        const Number zero = newNumber();
        Number result = newNumber();
        require(BN_mod_sub(result.get(), zero.get(), a.get(), prime, context.get()));
        return result;
    }
    Number invert(const Number& a) const {
        return Number(require(BN_mod_inverse(nullptr, a.get(), prime, context.get())));
    }
    Number power(const Number& a, const Number& exponent) const {
        Number result = newNumber();
        require(BN_mod_exp(result.get(), a.get(), exponent.get(), prime, context.get()));
        return result;
    }
    const BIGNUM* modulus() const { return prime; }

  private:
    const BIGNUM* prime;
    NumberContext context;
};

class CurveGroup final : public Group {
  public:
    explicit CurveGroup(Curve theCurve)
        : curve(std::move(theCurve)),
          base(encode(EC_GROUP_get0_generator(curve.get()))),
          baseOrder(numberBytes(EC_GROUP_get0_order(curve.get()), sizeOf(EC_GROUP_get0_order(curve.get())))) {}

    const Bytes& generator() const override { return base; }
    const Bytes& order() const override { return baseOrder; }
    std::size_t fieldBits() const override { return static_cast<std::size_t>(EC_GROUP_get_degree(curve.get())); }
    bool contains(ByteView element) const override { return decode(element) != nullptr; }

    Bytes power(ByteView element, ByteView scalar) const override {
        const Point product(require(EC_POINT_new(curve.get())));
        require(EC_POINT_mul(curve.get(), product.get(), nullptr, require(decode(element).get()),
                             numberFrom(scalar).get(), nullptr));
        return encode(product.get());
    }
    Bytes combine(ByteView left, ByteView right) const override {
        const Point sum(require(EC_POINT_new(curve.get())));
        require(
            EC_POINT_add(curve.get(), sum.get(), require(decode(left).get()), require(decode(right).get()), nullptr));
        return encode(sum.get());
    }
    Bytes sharedSecret(ByteView element) const override {
        const ByteView x = element.subspan(1, (element.size() - 1) / 2);
        return Bytes(x.begin(), x.end());
    }
    std::optional<Bytes> encodeNumber(ByteView number) const override;
    Byte publicKeyTag() const override { return 0x86; }

  private:
    Bytes encode(const EC_POINT* point) const {
        constexpr auto form = POINT_CONVERSION_UNCOMPRESSED;
        Bytes bytes(EC_POINT_point2oct(curve.get(), point, form, nullptr, 0, nullptr));
        require(EC_POINT_point2oct(curve.get(), point, form, bytes.data(), bytes.size(), nullptr) == bytes.size());
        return bytes;
    }
    /// A point of the curve other than infinity, in uncompressed form; null otherwise.
    Point decode(ByteView bytes) const {
        if (bytes.empty() || bytes[0] != 0x04) return nullptr;
        Point point(require(EC_POINT_new(curve.get())));
        if (!EC_POINT_oct2point(curve.get(), point.get(), bytes.data(), bytes.size(), nullptr)) return nullptr;
        return EC_POINT_is_at_infinity(curve.get(), point.get()) ? nullptr : std::move(point);
    }

    Curve curve;
    Bytes base;
    Bytes baseOrder;
};

/// x^3 + a x + b
Number rightSide(const Field& field, const Number& x, const Number& a, const Number& b) {
    return field.add(field.multiply(field.add(field.multiply(x, x), a), x), b);
}

/// 9303-11 appendix B.2, for primes that are 3 modulo 4; the curves allowed here have cofactor 1.
std::optional<Bytes> CurveGroup::encodeNumber(ByteView number) const {
    const Number p = newNumber();
    const Number a = newNumber();
    const Number b = newNumber();
    require(EC_GROUP_get_curve(curve.get(), p.get(), a.get(), b.get(), nullptr));
    const Field field(p.get());
    const Number t = numberFrom(number);
    const Number one = numberFrom(Bytes{1});
    const Number alpha = field.negate(field.multiply(t, t));
    const Number denominator = field.add(alpha, field.multiply(alpha, alpha));
    if (BN_is_zero(denominator.get())) return std::nullopt;
    const Number factor = field.add(one, field.invert(denominator));
    const Number x2 = field.multiply(field.negate(field.multiply(b, field.invert(a))), factor);
    const Number x3 = field.multiply(alpha, x2);
    const Number h2 = rightSide(field, x2, a, b);
    const Number u = field.multiply(field.multiply(field.multiply(t, t), t), h2);
    // A = h2^(p - 1 - (p + 1) / 4), so that A * h2 is a root of h2 when there is one.
    const Number exponent = newNumber();
    require(BN_copy(exponent.get(), p.get()) != nullptr);
    require(BN_add_word(exponent.get(), 1) && BN_rshift(exponent.get(), exponent.get(), 2));
    require(BN_sub(exponent.get(), p.get(), exponent.get()) && BN_sub_word(exponent.get(), 1));
    const Number root = field.power(h2, exponent);
    const bool square = BN_is_one(field.multiply(field.multiply(root, root), h2).get());
    const Number& x = square ? x2 : x3;
    const Number y = field.multiply(root, square ? h2 : u);
    const Point point(require(EC_POINT_new(curve.get())));
    require(EC_POINT_set_affine_coordinates(curve.get(), point.get(), x.get(), y.get(), nullptr));
    return encode(point.get());
}

}  // namespace

GroupPointer curveGroup(int opensslIdentifier) {
    return std::make_shared<CurveGroup>(Curve(require(EC_GROUP_new_by_curve_name(opensslIdentifier))));
}

GroupPointer curveGroupOf(EVP_PKEY* key) {
    OSSL_PARAM* read = nullptr;
    require(EVP_PKEY_todata(key, EVP_PKEY_KEY_PARAMETERS, &read) == 1);
    const Parameters parameters(read);
    return std::make_shared<CurveGroup>(Curve(require(EC_GROUP_new_from_params(parameters.get(), nullptr, nullptr))));
}

}  // namespace virtual_card
