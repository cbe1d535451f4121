#include "emrtd/crypto/openssl.hpp"
#include "emrtd/random_source.hpp"

#include <openssl/rand.h>

namespace cccd_bridge::emrtd {

namespace {

class SystemRandom final : public RandomSource {
  public:
    Result<void> fill(std::span<Byte> out) override {
        if (RAND_bytes(out.data(), static_cast<int>(out.size())) != 1) return openssl::failure("RAND_bytes");
        return {};
    }
};

}  // namespace

RandomSource& systemRandom() {
    static SystemRandom source;
    return source;
}

}  // namespace cccd_bridge::emrtd
