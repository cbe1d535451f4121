// Certificates in a file of their own: a SignedData without content and signers, as .p7b and .p7c are
// (RFC 5652 §5.1, §10.2; RFC 5751 §3.7).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <vector>

namespace cccd_bridge::emrtd {

struct CertificateBundle {
    std::vector<Bytes> certificates{};     ///< at most 4096
    std::vector<Bytes> revocationLists{};  ///< at most 4096
};

/// Takes a ContentInfo apart, in DER or BER. Errors: CardFileMalformed, also for a SignedData that signs something.
Result<CertificateBundle> parseCertificateBundle(ByteView contentInfo);

}  // namespace cccd_bridge::emrtd
