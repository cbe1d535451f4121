#include "emrtd/passive_authentication.hpp"

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;

extern "C" int LLVMFuzzerTestOneInput(const Byte* data, std::size_t size) {
    // Without anchors nothing may ever be vouched for.
    const auto result = authenticatePassively({.securityObject = {data, size}});
    if (result.data.status() == VerdictStatus::Yes || result.certificate.status() == VerdictStatus::Yes)
        __builtin_trap();
    return 0;
}
