// Command and response APDUs as values (ISO/IEC 7816-4 §5.1).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace cccd_bridge::emrtd {

/// Largest data field and Le of a short APDU, and Le of an extended one.
inline constexpr std::size_t maxShortData = 255;
inline constexpr std::size_t maxShortLe = 256;
inline constexpr std::size_t maxExtendedData = 65535;
inline constexpr std::size_t maxExtendedLe = 65536;

/// A command: header, data (may be empty) and the number of response bytes expected.
struct CommandApdu {
    Byte cla = 0;
    Byte ins = 0;
    Byte p1 = 0;
    Byte p2 = 0;
    Bytes data{};
    /// Bytes wanted back: absent = none expected, otherwise 1..65536 (256 and 65536 are coded as zero).
    std::optional<std::size_t> le{};
    /// Forces the extended length fields although short ones would do.
    bool extended = false;

    /// True when the length fields need the extended form.
    bool needsExtended() const { return extended || data.size() > maxShortData || le.value_or(0) > maxShortLe; }

    /// The encoded command. Errors: ProtocolInternal when data or Le are beyond the extended form.
    Result<Bytes> encode() const;

    /// Reads an encoded command, all four cases, short and extended. Errors: CardProtocolViolation when malformed.
    static Result<CommandApdu> parse(ByteView encoded);

    friend bool operator==(const CommandApdu&, const CommandApdu&) = default;
};

/// SW1 SW2 values the library acts on (ISO/IEC 7816-4 §5.6; ICAO 9303-10 §3.6).
namespace status {
inline constexpr std::uint16_t ok = 0x9000;
inline constexpr std::uint16_t endOfFile = 0x6282;
inline constexpr std::uint16_t authenticationFailed = 0x6300;
inline constexpr std::uint16_t wrongLength = 0x6700;
inline constexpr std::uint16_t securityNotSatisfied = 0x6982;
inline constexpr std::uint16_t blocked = 0x6983;
inline constexpr std::uint16_t fileNotFound = 0x6A82;
inline constexpr std::uint16_t lastOfChainExpected = 0x6883;
inline constexpr std::uint16_t chainingNotSupported = 0x6884;
inline constexpr std::uint16_t wrongOffset = 0x6B00;
}  // namespace status

/// A response: data and status word.
struct ResponseApdu {
    SecretBytes data{};
    std::uint16_t sw = 0;

    bool ok() const { return sw == status::ok; }

    /// Splits a raw response. Errors: CardProtocolViolation when shorter than the status word or longer than an
    /// extended response.
    static Result<ResponseApdu> parse(ByteView raw);
};

}  // namespace cccd_bridge::emrtd
