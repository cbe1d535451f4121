// Lines of input under a limit.
#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>

namespace cccd_bridge::host {

/// Longest line of `call --ndjson`.
inline constexpr std::size_t maximumLine = std::size_t{64} * 1024 * 1024;

class LineReader {
  public:
    using Read = std::function<std::size_t(std::span<char>)>;

    /// `read` gives some bytes, 0 at the end.
    LineReader(Read read, std::size_t limit) : read_(std::move(read)), limit_(limit) {}

    /// The next line without its end (LF or CR LF), the last one also without an end; nothing at the end of input.
    /// Errors: ProtocolTooLarge for a line above the limit, which is skipped.
    std::optional<Result<std::string>> next();

  private:
    bool fill();

    Read read_;
    std::size_t limit_;
    std::string buffer_;
    std::size_t position_ = 0;
};

}  // namespace cccd_bridge::host
