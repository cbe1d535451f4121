// A native manifest that anybody may have written.
#include "doctor/manifest.hpp"

#include <cstdint>
#include <cstdlib>

using namespace cccd_bridge::doctor;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto manifest = parseManifest({reinterpret_cast<const char*>(data), size});
    if (manifest && manifest->callers.size() > size) std::abort();
    return 0;
}
