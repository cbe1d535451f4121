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
// READ BINARY with an even instruction codes the offset in 15 bits.
constexpr std::size_t maxEvenOffset = 0x7FFF;
// Tag and three length bytes of the object that wraps the answer to the odd instruction.
constexpr std::size_t oddOverhead = 4;
// Enough for any tag and length of a data group; shorter than any file.
constexpr std::size_t headerProbe = 6;
constexpr std::size_t minExtendedRead = 512;
constexpr int maxAttempts = 8;
// A card may answer in less than asked for, but not by the byte: on average at least this much per block, and a few
// more.
constexpr std::size_t minMeanBlock = 16;
constexpr std::size_t spareBlocks = 64;

bool hasData(const ResponseApdu& response) {
    return (response.ok() || response.sw == status::endOfFile) && !response.data.empty();
}

bool isRecoverableTransportError(ErrorCode code) {
    return code == ErrorCode::CardUnresponsive || code == ErrorCode::CardProtocolViolation;
}

}  // namespace

ElementaryFile dataGroupFile(int number) {
    const auto id = static_cast<Byte>(number);
    return {static_cast<std::uint16_t>(0x0100 + id), id, number == 2 ? maxImageFileSize : maxTextFileSize};
}

Result<SecretBytes> FileReader::read(const ElementaryFile& file) {
    TRY(SecretBytes content, readFirstBlock(file));
    TRY(const TlvHeader header, parseTlvHeader(content));
    const std::size_t total = header.totalLength();
    if (total > file.maxSize) return fail(ErrorCode::CardFileTooLarge, "file claims to be larger than allowed");
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
    const std::size_t length = abilities_.readsPastEnd ? chunk(file.maxSize, 0) : headerProbe;
    const bool byShortIdentifier = abilities_.shortFileIdentifiers && channel_->isProtected();
    if (byShortIdentifier) {
        const auto p1 = static_cast<Byte>(shortIdentifierFlag | file.shortIdentifier);
        TRY(ResponseApdu response, readBinary(p1, 0, length));
        if (hasData(response)) return std::move(response.data);
    }
    TRY_VOID(select(file));
    if (!abilities_.extendedLength && !channel_->isProtected()) {
        TRY(SecretBytes probed, probeExtendedLength());
        if (!probed.empty()) return probed;
    }
    TRY(ResponseApdu response, readBinary(0, 0, length));
    if (hasData(response)) {
        if (byShortIdentifier) abilities_.shortFileIdentifiers = false;
        return std::move(response.data);
    }
    if (!abilities_.readsPastEnd) return statusError(response.sw, "READ BINARY");
    TRY(ResponseApdu header, readBinary(0, 0, headerProbe));
    if (!hasData(header)) return statusError(header.sw, "READ BINARY");
    abilities_.readsPastEnd = false;
    return std::move(header.data);
}

// Asks for little with extended length fields while nothing is at stake: in plain, an error costs nothing, in a
// protected session it could cost the session. Gives the file's beginning, or nothing when the card declines.
Result<SecretBytes> FileReader::probeExtendedLength() {
    CommandApdu command{0x00, instructionReadBinary, 0x00, 0x00, {}, maxShortLe, true};
    auto response = channel_->transmit(command);
    if (!response && !isRecoverableTransportError(response.error().code)) return std::unexpected(response.error());
    abilities_.extendedLength = response && hasData(*response);
    return *abilities_.extendedLength ? std::move(response->data) : SecretBytes{};
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
        const auto announced = static_cast<std::size_t>(response.sw & 0xFF);
        if ((response.sw >> 8) == 0x6C && announced != 0 && announced < length) {
            length = announced;
        } else if (response.sw == status::wrongLength && stepDown()) {
            length = chunk(wanted, offset);
        } else if (response.ok() || response.sw == status::endOfFile || response.sw == status::wrongOffset) {
            return fail(ErrorCode::CardFileMalformed, "file ends before its data object does");
        } else {
            return statusError(response.sw, "READ BINARY");
        }
    }
    return fail(ErrorCode::CardProtocolViolation, "card declines every read length");
}

// Halves the extended read length, and gives extended length up below a minimum. False when there is nothing to lower.
bool FileReader::stepDown() {
    if (!abilities_.extendedLength.value_or(false)) return false;
    abilities_.maxExtendedRead /= 2;
    if (abilities_.maxExtendedRead < minExtendedRead) abilities_.extendedLength = false;
    return true;
}

Result<ResponseApdu> FileReader::readAt(std::size_t offset, std::size_t length) {
    if (offset <= maxEvenOffset) return readBinary(static_cast<Byte>(offset >> 8), static_cast<Byte>(offset), length);
    // ISO/IEC 7816-4 §7.2.3: the offset in a data object, the answer in another one.
    const std::array<Byte, 3> number{static_cast<Byte>(offset >> 16), static_cast<Byte>(offset >> 8),
                                     static_cast<Byte>(offset)};
    const std::size_t le = length + oddOverhead;
    TRY(ResponseApdu response, channel_->transmit({0x00, instructionReadBinaryOdd, 0x00, 0x00,
                                                   makeTlv(tagOffset, number), le, le > shortLimit()}));
    if (!hasData(response)) return response;
    TlvReader objects(response.data);
    const auto object = objects.expect(tagDiscretionaryData);
    if (!object) return fail(ErrorCode::CardProtocolViolation, "answer to READ BINARY is no 53 object");
    response.data = SecretBytes(object->value.begin(), object->value.end());
    return response;
}

Result<ResponseApdu> FileReader::readBinary(Byte p1, Byte p2, std::size_t length) {
    return channel_->transmit({0x00, instructionReadBinary, p1, p2, {}, length, length > shortLimit()});
}

std::size_t FileReader::shortLimit() const {
    const SecureMessaging* session = channel_->secureMessaging();
    return session ? session->maxResponseData(maxShortLe) : maxShortLe;
}

std::size_t FileReader::chunk(std::size_t wanted, std::size_t offset) const {
    const std::size_t limit = abilities_.extendedLength.value_or(false) ? abilities_.maxExtendedRead : shortLimit();
    return std::min(wanted, offset > maxEvenOffset ? limit - oddOverhead : limit);
}

}  // namespace cccd_bridge::emrtd
