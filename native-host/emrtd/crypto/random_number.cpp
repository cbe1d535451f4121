#include "emrtd/crypto/random_number.hpp"

namespace cccd_bridge::emrtd::openssl {

namespace {

constexpr int maxDraws = 64;

}  // namespace

Result<std::shared_ptr<BIGNUM>> randomBelow(const BIGNUM* bound, RandomSource& random) {
    const int bits = BN_num_bits(bound);
    SecretBytes bytes(static_cast<std::size_t>((bits + 7) / 8));
    std::shared_ptr<BIGNUM> number(BN_secure_new(), BN_clear_free);
    if (!number) return failure("BN_secure_new");
    for (int draw = 0; draw < maxDraws; ++draw) {
        TRY_VOID(random.fill(bytes));
        if (bits % 8 != 0) bytes[0] = static_cast<Byte>(bytes[0] & ((1 << (bits % 8)) - 1));
        if (!BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), number.get())) return failure("BN_bin2bn");
        if (!BN_is_zero(number.get()) && BN_cmp(number.get(), bound) < 0) {
            BN_set_flags(number.get(), BN_FLG_CONSTTIME);
            return number;
        }
    }
    return fail(ErrorCode::ProtocolInternal, "random source gives no usable number");
}

}  // namespace cccd_bridge::emrtd::openssl
