#include "emrtd/tlv.hpp"

namespace cccd_bridge::emrtd {

namespace {

constexpr std::size_t maxTagBytes = 4;
constexpr std::size_t maxLengthBytes = 4;

// ISO/IEC 8825-1 §8.1.2: low tag numbers in one byte, high ones in further bytes with bit 8 as "more follows".
Result<std::size_t> parseTag(ByteView bytes, std::uint32_t& tag) {
    if (bytes.empty()) return malformed("data object without tag");
    if (bytes[0] == 0) return malformed("data object with tag zero");
    tag = bytes[0];
    if ((bytes[0] & 0x1F) != 0x1F) return std::size_t{1};
    for (std::size_t i = 1; i < bytes.size() && i < maxTagBytes; ++i) {
        tag = tag << 8 | bytes[i];
        if ((bytes[i] & 0x80) == 0) return i + 1;
    }
    return malformed("tag too long or cut off");
}

// Length and what follows from it, behind a tag that was read.
Result<TlvHeader> parseBehindTag(ByteView bytes, std::uint32_t tag, std::size_t tagLength) {
    TlvHeader header{.tag = tag};
    header.constructed = (bytes[0] & 0x20) != 0;
    if (tagLength >= bytes.size()) return malformed("data object without length");
    const Byte first = bytes[tagLength];
    if (first < 0x80) {
        header.headerLength = tagLength + 1;
        header.valueLength = first;
        return header;
    }
    const std::size_t lengthBytes = first & 0x7F;
    if (lengthBytes == 0) return malformed("indefinite length");
    if (lengthBytes > maxLengthBytes) return malformed("length of more than four bytes");
    if (bytes.size() - tagLength - 1 < lengthBytes) return malformed("length cut off");
    for (std::size_t i = 0; i < lengthBytes; ++i)
        header.valueLength = header.valueLength << 8 | bytes[tagLength + 1 + i];
    header.headerLength = tagLength + 1 + lengthBytes;
    return header;
}

}  // namespace

Result<TlvHeader> parseTlvHeader(ByteView bytes) {
    std::uint32_t tag = 0;
    TRY(const std::size_t tagLength, parseTag(bytes, tag));
    return parseBehindTag(bytes, tag, tagLength);
}

std::uint32_t TlvReader::peekTag() const {
    const auto header = parseTlvHeader(rest_);
    return header ? header->tag : 0;
}

Result<Tlv> TlvReader::next() {
    TRY(const TlvHeader header, parseTlvHeader(rest_));
    return take(header);
}

Result<Tlv> TlvReader::nextWithTagOf(std::size_t tagBytes) {
    if (tagBytes == 0 || tagBytes > maxTagBytes || rest_.size() < tagBytes) return malformed("tag cut off");
    std::uint32_t tag = 0;
    for (const Byte byte : rest_.first(tagBytes)) tag = tag << 8 | byte;
    TRY(const TlvHeader header, parseBehindTag(rest_, tag, tagBytes));
    return take(header);
}

Result<Tlv> TlvReader::take(const TlvHeader& header) {
    if (header.valueLength > rest_.size() - header.headerLength) return malformed("data object passes the end");
    const Tlv object{header.tag, header.constructed, rest_.subspan(header.headerLength, header.valueLength),
                     rest_.first(header.totalLength())};
    rest_ = rest_.subspan(header.totalLength());
    return object;
}

Result<Tlv> TlvReader::expect(std::uint32_t tag) {
    if (peekTag() != tag) return malformed("another data object was expected");
    return next();
}

Result<TlvReader> TlvReader::enter(std::uint32_t tag) {
    TRY(const Tlv object, expect(tag));
    return children(object);
}

Result<TlvReader> TlvReader::children(const Tlv& parent) const {
    if (depth_ >= maxDepth) return malformed("data objects nested too deeply");
    return TlvReader(parent.value, depth_ + 1);
}

Result<void> TlvReader::expectEnd() const {
    if (!atEnd()) return malformed("bytes behind the last data object");
    return {};
}

Result<TlvReader> enterWhole(ByteView bytes, std::uint32_t tag) {
    TlvReader reader(bytes);
    TRY(const TlvReader content, reader.enter(tag));
    TRY_VOID(reader.expectEnd());
    return content;
}

ByteView significant(ByteView number) {
    while (number.size() > 1 && number[0] == 0) number = number.subspan(1);
    return number;
}

void appendTlv(Bytes& out, std::uint32_t tag, ByteView value) {
    for (int shift = 24; shift >= 0; shift -= 8)
        if (const std::uint32_t part = tag >> shift; part != 0) out.push_back(static_cast<Byte>(part));
    const std::size_t length = value.size();
    if (length >= 0x80) {
        int lengthBytes = 1;
        while (length >> (8 * lengthBytes) != 0 && lengthBytes < 4) ++lengthBytes;
        out.push_back(static_cast<Byte>(0x80 | lengthBytes));
        for (int i = lengthBytes - 1; i > 0; --i) out.push_back(static_cast<Byte>(length >> (8 * i)));
    }
    out.push_back(static_cast<Byte>(length));
    out.insert(out.end(), value.begin(), value.end());
}

Bytes makeTlv(std::uint32_t tag, ByteView value) {
    Bytes out;
    out.reserve(value.size() + 8);
    appendTlv(out, tag, value);
    return out;
}

}  // namespace cccd_bridge::emrtd
