// Hash functions (FIPS 180-4).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace cccd_bridge::emrtd {

enum class HashAlgorithm { Sha1, Sha224, Sha256, Sha384, Sha512 };

/// Length of the hash in bytes.
std::size_t hashLength(HashAlgorithm algorithm);

/// "SHA-256" and so on.
std::string_view hashName(HashAlgorithm algorithm);

/// The algorithm of an OBJECT IDENTIFIER's content bytes; absent when not supported.
std::optional<HashAlgorithm> hashOfOid(ByteView oid);

/// The hash. Errors: CardProtocolUnsupported when the cryptographic library does not carry it out, by policy perhaps.
Result<Bytes> hash(HashAlgorithm algorithm, ByteView data);

/// The hash of something secret, in a container that is wiped.
Result<SecretBytes> secretHash(HashAlgorithm algorithm, ByteView data);

}  // namespace cccd_bridge::emrtd
