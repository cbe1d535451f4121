#include "host/scrub_stack.hpp"

#include "base/bytes.hpp"

#include <array>

namespace cccd_bridge::host {

namespace {

// Several times what the deepest of our calls takes (about 16 KiB).
constexpr std::size_t scrubbedDepth = std::size_t{128} * 1024;

}  // namespace

[[gnu::noinline]] void scrubStack() {
    std::array<Byte, scrubbedDepth> area;  // uninitialised on purpose: it is what others have left
    OPENSSL_cleanse(area.data(), area.size());
}

}  // namespace cccd_bridge::host
