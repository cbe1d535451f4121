// Secret numbers of the key agreements; for this folder only.
#pragma once

#include "emrtd/crypto/openssl.hpp"
#include "emrtd/random_source.hpp"

#include <memory>

namespace cccd_bridge::emrtd::openssl {

/// A uniform number in 1..bound-1 by rejection, flagged for constant-time arithmetic. Every draw asks the source for as
/// many bytes as the bound has. Errors: ProtocolInternal when the source gives none that fits.
Result<std::shared_ptr<BIGNUM>> randomBelow(const BIGNUM* bound, RandomSource& random);

}  // namespace cccd_bridge::emrtd::openssl
