// The chip as a whole: sessions, secure messaging, chained answers, and which command is which.
#include "virtual-card/chip.hpp"

#include <algorithm>
#include <utility>

namespace virtual_card {
namespace {

constexpr std::size_t maximumChain = 4096;

namespace ins {
constexpr Byte manageSecurityEnvironment = 0x22;
constexpr Byte externalAuthenticate = 0x82;
constexpr Byte getChallenge = 0x84;
constexpr Byte internalAuthenticate = 0x88;
constexpr Byte generalAuthenticate = 0x86;
constexpr Byte select = 0xA4;
constexpr Byte readBinary = 0xB0;
constexpr Byte readBinaryOdd = 0xB1;
constexpr Byte getResponse = 0xC0;
}  // namespace ins

}  // namespace

Chip::Chip(std::shared_ptr<const ChipImage> chipImage, RandomSource source)
    : image(std::move(chipImage)), random(std::move(source)) {}

void Chip::reset() {
    endSession();
    applicationSelected = false;
    pace.reset();
    bac.reset();
    activity = {};
}

/// Session keys and rights are gone, and with them the selected file (9303-11 §9.8.9).
void Chip::endSession() {
    channel.reset();
    nextChannel.reset();
    staticKey.reset();
    currentFile.reset();
    collected = {};
    pending.clear();
}

Bytes Chip::transmit(ByteView apdu) {
    activity = {.phase = "other", .file = {}};
    const auto command = parseCommand(apdu);
    if (!command) return encode(failure(status::wrongLength));
    const bool extendedLength = image->limits.extendedLength && image->limits.transmission == Transmission::Block;
    if (command->extended && !extendedLength) return encode(failure(status::wrongLength));
    extendedCommand = command->extended;
    protectedCommand = command->isProtected();
    if (command->ins == ins::getResponse && !pending.empty()) return encode(getResponse(*command));
    pending.clear();
    return protectedCommand ? transmitProtected(*command) : transmitPlain(*command);
}

Bytes Chip::transmitProtected(const Command& command) {
    if (!channel) return encode(failure(status::secureMessagingNotSupported));
    const auto plain = channel->unwrap(command);
    if (!plain) {
        ++counters.secureMessagingErrors;
        endSession();
        return encode(failure(plain.error()));
    }
    Bytes response = channel->wrap(execute(*plain), command.ins);
    if (nextChannel) channel = std::exchange(nextChannel, std::nullopt);
    return deliver(std::move(response), command);
}

/// A command in the clear ends a session; only those that begin a new one are then carried out.
Bytes Chip::transmitPlain(const Command& command) {
    if (channel) {
        endSession();
        if (!startsAccess(command)) {
            ++counters.secureMessagingErrors;
            return encode(failure(status::secureMessagingMissing));
        }
    }
    const Response response = execute(command);
    if (nextChannel) channel = std::exchange(nextChannel, std::nullopt);
    return deliver(encode(response), command);
}

bool Chip::startsAccess(const Command& command) const {
    return command.ins == ins::select || command.ins == ins::manageSecurityEnvironment ||
           command.ins == ins::getChallenge;
}

/// Cuts a response that is too long for the command's Le when the card chains (ISO 7816-4 §5.3.4).
Bytes Chip::deliver(Bytes response, const Command& command) {
    if (image->limits.transmission == Transmission::Character) return deliverByCharacter(std::move(response), command);
    if (extendedCommand || response.size() <= shortResponse + 2) return response;
    pending = std::move(response);
    Command first = command;
    first.le = shortResponse;
    return encode(getResponse(first));
}

/// T=0: a command that brought data gets 61xx, one that asked for more than there is 6Cxx (ISO 7816-3 §12.2).
Bytes Chip::deliverByCharacter(Bytes response, const Command& command) {
    const std::size_t size = response.size() - 2;
    const auto length = static_cast<std::uint16_t>(size >= shortResponse ? 0 : size);
    if (size == 0) return response;
    if (command.data.empty() && command.le == size) return response;
    if (command.data.empty() && size < shortResponse) {
        return encode(failure(static_cast<std::uint16_t>(0x6C00 | length)));
    }
    pending = std::move(response);
    return encode(failure(static_cast<std::uint16_t>(0x6100 | length)));
}

Response Chip::getResponse(const Command& command) {
    const std::size_t available = pending.size() - 2;
    if (image->limits.transmission == Transmission::Character && command.le.value_or(shortResponse) > available) {
        return failure(static_cast<std::uint16_t>(0x6C00 | (available & 0xFF)));
    }
    const std::size_t count = std::min(available, command.le.value_or(shortResponse));
    const auto cut = pending.begin() + static_cast<std::ptrdiff_t>(count);
    Response response{status::ok, Bytes(pending.begin(), cut)};
    pending.erase(pending.begin(), cut);
    const std::size_t rest = pending.size() - 2;
    if (rest == 0) {
        response.status = static_cast<std::uint16_t>(pending[0] << 8 | pending[1]);
        pending.clear();
    } else {
        response.status = static_cast<std::uint16_t>(0x6100 | (rest > 0xFF ? 0 : rest));
    }
    return response;
}

Response Chip::execute(const Command& command) {
    if ((command.cla & ~0x1C) != 0) return failure(status::wrongClass);
    if (auto answered = collect(command)) return *answered;
    Command whole = command;
    whole.data = concat(std::exchange(collected, {}).data, command.data);
    return dispatch(whole);
}

/// Parts of a command too long for one APDU (ISO 7816-4 §5.3.3). In PACE chaining has another meaning.
std::optional<Response> Chip::collect(const Command& command) {
    const bool partial = (command.cla & 0x10) != 0;
    const bool longCommand =
        command.ins == ins::manageSecurityEnvironment || (command.ins == ins::generalAuthenticate && staticKey);
    if (command.ins != collected.ins || !longCommand) collected = {};
    if (!partial || (command.ins == ins::generalAuthenticate && !longCommand)) return std::nullopt;
    if (!longCommand || !image->limits.commandChaining) return failure(status::chainingNotSupported);
    if (collected.data.size() > maximumChain) return failure(status::wrongLength);
    collected.ins = command.ins;
    append(collected.data, command.data);
    return Response{};
}

Response Chip::dispatch(const Command& command) {
    switch (command.ins) {
        case ins::select:
            return select(command);
        case ins::readBinary:
            return readBinary(command);
        case ins::readBinaryOdd:
            return readBinaryOdd(command);
        case ins::manageSecurityEnvironment:
            return manageSecurityEnvironment(command);
        case ins::generalAuthenticate:
            return generalAuthenticate(command);
        case ins::getChallenge:
            return getChallenge(command);
        case ins::externalAuthenticate:
            return externalAuthenticate(command);
        case ins::internalAuthenticate:
            return internalAuthenticate(command);
        default:
            return failure(status::wrongInstruction);
    }
}

}  // namespace virtual_card
