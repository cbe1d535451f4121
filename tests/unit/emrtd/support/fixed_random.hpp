// Random bytes of a published example.
#pragma once

#include "emrtd/random_source.hpp"
#include "support/scripted_transport.hpp"

#include <algorithm>

namespace cccd_bridge::emrtd::test {

class FixedRandom final : public RandomSource {
  public:
    explicit FixedRandom(std::string_view text) : bytes_(hex(text)) {}

    Result<void> fill(std::span<Byte> out) override {
        if (bytes_.size() < out.size())
            return fail(ErrorCode::ProtocolInternal, "the example has no more random bytes");
        std::copy_n(bytes_.begin(), out.size(), out.begin());
        bytes_.erase(bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(out.size()));
        return {};
    }

  private:
    Bytes bytes_;
};

}  // namespace cccd_bridge::emrtd::test
