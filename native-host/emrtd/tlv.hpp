// Bounded reader for BER-TLV data objects (ISO/IEC 8825-1 §8.1, ISO/IEC 7816-4 §5.2.2), and a small writer.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <cstddef>
#include <cstdint>

namespace cccd_bridge::emrtd {

/// One data object; the views point into the buffer that was read.
struct Tlv {
    std::uint32_t tag = 0;     ///< tag bytes as a big-endian number: 0x30, 0x5F1F, 0x7F61
    bool constructed = false;  ///< bit 6 of the first tag byte
    ByteView value{};
    ByteView encoded{};  ///< tag, length and value as they were read
};

/// What the header of a data object says, before the value is at hand.
struct TlvHeader {
    std::uint32_t tag = 0;
    bool constructed = false;
    std::size_t headerLength = 0;
    std::size_t valueLength = 0;

    std::size_t totalLength() const { return headerLength + valueLength; }
};

/// That a file of the card breaks its encoding; `what` says where, for the log.
inline std::unexpected<Error> malformed(const char* what) { return fail(ErrorCode::CardFileMalformed, what); }

/// Tag (up to 4 bytes) and length (definite, up to 4 length bytes) at the start of `bytes`; the value may be missing.
/// Errors: CardFileMalformed.
Result<TlvHeader> parseTlvHeader(ByteView bytes);

/// Reads the data objects of one level in order. Total on any input: every call consumes bytes or fails.
class TlvReader {
  public:
    /// Deepest nesting that children() allows.
    static constexpr int maxDepth = 24;

    explicit TlvReader(ByteView bytes) : rest_(bytes) {}

    bool atEnd() const { return rest_.empty(); }

    /// Tag of the next object without consuming it; 0 at the end or when malformed.
    std::uint32_t peekTag() const;

    /// The next object. Errors: CardFileMalformed at the end, on an indefinite length, or when it passes the end.
    Result<Tlv> next();

    /// The next object, whose tag is so many bytes (1 to 4) long whatever those bytes say of it: some issuers use tags
    /// that the encoding rules would read on. Errors: as next().
    Result<Tlv> nextWithTagOf(std::size_t tagBytes);

    /// What is left to read.
    ByteView rest() const { return rest_; }

    /// The next object, which must bear this tag. Errors: CardFileMalformed.
    Result<Tlv> expect(std::uint32_t tag);

    /// The content of the next object, which must bear this tag, as a reader one level deeper.
    /// Errors: CardFileMalformed, also beyond maxDepth.
    Result<TlvReader> enter(std::uint32_t tag);

    /// A reader for the content of an object of this level. Errors: CardFileMalformed beyond maxDepth.
    Result<TlvReader> children(const Tlv& parent) const;

    /// Errors: CardFileMalformed when anything is left.
    Result<void> expectEnd() const;

  private:
    TlvReader(ByteView bytes, int depth) : rest_(bytes), depth_(depth) {}
    Result<Tlv> take(const TlvHeader& header);

    ByteView rest_;
    int depth_ = 0;
};

/// A whole buffer that must be exactly one object of this tag; returns its content as a reader.
/// Errors: CardFileMalformed.
Result<TlvReader> enterWhole(ByteView bytes, std::uint32_t tag);

/// The content of an INTEGER that is not negative, without zeros in front.
ByteView significant(ByteView number);

/// Appends tag, shortest length and value.
void appendTlv(Bytes& out, std::uint32_t tag, ByteView value);

/// One encoded data object.
Bytes makeTlv(std::uint32_t tag, ByteView value);

}  // namespace cccd_bridge::emrtd
