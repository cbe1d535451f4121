// Reads elementary files: sizes checked before memory is taken, in as few APDUs as the card allows (ICAO 9303-10
// §3.6.3).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "emrtd/card_channel.hpp"
#include "emrtd/timed_transport.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>

namespace cccd_bridge::emrtd {

/// A transparent file: identifier, short identifier, the largest size that is believed, and how many bytes are asked
/// for before the size is known.
struct ElementaryFile {
    std::uint16_t identifier = 0;
    Byte shortIdentifier = 0;
    std::size_t maxSize = 0;
    std::size_t firstRead = 0;
};

inline constexpr std::size_t maxTextFileSize = std::size_t{64} * 1024;
inline constexpr std::size_t maxImageFileSize = std::size_t{512} * 1024;
/// More than any text file of a card has; cards that are strict with lengths are not provoked needlessly.
inline constexpr std::size_t textFirstRead = 4000;

inline constexpr ElementaryFile cardAccessFile{0x011C, 0x1C, maxTextFileSize, maxShortLe};
inline constexpr ElementaryFile commonDataFile{0x011E, 0x1E, maxTextFileSize, textFirstRead};
inline constexpr ElementaryFile securityObjectFile{0x011D, 0x1D, maxTextFileSize, textFirstRead};
/// EF.DGn, n = 1..16.
ElementaryFile dataGroupFile(int number);

/// What was learnt of a card in its reader, worth keeping for the next session with that kind of card in that reader.
struct CardAbilities {
    std::optional<bool> extendedLength{};     ///< card and reader carry extended length fields; absent: not probed yet
    bool shortFileIdentifiers = true;         ///< READ BINARY by short identifier works in the application
    bool shortFileIdentifiersOutside = true;  ///< and where no application is selected
    bool readsPastEnd = true;                 ///< READ BINARY beyond the end gives what there is
    std::size_t maxRead = maxExtendedLe;      ///< most plain bytes asked for at once
    std::size_t provenRead = 0;               ///< most plain bytes that came in one answer of a protected session
    bool provenPastEnd = false;               ///< a protected read beyond the end was answered with data

    friend bool operator==(const CardAbilities&, const CardAbilities&) = default;
};

struct ReadProgress {
    std::uint16_t file = 0;  ///< identifier
    std::size_t bytesRead = 0;
    std::size_t bytesTotal = 0;
};
using ReadProgressCallback = std::function<void(const ReadProgress&)>;

/// Asks for as much as may be carried and steps down where the card declines, which costs one APDU a step. A reader
/// that cannot carry a long answer costs the protected session: then the abilities fall back to what is proven, so that
/// the same reading works in a new session.
class FileReader {
  public:
    /// `time` is what the channel's commands go through, where a file's time is to be limited.
    FileReader(CardChannel& channel, CardAbilities abilities, ReadProgressCallback progress,
               TimedTransport* time = nullptr)
        : channel_(&channel), abilities_(abilities), progress_(std::move(progress)), time_(time) {}

    /// Reads one data object of the file from its beginning; what lies behind it is left.
    /// Errors: CardFileMissing, CardAccessRefused, CardFileMalformed, CardFileTooLarge, CardProtocolViolation, and the
    /// channel's own; CardTooSlow; CardSecureMessagingFailed also when the reader lost an answer of a size it had never
    /// carried.
    Result<SecretBytes> read(const ElementaryFile& file);

    /// Selects a file by identifier. Errors: CardFileMissing, CardAccessRefused, CardProtocolViolation.
    Result<void> select(const ElementaryFile& file);

    /// Sends a plain command that asks for a few bytes, with extended length fields, to learn whether card and reader
    /// carry them: in plain an error costs nothing, in a protected session it could cost the session. Nothing is sent
    /// where that is known. The answer, or nothing where there is none. Errors: the channel's own.
    Result<std::optional<SecretBytes>> probeExtendedLength(CommandApdu command);

    const CardAbilities& abilities() const { return abilities_; }

  private:
    Result<SecretBytes> readFirstBlock(const ElementaryFile& file);
    Result<SecretBytes> readSelected(const ElementaryFile& file);
    Result<SecretBytes> readByShortIdentifier(const ElementaryFile& file);
    Result<ResponseApdu> tryExtendedLength(CommandApdu command);
    Result<ResponseApdu> probeByReading(Byte p1);
    Result<SecretBytes> readBlock(std::size_t offset, std::size_t wanted);
    Result<ResponseApdu> readAt(std::size_t offset, std::size_t length);
    Result<ResponseApdu> readBinary(Byte p1, Byte p2, std::size_t length);
    Result<ResponseApdu> readFromStart(Byte p1, std::size_t wanted);
    Result<ResponseApdu> transmit(const CommandApdu& command, std::size_t length, bool pastEnd);
    bool stepDown(std::size_t length);
    void fallBack(std::size_t length, bool pastEnd);
    std::size_t shortLimit() const;
    std::size_t chunk(std::size_t wanted, std::size_t offset) const;

    CardChannel* channel_;
    CardAbilities abilities_;
    ReadProgressCallback progress_;
    TimedTransport* time_;
};

}  // namespace cccd_bridge::emrtd
