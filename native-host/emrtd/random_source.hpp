// Where nonces and ephemeral keys come from; injected so that published examples can be replayed.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <span>

namespace cccd_bridge::emrtd {

class RandomSource {
  public:
    virtual ~RandomSource() = default;

    /// Fills `out` with unpredictable bytes. Errors: ProtocolInternal when there are none.
    virtual Result<void> fill(std::span<Byte> out) = 0;
};

/// The cryptographic library's generator, seeded by the operating system. Safe to share between threads.
RandomSource& systemRandom();

}  // namespace cccd_bridge::emrtd
