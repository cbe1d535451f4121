// Native messaging frames: a 32-bit length in the machine's byte order, then that many bytes of JSON.
#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace cccd_bridge::host {

/// Longest frame from the browser.
inline constexpr std::size_t maximumFrame = std::size_t{1024} * 1024;

/// Longest message to the browser, in bytes of JSON.
inline constexpr std::size_t maximumMessage = std::size_t{700} * 1024;

/// Bytes in order; what standard input is for the program and a buffer for a test.
class ByteSource {
  public:
    virtual ~ByteSource() = default;
    ByteSource() = default;
    ByteSource(const ByteSource&) = delete;
    ByteSource& operator=(const ByteSource&) = delete;

    /// Blocks for at least one byte; 0 at the end.
    virtual std::size_t read(std::span<char> buffer) = 0;
};

/// The next frame's text; nothing at the end of input, also in the middle of a frame.
/// Errors: ProtocolTooLarge, after which the stream cannot be taken up again.
Result<std::optional<std::string>> readFrame(ByteSource& source);

/// The four bytes that go before a message.
std::string frameHeader(std::string_view message);

}  // namespace cccd_bridge::host
