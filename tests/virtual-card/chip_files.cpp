// The chip's files: SELECT and READ BINARY (ISO 7816-4 §11, 9303-10 §3).
#include "virtual-card/chip.hpp"
#include "virtual-card/der.hpp"

#include <algorithm>
#include <charconv>

namespace virtual_card {
namespace {

const Bytes applicationIdentifier = fromHex("A0000002471001");  // 9303-10 §4.2

/// 9303-10 §4.6: short identifiers are the low five bits of the file identifiers.
std::uint16_t identifierFromShort(Byte shortIdentifier) { return static_cast<std::uint16_t>(0x0100 | shortIdentifier); }

std::string phaseOf(const std::string& file) {
    if (file.empty()) return "other";
    return file == "CardAccess" ? "cardAccess" : file == "CardSecurity" ? "cardSecurity" : "file";
}

}  // namespace

std::string fileName(std::uint16_t identifier, bool inApplication) {
    if (!inApplication && identifier == fid::cardSecurity) return "CardSecurity";
    if (!inApplication) return identifier == fid::cardAccess ? "CardAccess" : "";
    if (identifier == fid::com) return "COM";
    if (identifier == fid::sod) return "SOD";
    const int number = identifier - fid::dataGroup(0);
    return number >= 1 && number <= 16 ? "DG" + std::to_string(number) : "";
}

std::optional<std::uint16_t> fileIdentifier(const std::string& name) {
    if (name == "CardAccess") return fid::cardAccess;
    if (name == "CardSecurity") return fid::cardSecurity;
    if (name == "COM") return fid::com;
    if (name == "SOD") return fid::sod;
    if (!name.starts_with("DG")) return std::nullopt;
    int number = 0;
    const char* end = name.data() + name.size();
    const auto [rest, error] = std::from_chars(name.data() + 2, end, number);
    if (error != std::errc{} || rest != end || number < 1 || number > 16) return std::nullopt;
    return fid::dataGroup(number);
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
    activity.phase = phaseOf(activity.file);
    currentFile.reset();
    const ChipFile* file = findFile(identifier);
    if (applicationSelected && !protectedCommand) return failure(status::securityNotSatisfied);
    if (!file) return failure(status::fileNotFound);
    if (file->needsChannel && !protectedCommand) return failure(status::securityNotSatisfied);
    if (file->selectStatus != status::ok) return failure(file->selectStatus);
    currentFile = identifier;
    return {};
}

Response Chip::readBinary(const Command& command) {
    if (!command.data.empty()) return failure(status::wrongLength);
    if ((command.p1 & 0x80) == 0) return readAt(command.offset(), command.le, false);
    if ((command.p1 & 0x60) != 0) return failure(status::wrongParameters);
    Response selected = selectFile(identifierFromShort(command.p1 & 0x1F));
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
        Response selected = selectFile(identifierFromShort(static_cast<Byte>(shortIdentifier)));
        if (selected.status != status::ok) return selected;
    }
    return readAt(position, command.le, true);
}

/// How many plain bytes one answer can carry, in one piece or in several.
std::size_t Chip::answerCapacity(bool chains) const {
    const std::size_t frame = extendedCommand || chains ? 65536 : shortResponse;
    return protectedCommand ? channel->capacity(frame) : frame;
}

std::size_t Chip::readCapacity() const {
    return std::min(answerCapacity(image->limits.whenLonger == LongRead::Chain), image->limits.maximumRead);
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
    activity.phase = phaseOf(activity.file);
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
    return {beyondEnd ? status::endOfFile : image->limits.readStatusWord, std::move(part)};
}

}  // namespace virtual_card
