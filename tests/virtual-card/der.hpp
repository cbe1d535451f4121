// Tag-length-value objects: BER for card data and secure messaging (ISO 7816-4 §5.2.2), DER for ASN.1 (X.690).
#pragma once

#include "virtual-card/bytes.hpp"

#include <initializer_list>
#include <optional>
#include <string_view>

namespace virtual_card::der {

/// One object with the shortest definite length. The tag is written as it is, 1 to 3 bytes.
Bytes object(unsigned tag, ByteView value);
/// One object whose length has two bytes more than needed (83 00 ..): valid BER, not DER.
Bytes objectWithLongLength(unsigned tag, ByteView value);
/// A constructed object of indefinite length (X.690 §8.1.3.6), which ends with two zeros.
Bytes objectWithOpenLength(unsigned tag, ByteView value);

Bytes integer(unsigned value);
/// INTEGER that is not negative, from its big-endian bytes.
Bytes unsignedInteger(ByteView value);
/// OBJECT IDENTIFIER from its dotted form.
Bytes objectIdentifier(std::string_view dotted);
Bytes null();
Bytes octetString(ByteView value);
Bytes sequence(std::initializer_list<ByteView> parts);
/// SET OF, its elements sorted as DER asks (X.690 §11.6).
Bytes setOf(std::vector<Bytes> parts);

/// One object read from the start of some bytes.
struct Element {
    unsigned tag;
    ByteView value;
    std::size_t size;  ///< of the whole object
};

/// Reads the first object: tags of up to 2 bytes, lengths of up to 3; nothing when the bytes are not one.
std::optional<Element> read(ByteView bytes);
/// The value of the first object with that tag among the objects in these bytes.
std::optional<ByteView> find(ByteView objects, unsigned tag);

}  // namespace virtual_card::der
