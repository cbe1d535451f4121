// Data too large for one message, read piece by piece under a handle; in memory only, and not for long.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace cccd_bridge::host {

/// Longest piece of one read, in bytes.
inline constexpr std::size_t maximumBlobPiece = 491'520;

class BlobStore {
  public:
    using Clock = std::chrono::steady_clock;

    /// How long a blob is kept that nobody reads to its end.
    static constexpr std::chrono::seconds lifetime{120};
    /// Most blobs at a time; the oldest goes first.
    static constexpr std::size_t maximumBlobs = 4;

    struct Piece {
        SecretBytes data;
        std::size_t total = 0;
    };

    /// Keeps data that came from a card; the handle is random. Errors: CardRemoved when that card has left since;
    /// ProtocolInternal without random numbers.
    Result<std::string> keep(SecretBytes data, std::string reader, std::uint32_t insertion);

    /// A piece, shorter at the end. The blob is wiped once its last byte was read.
    /// Errors: BlobUnknown (also when it is too old by now), BlobRangeInvalid.
    Result<Piece> read(std::string_view handle, std::size_t offset, std::size_t length,
                       Clock::time_point now = Clock::now());

    /// Wipes what came from a card whose data is not to be trusted after all.
    void forgetCard(std::string_view reader, std::uint32_t insertion);

    /// Wipes what came from a card that left, and keeps nothing more of it: its photo may still be looked at.
    /// Insertions of a reader go on counting.
    void cardLeft(const std::string& reader, std::uint32_t insertion);

    /// Wipes what is too old; tells when to come again.
    std::optional<Clock::time_point> forgetOld(Clock::time_point now);

    void clear();

  private:
    struct Blob {
        SecretBytes data;
        std::string reader;
        std::uint32_t insertion = 0;
        Clock::time_point until;
    };

    std::mutex mutex_;
    std::map<std::string, Blob, std::less<>> blobs_;
    std::map<std::string, std::uint32_t, std::less<>> left_;  // the last insertion of each reader that is over
};

}  // namespace cccd_bridge::host
