// Command and response APDUs as the card sees them (ISO 7816-4 §5.2, short and extended length).
#pragma once

#include "virtual-card/bytes.hpp"

#include <optional>

namespace virtual_card {

namespace status {
constexpr std::uint16_t ok = 0x9000;
constexpr std::uint16_t endOfFile = 0x6282;
constexpr std::uint16_t authenticationFailed = 0x6300;
constexpr std::uint16_t wrongLength = 0x6700;
constexpr std::uint16_t chainingNotSupported = 0x6884;
constexpr std::uint16_t secureMessagingNotSupported = 0x6882;
constexpr std::uint16_t securityNotSatisfied = 0x6982;
constexpr std::uint16_t conditionsNotSatisfied = 0x6985;
constexpr std::uint16_t noCurrentFile = 0x6986;
constexpr std::uint16_t secureMessagingMissing = 0x6987;
constexpr std::uint16_t secureMessagingWrong = 0x6988;
constexpr std::uint16_t wrongData = 0x6A80;
constexpr std::uint16_t fileNotFound = 0x6A82;
constexpr std::uint16_t wrongParameters = 0x6A86;
constexpr std::uint16_t referenceNotFound = 0x6A88;
constexpr std::uint16_t wrongOffset = 0x6B00;
constexpr std::uint16_t wrongInstruction = 0x6D00;
constexpr std::uint16_t wrongClass = 0x6E00;
}  // namespace status

/// Bytes of data that a response of short length can hold.
constexpr std::size_t shortResponse = 256;

/// One command. Its data is a copy, so that it outlives the transmitted bytes.
struct Command {
    Byte cla = 0;
    Byte ins = 0;
    Byte p1 = 0;
    Byte p2 = 0;
    Bytes data;
    std::optional<std::size_t> le;  ///< number of bytes asked for: 256 or 65536 for an Le field of zeros
    bool extended = false;

    bool isProtected() const { return (cla & 0x0C) == 0x0C; }
    std::size_t offset() const { return static_cast<std::size_t>(p1) << 8 | p2; }
};

/// Nothing when the length fields do not fit the bytes.
std::optional<Command> parseCommand(ByteView apdu);

struct Response {
    std::uint16_t status = status::ok;
    Bytes data;
};

inline Response failure(std::uint16_t code) { return {code, {}}; }

/// Data followed by the two status bytes.
Bytes encode(const Response& response);

}  // namespace virtual_card
