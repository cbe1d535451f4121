// Reads elementary files: sizes checked before memory is taken, in as few APDUs as the card allows (ICAO 9303-10
// §3.6.3).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "emrtd/card_channel.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>

namespace cccd_bridge::emrtd {

/// A transparent file: identifier, short identifier, and the largest size that is believed.
struct ElementaryFile {
    std::uint16_t identifier = 0;
    Byte shortIdentifier = 0;
    std::size_t maxSize = 0;
};

inline constexpr std::size_t maxTextFileSize = std::size_t{64} * 1024;
inline constexpr std::size_t maxImageFileSize = std::size_t{512} * 1024;

inline constexpr ElementaryFile cardAccessFile{0x011C, 0x1C, maxTextFileSize};
inline constexpr ElementaryFile commonDataFile{0x011E, 0x1E, maxTextFileSize};
inline constexpr ElementaryFile securityObjectFile{0x011D, 0x1D, maxTextFileSize};
/// EF.DGn, n = 1..16.
ElementaryFile dataGroupFile(int number);

/// What was learnt of a card, worth keeping for the next session with it.
struct CardAbilities {
    std::optional<bool> extendedLength{};  ///< accepts extended length fields; absent: not probed yet
    bool shortFileIdentifiers = true;      ///< READ BINARY by short identifier works
    bool readsPastEnd = true;              ///< READ BINARY beyond the end gives what there is
    std::size_t maxExtendedRead = 2048;    ///< most plain bytes asked for at once with extended length
};

struct ReadProgress {
    std::uint16_t file = 0;  ///< identifier
    std::size_t bytesRead = 0;
    std::size_t bytesTotal = 0;
};
using ReadProgressCallback = std::function<void(const ReadProgress&)>;

class FileReader {
  public:
    FileReader(CardChannel& channel, CardAbilities abilities, ReadProgressCallback progress)
        : channel_(&channel), abilities_(abilities), progress_(std::move(progress)) {}

    /// Reads one data object of the file from its beginning; what lies behind it is left.
    /// Errors: CardFileMissing, CardAccessRefused, CardFileMalformed, CardFileTooLarge, CardProtocolViolation, and the
    /// channel's own.
    Result<SecretBytes> read(const ElementaryFile& file);

    /// Selects a file by identifier. Errors: CardFileMissing, CardAccessRefused, CardProtocolViolation.
    Result<void> select(const ElementaryFile& file);

    const CardAbilities& abilities() const { return abilities_; }

  private:
    Result<SecretBytes> readFirstBlock(const ElementaryFile& file);
    Result<SecretBytes> probeExtendedLength();
    Result<SecretBytes> readBlock(std::size_t offset, std::size_t wanted);
    Result<ResponseApdu> readAt(std::size_t offset, std::size_t length);
    Result<ResponseApdu> readBinary(Byte p1, Byte p2, std::size_t length);
    bool stepDown();
    std::size_t shortLimit() const;
    std::size_t chunk(std::size_t wanted, std::size_t offset) const;

    CardChannel* channel_;
    CardAbilities abilities_;
    ReadProgressCallback progress_;
};

}  // namespace cccd_bridge::emrtd
