// What DG11 and DG12 have in common: a list of tags, then data objects of text, dates and names (ICAO 9303-10 §4.7.11,
// §4.7.12). Internal to both.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "emrtd/lds/details.hpp"
#include "emrtd/tlv.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace cccd_bridge::emrtd {

/// The data objects of a file behind its tag list, those inside a list of names (A0) included; at most 64.
/// A tag 5Fxx that the list names is two bytes long also where xx is above 7F, as an issuer has it.
/// Errors: CardFileMalformed.
Result<std::vector<Tlv>> readDetailObjects(ByteView file, std::uint32_t tag);

/// Text in NFC, spaces trimmed; empty for what is not UTF-8, longer than maxDetailBytes, or holds control characters.
std::string detailText(ByteView value);

/// detailText with fillers turned into spaces.
std::string detailLine(ByteView value);

/// The parts of a text between fillers, those without text left out.
std::vector<std::string> detailParts(ByteView value);

/// A name, whose two identifiers are parted by two fillers; absent when there is no text.
std::optional<DetailName> detailName(ByteView value);

/// Digits of a date, YYYYMMDD.
inline constexpr std::size_t detailDateDigits = 8;

/// `count` digits, written as text or two in a byte; empty for anything else.
std::string detailDigits(ByteView value, std::size_t count);

}  // namespace cccd_bridge::emrtd
