// Certificates and revocation lists in PEM text (RFC 7468).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <cstddef>
#include <vector>

namespace cccd_bridge::emrtd {

struct PemObject {
    enum class Kind { Certificate, RevocationList };

    Kind kind = Kind::Certificate;
    Bytes der{};
};

/// The DER of every CERTIFICATE and X509 CRL block in order; other blocks and text between are skipped. Empty when
/// there is none. Errors: TrustFormatUnsupported when there are more than `limit`.
Result<std::vector<PemObject>> objectsOfPem(ByteView text, std::size_t limit);

}  // namespace cccd_bridge::emrtd
