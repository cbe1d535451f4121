#include "emrtd/status_error.hpp"

#include "base/hex.hpp"

#include <array>
#include <string>

namespace cccd_bridge::emrtd {

namespace {

ErrorCode codeOf(std::uint16_t sw) {
    switch (sw) {
        case status::fileNotFound:
        case 0x6A88:
            return ErrorCode::CardFileMissing;
        case status::securityNotSatisfied:
        case status::blocked:
        case 0x6984:
        case 0x6985:
            return ErrorCode::CardAccessRefused;
        default:
            return ErrorCode::CardProtocolViolation;
    }
}

}  // namespace

bool isAuthenticationFailure(std::uint16_t sw) {
    return (sw >> 8) == (status::authenticationFailed >> 8) || sw == status::securityNotSatisfied || sw == 0x6988;
}

std::unexpected<Error> statusError(std::uint16_t sw, const char* command, std::source_location where) {
    const std::array<Byte, 2> bytes{static_cast<Byte>(sw >> 8), static_cast<Byte>(sw)};
    return fail(codeOf(sw), std::string(command) + " answered " + toHex(bytes), where);
}

}  // namespace cccd_bridge::emrtd
