// Certificates and revocation lists in PEM text (RFC 7468).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <cstddef>
#include <vector>

namespace cccd_bridge::emrtd {

struct PemObject {
    enum class Kind {
        Certificate,
        RevocationList,
        Bundle,  ///< PKCS #7 or CMS
        Broken,  ///< begun, but not to be decoded
    };

    Kind kind = Kind::Certificate;
    Bytes der{};
};

/// The DER of every CERTIFICATE, X509 CRL, PKCS7 and CMS block in order; other blocks and text between are skipped,
/// what begins and cannot be decoded is noted. Empty when there is none. Errors: TrustFormatUnsupported when there are
/// more than `limit`.
Result<std::vector<PemObject>> objectsOfPem(ByteView text, std::size_t limit);

}  // namespace cccd_bridge::emrtd
