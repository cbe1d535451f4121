#include "virtual-card/apdu.hpp"

namespace virtual_card {
namespace {

std::size_t number(ByteView bytes) {
    std::size_t value = 0;
    for (Byte byte : bytes) value = value << 8 | byte;
    return value;
}

std::size_t expectedLength(ByteView field) {
    const std::size_t value = number(field);
    if (value != 0) return value;
    return field.size() == 1 ? shortResponse : 65536;
}

/// Body with one-byte length fields: Le | Lc data | Lc data Le.
bool parseShort(ByteView body, Command& command) {
    if (body.size() == 1) {
        command.le = expectedLength(body);
        return true;
    }
    const std::size_t lc = body[0];
    if (lc == 0 || body.size() < 1 + lc || body.size() > 2 + lc) return false;
    command.data.assign(body.begin() + 1, body.begin() + 1 + static_cast<std::ptrdiff_t>(lc));
    if (body.size() == 2 + lc) command.le = expectedLength(body.last(1));
    return true;
}

/// Body after the 00 that announces extended length: Le | Lc data | Lc data Le, each of two bytes.
bool parseExtended(ByteView body, Command& command) {
    command.extended = true;
    if (body.size() < 2) return false;
    if (body.size() == 2) {
        command.le = expectedLength(body);
        return true;
    }
    const std::size_t lc = number(body.first(2));
    const ByteView rest = body.subspan(2);
    if (lc == 0 || (rest.size() != lc && rest.size() != lc + 2)) return false;
    command.data.assign(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(lc));
    if (rest.size() == lc + 2) command.le = expectedLength(rest.last(2));
    return true;
}

}  // namespace

std::optional<Command> parseCommand(ByteView apdu) {
    if (apdu.size() < 4) return std::nullopt;
    Command command{.cla = apdu[0], .ins = apdu[1], .p1 = apdu[2], .p2 = apdu[3], .data = {}, .le = {}};
    const ByteView body = apdu.subspan(4);
    if (body.empty()) return command;
    const bool valid =
        body.size() > 1 && body[0] == 0 ? parseExtended(body.subspan(1), command) : parseShort(body, command);
    if (!valid) return std::nullopt;
    return command;
}

Bytes encode(const Response& response) {
    return concat(response.data, Bytes{static_cast<Byte>(response.status >> 8), static_cast<Byte>(response.status)});
}

}  // namespace virtual_card
