// Certificates in PEM text (RFC 7468).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <cstddef>
#include <vector>

namespace cccd_bridge::emrtd {

/// The DER of every CERTIFICATE block in order; other blocks and text between are skipped. Empty when there is none.
/// Errors: TrustFormatUnsupported when there are more than `limit`.
Result<std::vector<Bytes>> certificatesOfPem(ByteView text, std::size_t limit);

}  // namespace cccd_bridge::emrtd
