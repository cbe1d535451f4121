// What certificates and revocation lists have in common: a part that is signed, and its signature (RFC 5280 §4.1.1,
// §5.1.1).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "emrtd/crypto/signature.hpp"
#include "emrtd/tlv.hpp"

#include <optional>

namespace cccd_bridge::emrtd {

/// SEQUENCE { signed part, algorithm, signature }; all of it points into the bytes that were parsed.
struct SignedStructure {
    TlvReader content{ByteView()};  ///< the fields of the signed part
    ByteView signedPart{};          ///< the same as a whole object, which the signature is over
    ByteView outerAlgorithm{};      ///< AlgorithmIdentifier
    ByteView signature{};           ///< content of the BIT STRING

    /// Errors: CardFileMalformed.
    static Result<SignedStructure> parse(ByteView der);

    /// The algorithm, if it is supported.
    std::optional<SignatureScheme> scheme() const;

    /// Whether it is signed under this key. `innerAlgorithm` is the AlgorithmIdentifier in the signed part, which has
    /// to be the same (§4.1.1.2, §5.1.1.2). Errors: CardProtocolUnsupported for the algorithm; those of
    /// PublicKey::verify.
    Result<bool> isSignedBy(const PublicKey& key, ByteView innerAlgorithm) const;
};

}  // namespace cccd_bridge::emrtd
