// Hash algorithms as OpenSSL names them; for this folder only.
#pragma once

#include "emrtd/crypto/hash.hpp"
#include "emrtd/crypto/openssl.hpp"

namespace cccd_bridge::emrtd::openssl {

const EVP_MD* digest(HashAlgorithm algorithm);

}  // namespace cccd_bridge::emrtd::openssl
