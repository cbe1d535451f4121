#include "emrtd/trust_anchor.hpp"

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;

extern "C" int LLVMFuzzerTestOneInput(const Byte* data, std::size_t size) {
    const auto file = parseTrustAnchors({data, size});
    if (!file) return 0;
    for (const TrustAnchor& anchor : file->anchors) {
        static_cast<void>(anchor.certificate.isNamedIssuerOf(anchor.certificate));
        if (const auto key = anchor.certificate.publicKey()) static_cast<void>(anchor.certificate.isSignedBy(*key));
    }
    return 0;
}
