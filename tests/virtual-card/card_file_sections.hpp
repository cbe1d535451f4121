// The parts of a card file, each read by the file that knows its members.
#pragma once

#include "virtual-card/card_description.hpp"
#include "virtual-card/object_reader.hpp"

namespace virtual_card {

/// What the card holds: document, holder, data groups, security object, changes after signing.
void readContentSections(ObjectReader& reader, CardDescription& card);
/// What the chip proves and lets in: access, activeAuthentication, chipAuthentication.
void readChipSections(ObjectReader& reader, CardDescription& card);
/// How it answers: apdu, link, faults.
void readBehaviourSections(ObjectReader& reader, CardDescription& card);

/// Hexadecimal digits; throws CardFileError on anything else.
Bytes parseHex(const std::string& text);
/// A status word of four hexadecimal digits; `target` stays when the key is absent.
void readStatusWord(ObjectReader& reader, std::string_view key, std::uint16_t& target);
/// Names of card files for the digests, with those of OpenSSL.
const std::vector<std::pair<std::string_view, std::string>>& hashNamesOfCardFiles();

/// Hands the member, if it is there, to `read(value, target)`.
template <class Read, class Target>
void readPart(ObjectReader& reader, std::string_view key, Read read, Target& target) {
    if (const auto* value = reader.find(key)) read(*value, target);
}

}  // namespace virtual_card
