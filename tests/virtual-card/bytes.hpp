// Byte strings of the simulated card. It shares no code with the host, so it has its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace virtual_card {

using Byte = std::uint8_t;
using Bytes = std::vector<Byte>;
using ByteView = std::span<const Byte>;

/// Hexadecimal digits (either case, no separators) to bytes; throws std::invalid_argument on anything else.
Bytes fromHex(std::string_view text);
/// Upper-case hexadecimal digits.
std::string toHex(ByteView bytes);
/// The bytes of a text as they are.
Bytes fromText(std::string_view text);
/// Standard base64 with padding (RFC 4648 §4).
std::string toBase64(ByteView bytes);
/// The content of a file; throws CardFileError when it can't be read.
Bytes readFile(const std::string& path);

inline void append(Bytes& target, ByteView more) { target.insert(target.end(), more.begin(), more.end()); }

/// The parts one after the other.
template <class... Parts>
Bytes concat(const Parts&... parts) {
    Bytes all;
    (append(all, ByteView(parts)), ...);
    return all;
}

}  // namespace virtual_card
