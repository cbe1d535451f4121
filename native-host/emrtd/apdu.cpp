#include "emrtd/apdu.hpp"

namespace cccd_bridge::emrtd {

namespace {

constexpr std::size_t headerLength = 4;

void appendNumber16(Bytes& out, std::size_t number) {
    out.push_back(static_cast<Byte>(number >> 8));
    out.push_back(static_cast<Byte>(number));
}

std::size_t number16(ByteView bytes, std::size_t at) {
    return static_cast<std::size_t>(bytes[at]) << 8 | bytes[at + 1];
}

std::size_t orMaximum(std::size_t coded, std::size_t maximum) { return coded == 0 ? maximum : coded; }

// ISO/IEC 7816-4 §5.1 cases 2E, 3E and 4E: `body` starts with the zero byte that marks extended fields.
bool parseExtendedBody(ByteView body, CommandApdu& command) {
    command.extended = true;
    if (body.size() == 3) {
        command.le = orMaximum(number16(body, 1), maxExtendedLe);
        return true;
    }
    const std::size_t dataLength = number16(body, 1);
    if (dataLength == 0 || body.size() < 3 + dataLength) return false;
    const ByteView data = body.subspan(3, dataLength);
    command.data.assign(data.begin(), data.end());
    const ByteView tail = body.subspan(3 + dataLength);
    if (tail.empty()) return true;
    if (tail.size() != 2) return false;
    command.le = orMaximum(number16(tail, 0), maxExtendedLe);
    return true;
}

// Cases 2S, 3S and 4S.
bool parseShortBody(ByteView body, CommandApdu& command) {
    if (body.size() == 1) {
        command.le = orMaximum(body[0], maxShortLe);
        return true;
    }
    const std::size_t dataLength = body[0];
    if (dataLength == 0 || body.size() < 1 + dataLength) return false;
    const ByteView data = body.subspan(1, dataLength);
    command.data.assign(data.begin(), data.end());
    const ByteView tail = body.subspan(1 + dataLength);
    if (tail.empty()) return true;
    if (tail.size() != 1) return false;
    command.le = orMaximum(tail[0], maxShortLe);
    return true;
}

}  // namespace

Result<Bytes> CommandApdu::encode() const {
    if (data.size() > maxExtendedData || le.value_or(1) > maxExtendedLe || le.value_or(1) == 0)
        return fail(ErrorCode::ProtocolInternal, "command does not fit an APDU");
    Bytes out{cla, ins, p1, p2};
    out.reserve(headerLength + 5 + data.size());
    const bool wide = needsExtended();
    if (wide && (!data.empty() || le)) out.push_back(0);
    if (!data.empty()) {
        if (wide)
            appendNumber16(out, data.size());
        else
            out.push_back(static_cast<Byte>(data.size()));
        out.insert(out.end(), data.begin(), data.end());
    }
    if (le) {
        if (wide)
            appendNumber16(out, *le);
        else
            out.push_back(static_cast<Byte>(*le));
    }
    return out;
}

Result<CommandApdu> CommandApdu::parse(ByteView encoded) {
    if (encoded.size() < headerLength || encoded.size() > headerLength + 5 + maxExtendedData)
        return fail(ErrorCode::CardProtocolViolation, "command of impossible length");
    CommandApdu command{encoded[0], encoded[1], encoded[2], encoded[3]};
    const ByteView body = encoded.subspan(headerLength);
    if (body.empty()) return command;
    const bool fits =
        body.size() >= 3 && body[0] == 0 ? parseExtendedBody(body, command) : parseShortBody(body, command);
    if (!fits) return fail(ErrorCode::CardProtocolViolation, "command with inconsistent lengths");
    return command;
}

Result<ResponseApdu> ResponseApdu::parse(ByteView raw) {
    if (raw.size() < 2) return fail(ErrorCode::CardProtocolViolation, "response without status word");
    if (raw.size() > maxExtendedLe + 2)
        return fail(ErrorCode::CardProtocolViolation, "response beyond extended length");
    const ByteView data = raw.first(raw.size() - 2);
    return ResponseApdu{SecretBytes(data.begin(), data.end()),
                        static_cast<std::uint16_t>(number16(raw, raw.size() - 2))};
}

}  // namespace cccd_bridge::emrtd
