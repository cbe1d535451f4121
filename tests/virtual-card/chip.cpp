#include "virtual-card/chip.hpp"

#include "virtual-card/der.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace virtual_card {
namespace {

const Bytes applicationIdentifier = fromHex("A0000002471001");  // 9303-10 §4.2
constexpr std::size_t shortResponse = 256;

namespace ins {
constexpr Byte manageSecurityEnvironment = 0x22;
constexpr Byte externalAuthenticate = 0x82;
constexpr Byte getChallenge = 0x84;
constexpr Byte generalAuthenticate = 0x86;
constexpr Byte select = 0xA4;
constexpr Byte readBinary = 0xB0;
constexpr Byte readBinaryOdd = 0xB1;
constexpr Byte getResponse = 0xC0;
}  // namespace ins

Response failure(std::uint16_t code) { return {code, {}}; }

/// 9303-10 §4.6: short identifiers are the low five bits of the file identifiers.
std::uint16_t identifierFromShort(Byte shortIdentifier) { return static_cast<std::uint16_t>(0x0100 | shortIdentifier); }

}  // namespace

std::string fileName(std::uint16_t identifier, bool inApplication) {
    if (!inApplication) return identifier == fid::cardAccess ? "CardAccess" : "";
    if (identifier == fid::com) return "COM";
    if (identifier == fid::sod) return "SOD";
    const int number = identifier - fid::dataGroup(0);
    return number >= 1 && number <= 16 ? "DG" + std::to_string(number) : "";
}

std::optional<std::uint16_t> fileIdentifier(const std::string& name) {
    if (name == "CardAccess") return fid::cardAccess;
    if (name == "COM") return fid::com;
    if (name == "SOD") return fid::sod;
    if (!name.starts_with("DG")) return std::nullopt;
    int number = 0;
    const char* end = name.data() + name.size();
    const auto [rest, error] = std::from_chars(name.data() + 2, end, number);
    if (error != std::errc{} || rest != end || number < 1 || number > 16) return std::nullopt;
    return fid::dataGroup(number);
}

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
    currentFile.reset();
    pending.clear();
}

Bytes Chip::transmit(ByteView apdu) {
    activity = {.phase = "other", .file = {}};
    const auto command = parseCommand(apdu);
    if (!command) return encode(failure(status::wrongLength));
    if (command->extended && !image->limits.extendedLength) return encode(failure(status::wrongLength));
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
    if (extendedCommand || response.size() <= shortResponse + 2) return response;
    pending = std::move(response);
    Command first = command;
    first.le = shortResponse;
    return encode(getResponse(first));
}

Response Chip::getResponse(const Command& command) {
    const std::size_t available = pending.size() - 2;
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
    const bool chained = (command.cla & 0x10) != 0;
    if ((command.cla & ~0x1C) != 0) return failure(status::wrongClass);
    if (chained && command.ins != ins::generalAuthenticate) return failure(status::chainingNotSupported);
    switch (command.ins) {
        case ins::select:
            return select(command);
        case ins::readBinary:
            return readBinary(command);
        case ins::readBinaryOdd:
            return readBinaryOdd(command);
        case ins::manageSecurityEnvironment:
            return setAuthenticationTemplate(command);
        case ins::generalAuthenticate:
            return generalAuthenticate(command);
        case ins::getChallenge:
            return getChallenge(command);
        case ins::externalAuthenticate:
            return externalAuthenticate(command);
        default:
            return failure(status::wrongInstruction);
    }
}

Response Chip::select(const Command& command) {
    if (command.p1 == 0x00) return failure(status::wrongInstruction);  // Vietnamese cards know no SELECT MF
    if (command.p1 == 0x04) return selectApplication(command);
    if (command.p1 != 0x02 || command.p2 != 0x0C) return failure(status::wrongParameters);
    if (command.data.size() != 2) return failure(status::wrongLength);
    return selectFile(static_cast<std::uint16_t>(command.data[0] << 8 | command.data[1]));
}

Response Chip::selectApplication(const Command& command) {
    activity.phase = "application";
    if ((command.p2 & 0xF3) != 0) return failure(status::wrongParameters);
    if (command.data != applicationIdentifier) return failure(status::fileNotFound);
    applicationSelected = true;
    currentFile.reset();
    return {};
}

const ChipFile* Chip::findFile(std::uint16_t identifier) const {
    const auto& files = applicationSelected ? image->applicationFiles : image->masterFiles;
    const auto found = files.find(identifier);
    return found == files.end() ? nullptr : &found->second;
}

Response Chip::selectFile(std::uint16_t identifier) {
    activity.file = fileName(identifier, applicationSelected);
    activity.phase = applicationSelected ? "file" : activity.file == "CardAccess" ? "cardAccess" : "other";
    currentFile.reset();
    const ChipFile* file = findFile(identifier);
    if (applicationSelected && !protectedCommand) return failure(status::securityNotSatisfied);
    if (!file) return failure(status::fileNotFound);
    if (file->selectStatus != status::ok) return failure(file->selectStatus);
    currentFile = identifier;
    return {};
}

Response Chip::readBinary(const Command& command) {
    if (!command.data.empty()) return failure(status::wrongLength);
    if ((command.p1 & 0x80) == 0) return readAt(command.offset(), command.le, false);
    if ((command.p1 & 0x60) != 0) return failure(status::wrongParameters);
    const Response selected = selectFile(identifierFromShort(command.p1 & 0x1F));
    if (selected.status != status::ok) return selected;
    return readAt(command.p2, command.le, false);
}

/// Odd instruction: the offset is in DO 54 and the answer in DO 53 (ISO 7816-4 §11.3.3).
Response Chip::readBinaryOdd(const Command& command) {
    const auto offset = der::find(command.data, 0x54);
    if (!offset || offset->empty() || offset->size() > 3) return failure(status::wrongData);
    std::size_t position = 0;
    for (Byte byte : *offset) position = position << 8 | byte;
    const std::size_t shortIdentifier = command.offset();
    if (shortIdentifier > 0x1E) return failure(status::wrongParameters);
    if (shortIdentifier != 0) {
        const Response selected = selectFile(identifierFromShort(static_cast<Byte>(shortIdentifier)));
        if (selected.status != status::ok) return selected;
    }
    return readAt(position, command.le, true);
}

/// How many plain bytes one answer can carry.
std::size_t Chip::readCapacity() const {
    const bool chains = image->limits.whenLonger == LongRead::Chain;
    const std::size_t frame = extendedCommand || chains ? 65536 : shortResponse;
    const std::size_t capacity = protectedCommand ? channel->capacity(frame) : frame;
    return std::min(capacity, image->limits.maximumRead);
}

/// Reduces `count` to what can be sent, or says how the card refuses.
std::optional<Response> Chip::fitRead(std::size_t& count, std::size_t available, std::size_t overhead) {
    const std::size_t whole = readCapacity();
    const std::size_t capacity = whole > overhead ? whole - overhead : 0;
    if (std::min(count, available) > capacity) {
        if (image->limits.whenLonger == LongRead::WrongLength) return failure(status::wrongLength);
        if (image->limits.whenLonger == LongRead::ExactLength) {
            return failure(static_cast<std::uint16_t>(0x6C00 | (capacity & 0xFF)));
        }
    }
    count = std::min({count, available, capacity});
    return std::nullopt;
}

Response Chip::readAt(std::size_t offset, std::optional<std::size_t> le, bool wrapped) {
    if (!currentFile) {
        return failure(applicationSelected && !protectedCommand ? status::securityNotSatisfied : status::noCurrentFile);
    }
    activity.file = fileName(*currentFile, applicationSelected);
    activity.phase = applicationSelected ? "file" : "cardAccess";
    activity.reading = true;
    if (applicationSelected && !protectedCommand) return failure(status::securityNotSatisfied);
    if (!le) return failure(status::wrongLength);
    const Bytes& content = findFile(*currentFile)->content;
    if (offset >= content.size()) return failure(status::wrongOffset);
    const std::size_t available = content.size() - offset;
    // The DO 53 around the data counts towards Le.
    const std::size_t overhead = wrapped ? (*le > 0x101 ? 4 : *le > 0x81 ? 3 : 2) : 0;
    if (*le <= overhead) return failure(status::wrongLength);
    const bool everything = *le == 256 || *le == 65536;
    std::size_t count = *le - overhead;
    const bool beyondEnd = count > available && !everything;
    if (auto refused = fitRead(count, available, overhead)) return *refused;
    const auto begin = content.begin() + static_cast<std::ptrdiff_t>(offset);
    Bytes part(begin, begin + static_cast<std::ptrdiff_t>(count));
    if (wrapped) part = der::object(0x53, part);
    return {beyondEnd ? status::endOfFile : status::ok, std::move(part)};
}

/// MSE:Set AT for PACE (9303-11 §4.4.4.1).
Response Chip::setAuthenticationTemplate(const Command& command) {
    activity.phase = "pace";
    pace.reset();
    if (command.p1 != 0xC1 || command.p2 != 0xA4) return failure(status::wrongParameters);
    if (image->pace.empty()) return failure(status::wrongInstruction);
    const auto identifier = der::find(command.data, 0x80);
    const auto reference = der::find(command.data, 0x83);
    const auto parameter = der::find(command.data, 0x84);
    if (!identifier || !reference || reference->size() != 1) return failure(status::wrongData);
    const auto option = std::ranges::find_if(image->pace, [&](const PaceOption& candidate) {
        return std::ranges::equal(paceObjectIdentifier(candidate.cipher), *identifier) &&
               (!parameter || (parameter->size() == 1 && candidate.parameterId == parameter->front()));
    });
    if (option == image->pace.end()) return failure(status::wrongData);
    const auto password = image->pacePasswords.find(reference->front());
    if (password == image->pacePasswords.end()) return failure(status::referenceNotFound);
    ++counters.paceStarted;
    pace.emplace(*option, password->second, random);
    return {};
}

Response Chip::generalAuthenticate(const Command& command) {
    activity.phase = "pace";
    if (!pace) return failure(status::conditionsNotSatisfied);
    if (command.p1 != 0 || command.p2 != 0) return failure(status::wrongParameters);
    Response response = pace->step(command.data, (command.cla & 0x10) == 0);
    if (response.status != status::ok) {
        counters.paceFailed += pace->failedAtToken() ? 1 : 0;
        pace.reset();
    } else if (auto agreed = pace->channel()) {
        nextChannel = std::move(agreed);
        currentFile.reset();
        pace.reset();
    }
    return response;
}

Response Chip::getChallenge(const Command& command) {
    activity.phase = "bac";
    if (!image->bacSeed) return failure(status::wrongInstruction);
    if (!applicationSelected) return failure(status::conditionsNotSatisfied);
    if (command.offset() != 0 || command.le != 8) return failure(status::wrongLength);
    bac.emplace(*image->bacSeed, random);
    return bac->challenge();
}

Response Chip::externalAuthenticate(const Command& command) {
    activity.phase = "bac";
    if (!bac || protectedCommand) return failure(status::conditionsNotSatisfied);
    ++counters.bacStarted;
    Response response = bac->authenticate(command.data);
    if (response.status == status::ok) {
        nextChannel = bac->channel();
    } else {
        ++counters.bacFailed;
    }
    bac.reset();
    return response;
}

}  // namespace virtual_card
