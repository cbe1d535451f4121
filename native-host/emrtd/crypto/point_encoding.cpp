// The map from field elements to points of integrated mapping (ICAO 9303-11 §4.4.3.3.2, Appendix B.2).
#include "emrtd/crypto/elliptic_curve.hpp"
#include "emrtd/crypto/openssl.hpp"

namespace cccd_bridge::emrtd {

namespace {

/// Numbers of one computation modulo p; any step that fails makes the whole fail.
class ModularSteps {
  public:
    ModularSteps(const BIGNUM* prime, BN_CTX* context) : prime_(prime), context_(context) {}

    BIGNUM* fresh() { return checked(BN_CTX_get(context_)); }
    BIGNUM* product(const BIGNUM* a, const BIGNUM* b) {
        BIGNUM* out = fresh();
        ok_ = ok_ && BN_mod_mul(out, a, b, prime_, context_) == 1;
        return out;
    }
    BIGNUM* sum(const BIGNUM* a, const BIGNUM* b) {
        BIGNUM* out = fresh();
        ok_ = ok_ && BN_mod_add(out, a, b, prime_, context_) == 1;
        return out;
    }
    BIGNUM* negative(const BIGNUM* a) {
        BIGNUM* out = fresh();
        ok_ = ok_ && BN_mod_sub(out, prime_, a, prime_, context_) == 1;
        return out;
    }
    BIGNUM* inverse(const BIGNUM* a) {
        BIGNUM* out = fresh();
        ok_ = ok_ && BN_mod_inverse(out, a, prime_, context_) != nullptr;
        return out;
    }
    BIGNUM* power(const BIGNUM* a, const BIGNUM* exponent) {
        BIGNUM* out = fresh();
        ok_ = ok_ && BN_mod_exp(out, a, exponent, prime_, context_) == 1;
        return out;
    }
    bool ok() const { return ok_; }

  private:
    BIGNUM* checked(BIGNUM* number) {
        ok_ = ok_ && number != nullptr;
        return number;
    }

    const BIGNUM* prime_;
    BN_CTX* context_;
    bool ok_ = true;
};

// p - 1 - (p + 1) / 4: the exponent that gives 1 / sqrt for squares when p = 3 mod 4.
bool inverseRootExponent(BIGNUM* out, const BIGNUM* prime) {
    const openssl::Number quarter(BN_dup(prime));
    return quarter && BN_add_word(quarter.get(), 1) == 1 && BN_rshift(quarter.get(), quarter.get(), 2) == 1 &&
           BN_copy(out, prime) != nullptr && BN_sub_word(out, 1) == 1 && BN_sub(out, out, quarter.get()) == 1;
}

struct Coordinates {
    const BIGNUM* x;
    const BIGNUM* y;
};

}  // namespace

Result<CurvePoint> EllipticCurve::mapIntegrated(ByteView number) const {
    if (!supportsIntegratedMapping())
        return fail(ErrorCode::CardProtocolUnsupported, "integrated mapping is not defined on this curve");
    const openssl::NumberContext context(BN_CTX_secure_new());
    const openssl::Number prime(BN_new());
    const openssl::Number a(BN_new());
    const openssl::Number b(BN_new());
    const openssl::Number t(BN_bin2bn(number.data(), static_cast<int>(number.size()), nullptr));
    const openssl::Number exponent(BN_new());
    if (!context || !prime || !a || !b || !t || !exponent ||
        EC_GROUP_get_curve(group_.get(), prime.get(), a.get(), b.get(), context.get()) != 1 ||
        BN_nnmod(t.get(), t.get(), prime.get(), context.get()) != 1 ||
        !inverseRootExponent(exponent.get(), prime.get()))
        return openssl::failure("EC_GROUP_get_curve");
    BN_CTX_start(context.get());
    ModularSteps mod(prime.get(), context.get());
    const auto cubic = [&](const BIGNUM* x) {
        return mod.sum(mod.product(mod.sum(mod.product(x, x), a.get()), x), b.get());
    };
    const BIGNUM* one = BN_value_one();
    // Step 1: alpha = -t²; steps 2 and 3: X2 = -b/a · (1 + 1/(alpha + alpha²)), X3 = alpha · X2.
    const BIGNUM* alpha = mod.negative(mod.product(t.get(), t.get()));
    const BIGNUM* bracket = mod.sum(one, mod.inverse(mod.sum(alpha, mod.product(alpha, alpha))));
    const BIGNUM* x2 = mod.product(mod.negative(mod.product(b.get(), mod.inverse(a.get()))), bracket);
    const BIGNUM* x3 = mod.product(alpha, x2);
    // Steps 4 to 6: h2 = X2³ + a·X2 + b, U = t³·h2.
    const BIGNUM* h2 = cubic(x2);
    const BIGNUM* u = mod.product(mod.product(mod.product(t.get(), t.get()), t.get()), h2);
    // Steps 7 and 8: A = h2 ^ (p - 1 - (p + 1)/4); X2 is a point's coordinate when A²·h2 = 1, else X3 is.
    const BIGNUM* root = mod.power(h2, exponent.get());
    const BIGNUM* square = mod.product(mod.product(root, root), h2);
    const BIGNUM* y2 = mod.product(root, h2);
    const BIGNUM* y3 = mod.product(root, u);
    const Coordinates chosen = mod.ok() && BN_is_one(square) ? Coordinates{x2, y2} : Coordinates{x3, y3};
    std::shared_ptr<EC_POINT> point(EC_POINT_new(group_.get()), EC_POINT_clear_free);
    // Refuses coordinates off the curve, so a step that went wrong cannot pass.
    const bool set = mod.ok() && point &&
                     EC_POINT_set_affine_coordinates(group_.get(), point.get(), chosen.x, chosen.y, context.get()) == 1;
    BN_CTX_end(context.get());
    if (!set) return openssl::failure("integrated mapping", ErrorCode::CardProtocolViolation);
    return finite(std::move(point));
}

bool EllipticCurve::supportsIntegratedMapping() const {
    const openssl::Number prime(BN_new());
    const openssl::Number a(BN_new());
    return prime && a && EC_GROUP_get_curve(group_.get(), prime.get(), a.get(), nullptr, nullptr) == 1 &&
           !BN_is_zero(a.get()) && BN_mod_word(prime.get(), 4) == 3;
}

}  // namespace cccd_bridge::emrtd
