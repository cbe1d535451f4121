#include "emrtd/file_reader.hpp"

#include "emrtd/status_error.hpp"
#include "emrtd/tlv.hpp"

#include <algorithm>
#include <array>

namespace cccd_bridge::emrtd {

namespace {

constexpr Byte instructionReadBinary = 0xB0;
constexpr Byte instructionReadBinaryOdd = 0xB1;
constexpr Byte shortIdentifierFlag = 0x80;
constexpr std::uint32_t tagOffset = 0x54;
constexpr std::uint32_t tagDiscretionaryData = 0x53;
constexpr std::uint32_t tagDiscretionaryTemplate = 0x73;
// READ BINARY with an even instruction codes the offset in 15 bits.
constexpr std::size_t maxEvenOffset = 0x7FFF;
// Tag and length bytes of the object that wraps so many bytes of an answer to the odd instruction: Le counts them too.
constexpr std::size_t oddOverhead(std::size_t length) { return length < 0x80 ? 2 : length <= 0xFF ? 3 : 4; }
constexpr std::size_t maxOddOverhead = 4;
// Enough for any tag and length of a data group; shorter than any file.
constexpr std::size_t headerProbe = 6;
// Readers carry 256, 512, 1024, 2048, 4096 bytes or 32 KiB at once: plain bytes that fit with secure messaging around;
// below that some old cards' own limits.
constexpr std::array<std::size_t, 10> readLadder{32000, 8000, 4000, 1980, 960, 450, 223, 160, 96, 32};
constexpr int maxAttempts = 12;
// A card may answer in less than asked for, but not by the byte: on average at least this much per block, and a few
// more.
constexpr std::size_t minMeanBlock = 16;
constexpr std::size_t spareBlocks = 64;

bool hasData(const ResponseApdu& response) {
    return (response.ok() || response.sw == status::endOfFile) && !response.data.empty();
}

// What a reader reports that could not carry a command or its answer, the card being there still.
bool isLostInTransit(ErrorCode code) {
    return code == ErrorCode::CardUnresponsive || code == ErrorCode::CardProtocolViolation ||
           code == ErrorCode::CardSecureMessagingFailed;
}

// ISO/IEC 7816-4 §5.6: 6Cxx names the length that would be given; zero for 256 and for everything else.
std::size_t rightLength(std::uint16_t sw) {
    if ((sw >> 8) != 0x6C) return 0;
    return (sw & 0xFF) == 0 ? maxShortLe : sw & 0xFFU;
}

// How much of a file an answer of so many bytes holds at this offset.
std::size_t contentLength(std::size_t answer, std::size_t offset) {
    if (offset <= maxEvenOffset) return answer;
    return answer > maxOddOverhead ? answer - maxOddOverhead : 0;
}

}  // namespace

ElementaryFile dataGroupFile(int number) {
    const auto id = static_cast<Byte>(number);
    const auto identifier = static_cast<std::uint16_t>(0x0100 + id);
    if (number == 2) return {identifier, id, maxImageFileSize, maxExtendedLe};
    return {identifier, id, maxTextFileSize, textFirstRead};
}

Result<SecretBytes> FileReader::read(const ElementaryFile& file) {
    const TimedTransport::File time(time_);
    TRY(SecretBytes content, readFirstBlock(file));
    TRY(const TlvHeader header, parseTlvHeader(content));
    const std::size_t total = header.totalLength();
    if (total > file.maxSize) return fail(ErrorCode::CardFileTooLarge, "file claims to be larger than allowed");
    time.allow(total);
    content.reserve(total);
    content.resize(std::min(content.size(), total));
    if (progress_) progress_({file.identifier, content.size(), total});
    for (std::size_t blocks = 0; content.size() < total; ++blocks) {
        if (blocks == total / minMeanBlock + spareBlocks)
            return fail(ErrorCode::CardProtocolViolation, "card hands the file out in too many blocks");
        TRY(const SecretBytes block, readBlock(content.size(), total - content.size()));
        content.insert(content.end(), block.begin(), block.end());
        if (progress_) progress_({file.identifier, content.size(), total});
    }
    return content;
}

Result<void> FileReader::select(const ElementaryFile& file) {
    const Bytes identifier{static_cast<Byte>(file.identifier >> 8), static_cast<Byte>(file.identifier)};
    TRY(const ResponseApdu response, channel_->transmit({0x00, 0xA4, 0x02, 0x0C, identifier, std::nullopt}));
    if (!response.ok()) return statusError(response.sw, "SELECT");
    return {};
}

// In as few APDUs as the card allows: by short identifier, else selected; beyond the end, else the header alone.
Result<SecretBytes> FileReader::readFirstBlock(const ElementaryFile& file) {
    bool& shortIdentifiers =
        channel_->isProtected() ? abilities_.shortFileIdentifiers : abilities_.shortFileIdentifiersOutside;
    if (shortIdentifiers) {
        TRY(SecretBytes data, readByShortIdentifier(file));
        if (!data.empty()) return data;
    }
    TRY_VOID(select(file));
    auto data = readSelected(file);
    if (data) shortIdentifiers = false;
    return data;
}

// Nothing where the card declines.
Result<SecretBytes> FileReader::readByShortIdentifier(const ElementaryFile& file) {
    const auto p1 = static_cast<Byte>(shortIdentifierFlag | file.shortIdentifier);
    if (!abilities_.extendedLength && !channel_->isProtected()) {
        TRY(ResponseApdu probed, probeByReading(p1));
        if (hasData(probed)) return std::move(probed.data);
        // Only a complaint about the length makes it worth asking again in short form.
        if (probed.sw != status::wrongLength) return SecretBytes{};
        TRY(ResponseApdu response, readBinary(p1, 0, maxShortLe));
        if (hasData(response)) abilities_.extendedLength = false;
        return hasData(response) ? std::move(response.data) : SecretBytes{};
    }
    TRY(ResponseApdu response, readFromStart(p1, file.firstRead));
    return hasData(response) ? std::move(response.data) : SecretBytes{};
}

Result<SecretBytes> FileReader::readSelected(const ElementaryFile& file) {
    if (!abilities_.extendedLength && !channel_->isProtected()) {
        TRY(ResponseApdu probed, probeByReading(0));
        if (hasData(probed)) return std::move(probed.data);
        abilities_.extendedLength = false;
    }
    TRY(ResponseApdu response, readFromStart(0, file.firstRead));
    if (hasData(response)) return std::move(response.data);
    if (!abilities_.readsPastEnd) return statusError(response.sw, "READ BINARY");
    TRY(ResponseApdu header, readBinary(0, 0, headerProbe));
    if (!hasData(header)) return statusError(header.sw, "READ BINARY");
    abilities_.readsPastEnd = false;
    return std::move(header.data);
}

Result<std::optional<SecretBytes>> FileReader::probeExtendedLength(CommandApdu command) {
    if (abilities_.extendedLength || channel_->isProtected()) return std::optional<SecretBytes>{};
    TRY(ResponseApdu response, tryExtendedLength(std::move(command)));
    if (response.sw == status::wrongLength) abilities_.extendedLength = false;
    if (!hasData(response)) return std::optional<SecretBytes>{};
    return std::optional(std::move(response.data));
}

Result<ResponseApdu> FileReader::probeByReading(Byte p1) {
    return tryExtendedLength({0x00, instructionReadBinary, p1, 0x00, {}, maxShortLe});
}

// A reader that cannot carry the command counts as a card that declines.
Result<ResponseApdu> FileReader::tryExtendedLength(CommandApdu command) {
    command.extended = true;
    auto response = channel_->transmit(command);
    if (response) {
        if (hasData(*response)) abilities_.extendedLength = true;
        return response;
    }
    if (!isLostInTransit(response.error().code)) return response;
    abilities_.extendedLength = false;
    return ResponseApdu{.data = {}, .sw = status::wrongLength};
}

// The beginning of a file whose size is not known, as much as can be had; or what the card says instead.
Result<ResponseApdu> FileReader::readFromStart(Byte p1, std::size_t wanted) {
    const std::size_t usual = abilities_.maxRead;
    std::size_t length = abilities_.readsPastEnd ? chunk(wanted, 0) : headerProbe;
    for (int attempt = 0; attempt < maxAttempts; ++attempt) {
        TRY(ResponseApdu response, readBinary(p1, 0, length));
        const std::size_t announced = rightLength(response.sw);
        if (announced != 0 && announced < length) {
            length = announced;
        } else if (response.sw == status::wrongLength && length > shortLimit() && stepDown(length)) {
            length = chunk(wanted, 0);
        } else {
            // Refused even in short form: not the length was wrong, but the end of the file in it.
            if (!hasData(response)) abilities_.maxRead = usual;
            return response;
        }
    }
    return fail(ErrorCode::CardProtocolViolation, "card declines every read length");
}

Result<SecretBytes> FileReader::readBlock(std::size_t offset, std::size_t wanted) {
    std::size_t length = chunk(wanted, offset);
    for (int attempt = 0; attempt < maxAttempts; ++attempt) {
        TRY(ResponseApdu response, readAt(offset, length));
        if (hasData(response)) {
            if (response.data.size() > length)
                return fail(ErrorCode::CardProtocolViolation, "more data than asked for");
            return std::move(response.data);
        }
        const std::size_t announced = contentLength(rightLength(response.sw), offset);
        if (announced != 0 && announced < length) {
            length = announced;
        } else if (response.sw == status::wrongLength && stepDown(length)) {
            length = chunk(wanted, offset);
        } else if (response.ok() || response.sw == status::endOfFile || response.sw == status::wrongOffset) {
            return fail(ErrorCode::CardFileMalformed, "file ends before its data object does");
        } else {
            return statusError(response.sw, "READ BINARY");
        }
    }
    return fail(ErrorCode::CardProtocolViolation, "card declines every read length");
}

// One step down the ladder. False at its foot.
bool FileReader::stepDown(std::size_t length) {
    const auto* rung = std::ranges::find_if(readLadder, [&](std::size_t size) { return size < length; });
    if (rung == readLadder.end()) return false;
    abilities_.maxRead = *rung;
    return true;
}

// The protected session is lost and no card is known to have answered this way before: back to what has worked.
void FileReader::fallBack(std::size_t length, bool pastEnd) {
    if (length > shortLimit()) abilities_.maxRead = std::max(abilities_.provenRead, shortLimit());
    if (pastEnd && !abilities_.provenPastEnd) abilities_.readsPastEnd = false;
}

Result<ResponseApdu> FileReader::readAt(std::size_t offset, std::size_t length) {
    if (offset <= maxEvenOffset) return readBinary(static_cast<Byte>(offset >> 8), static_cast<Byte>(offset), length);
    // ISO/IEC 7816-4 §7.2.3: the offset in a data object, the answer in another one.
    const std::array<Byte, 3> number{static_cast<Byte>(offset >> 16), static_cast<Byte>(offset >> 8),
                                     static_cast<Byte>(offset)};
    const std::size_t le = length + oddOverhead(length);
    TRY(ResponseApdu response,
        transmit({0x00, instructionReadBinaryOdd, 0x00, 0x00, makeTlv(tagOffset, number), le, le > shortLimit()}, le,
                 false));
    if (!hasData(response)) return response;
    TlvReader objects(response.data);
    auto object = objects.expect(tagDiscretionaryData);
    if (!object) object = TlvReader(response.data).expect(tagDiscretionaryTemplate);
    if (!object) return fail(ErrorCode::CardProtocolViolation, "answer to READ BINARY is no 53 object");
    // Where the header is shorter than assumed the card may use the room for more of the file.
    const ByteView value = object->value.first(std::min(object->value.size(), length));
    response.data = SecretBytes(value.begin(), value.end());
    return response;
}

Result<ResponseApdu> FileReader::readBinary(Byte p1, Byte p2, std::size_t length) {
    const bool pastEnd = (p1 & shortIdentifierFlag) != 0 || (p1 == 0 && p2 == 0);
    return transmit({0x00, instructionReadBinary, p1, p2, {}, length, length > shortLimit()}, length, pastEnd);
}

// Takes note of what card and reader carried, and of what they did not.
Result<ResponseApdu> FileReader::transmit(const CommandApdu& command, std::size_t length, bool pastEnd) {
    const bool isProtected = channel_->isProtected();
    auto response = channel_->transmit(command);
    if (!isProtected) return response;
    if (response) {
        if (!hasData(*response)) return response;
        abilities_.provenRead = std::max(abilities_.provenRead, response->data.size());
        if (pastEnd && response->data.size() < length) abilities_.provenPastEnd = true;
        return response;
    }
    const bool known =
        length <= std::max(shortLimit(), abilities_.provenRead) && (!pastEnd || abilities_.provenPastEnd);
    if (known || !isLostInTransit(response.error().code)) return response;
    fallBack(length, pastEnd);
    return fail(ErrorCode::CardSecureMessagingFailed, "no whole answer to a long read");
}

std::size_t FileReader::shortLimit() const {
    const SecureMessaging* session = channel_->secureMessaging();
    return session ? session->maxResponseData(maxShortLe) : maxShortLe;
}

// `extendedLength` unknown counts as no: a protected session is no place to try.
std::size_t FileReader::chunk(std::size_t wanted, std::size_t offset) const {
    const SecureMessaging* session = channel_->secureMessaging();
    const std::size_t longest = session ? session->maxResponseData(maxExtendedLe) : maxExtendedLe;
    const bool extended = abilities_.extendedLength.value_or(false) && abilities_.maxRead > shortLimit();
    const std::size_t limit = std::min(abilities_.maxRead, extended ? longest : shortLimit());
    return std::min(wanted, contentLength(limit, offset));
}

}  // namespace cccd_bridge::emrtd
