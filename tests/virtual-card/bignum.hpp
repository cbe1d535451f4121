// Whole numbers of OpenSSL, and the way from and to bytes.
#pragma once

#include "virtual-card/bytes.hpp"
#include "virtual-card/openssl_error.hpp"

#include <openssl/bn.h>

namespace virtual_card {

using Number = Owned<BIGNUM, BN_clear_free>;
using NumberContext = Owned<BN_CTX, BN_CTX_free>;

inline Number newNumber() { return Number(require(BN_new())); }

inline Number numberFrom(ByteView bytes) {
    return Number(require(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr)));
}

/// Big-endian, with leading zeros to that size.
inline Bytes numberBytes(const BIGNUM* number, std::size_t size) {
    Bytes bytes(size);
    require(BN_bn2binpad(number, bytes.data(), static_cast<int>(size)) >= 0);
    return bytes;
}

inline std::size_t sizeOf(const BIGNUM* number) { return static_cast<std::size_t>(BN_num_bytes(number)); }

}  // namespace virtual_card
