#include "virtual-card/der.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace virtual_card::der {
namespace {

void appendTag(Bytes& target, unsigned tag) {
    for (int shift = 16; shift > 0; shift -= 8) {
        if (tag >> shift) target.push_back(static_cast<Byte>(tag >> shift));
    }
    target.push_back(static_cast<Byte>(tag));
}

void appendLength(Bytes& target, std::size_t length) {
    if (length >= 0x80) {
        const int size = length > 0xFFFF ? 3 : length > 0xFF ? 2 : 1;
        target.push_back(static_cast<Byte>(0x80 | size));
        for (int shift = 8 * (size - 1); shift > 0; shift -= 8) target.push_back(static_cast<Byte>(length >> shift));
    }
    target.push_back(static_cast<Byte>(length));
}

void appendArc(Bytes& target, unsigned arc) {
    Bytes digits{static_cast<Byte>(arc & 0x7F)};
    while (arc >>= 7) digits.insert(digits.begin(), static_cast<Byte>(0x80 | (arc & 0x7F)));
    append(target, digits);
}

/// Length field at `position`, which is moved behind it.
std::optional<std::size_t> readLength(ByteView bytes, std::size_t& position) {
    if (position >= bytes.size()) return std::nullopt;
    const Byte first = bytes[position++];
    if (first < 0x80) return first;
    const std::size_t count = first & 0x7Fu;
    if (count == 0 || count > 3 || bytes.size() - position < count) return std::nullopt;
    std::size_t length = 0;
    for (std::size_t i = 0; i < count; ++i) length = length << 8 | bytes[position++];
    return length;
}

}  // namespace

Bytes object(unsigned tag, ByteView value) {
    Bytes bytes;
    bytes.reserve(value.size() + 6);
    appendTag(bytes, tag);
    appendLength(bytes, value.size());
    append(bytes, value);
    return bytes;
}

Bytes objectWithLongLength(unsigned tag, ByteView value) {
    Bytes bytes;
    appendTag(bytes, tag);
    append(bytes, Bytes{0x83, static_cast<Byte>(value.size() >> 16), static_cast<Byte>(value.size() >> 8),
                        static_cast<Byte>(value.size())});
    append(bytes, value);
    return bytes;
}

Bytes objectWithOpenLength(unsigned tag, ByteView value) {
    Bytes bytes;
    appendTag(bytes, tag);
    bytes.push_back(0x80);
    append(bytes, value);
    append(bytes, Bytes{0, 0});
    return bytes;
}

Bytes integer(unsigned value) {
    Bytes digits{static_cast<Byte>(value)};
    while (value >>= 8) digits.insert(digits.begin(), static_cast<Byte>(value));
    if (digits.front() & 0x80) digits.insert(digits.begin(), 0);
    return object(0x02, digits);
}

Bytes unsignedInteger(ByteView value) {
    while (value.size() > 1 && value[0] == 0) value = value.subspan(1);
    const bool signBit = !value.empty() && (value[0] & 0x80) != 0;
    return object(0x02, concat(Bytes(signBit || value.empty() ? 1 : 0), value));
}

Bytes objectIdentifier(std::string_view dotted) {
    std::vector<unsigned> arcs;
    const char* end = dotted.data() + dotted.size();
    for (const char* at = dotted.data(); at < end; ++at) {
        unsigned arc = 0;
        const auto [next, error] = std::from_chars(at, end, arc);
        if (error != std::errc{}) throw std::invalid_argument("not an object identifier");
        arcs.push_back(arc);
        at = next;
    }
    if (arcs.size() < 2) throw std::invalid_argument("not an object identifier");
    Bytes value;
    appendArc(value, arcs[0] * 40 + arcs[1]);
    for (std::size_t i = 2; i < arcs.size(); ++i) appendArc(value, arcs[i]);
    return object(0x06, value);
}

Bytes null() { return {0x05, 0x00}; }

Bytes octetString(ByteView value) { return object(0x04, value); }

Bytes sequence(std::initializer_list<ByteView> parts) {
    Bytes content;
    for (ByteView part : parts) append(content, part);
    return object(0x30, content);
}

Bytes setOf(std::vector<Bytes> parts) {
    std::ranges::sort(parts);
    Bytes content;
    for (const Bytes& part : parts) append(content, part);
    return object(0x31, content);
}

std::optional<Element> read(ByteView bytes) {
    if (bytes.empty()) return std::nullopt;
    std::size_t position = 1;
    unsigned tag = bytes[0];
    if ((tag & 0x1F) == 0x1F) {
        if (bytes.size() < 2 || bytes[1] & 0x80) return std::nullopt;
        tag = tag << 8 | bytes[1];
        position = 2;
    }
    const auto length = readLength(bytes, position);
    if (!length || *length > bytes.size() - position) return std::nullopt;
    return Element{tag, bytes.subspan(position, *length), position + *length};
}

std::optional<ByteView> find(ByteView objects, unsigned tag) {
    while (const auto element = read(objects)) {
        if (element->tag == tag) return element->value;
        objects = objects.subspan(element->size);
    }
    return std::nullopt;
}

}  // namespace virtual_card::der
