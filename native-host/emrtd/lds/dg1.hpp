// EF.DG1: the machine-readable zone (ICAO 9303-10 §4.7.1; layouts in 9303-4, -5 and -6).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace cccd_bridge::emrtd {

enum class MrzFormat { Td1, Td2, Td3 };

/// A date as the MRZ has it. The century is not in the MRZ: that is for the caller.
struct MrzDate {
    std::string raw{};           ///< six characters YYMMDD, '<' where unknown
    std::optional<int> year{};   ///< 0..99
    std::optional<int> month{};  ///< 1..12
    std::optional<int> day{};    ///< 1..31
};

/// Which check digits fit (ICAO 9303-3 §4.9). An absent optional has nothing to check.
struct MrzCheckDigits {
    bool documentNumber = false;
    bool dateOfBirth = false;
    bool dateOfExpiry = false;
    std::optional<bool> optionalData{};  ///< TD3 only
    bool composite = false;

    bool allValid() const {
        return documentNumber && dateOfBirth && dateOfExpiry && optionalData.value_or(true) && composite;
    }
};

/// The fields of the MRZ; trailing fillers are removed, inner ones kept except in names, where '<' becomes a space.
struct MachineReadableZone {
    MrzFormat format = MrzFormat::Td1;
    std::string text{};                ///< all lines without separators: 90, 72 or 88 characters
    std::string documentCode{};        ///< "ID", "P", ...
    std::string issuingState{};        ///< three-letter code, "VNM"; "D" for Germany
    std::string documentNumber{};      ///< with its overflow, where TD1 and TD2 put it into the optional data
    std::string optionalData{};        ///< TD1: line 1; TD2 and TD3: the one field, without its check digit
    std::string secondOptionalData{};  ///< TD1: line 2
    std::string nationality{};
    MrzDate dateOfBirth{};
    MrzDate dateOfExpiry{};
    char sex = '<';                     ///< 'M', 'F' or '<'
    std::string primaryIdentifier{};    ///< surname
    std::string secondaryIdentifier{};  ///< given names
    MrzCheckDigits checkDigits{};
};

/// Reads EF.DG1. Wrong check digits are reported in the result, not refused.
/// Errors: CardFileMalformed when the file, its length or a character does not fit an MRZ.
Result<MachineReadableZone> parseDataGroup1(ByteView file);

/// Reads an MRZ given as text of 90, 72 or 88 characters, without line ends. Errors: CardFileMalformed.
Result<MachineReadableZone> parseMrz(std::string_view text);

}  // namespace cccd_bridge::emrtd
