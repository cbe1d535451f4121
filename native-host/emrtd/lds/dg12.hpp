// EF.DG12: additional document details (ICAO 9303-10 §4.7.12).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "emrtd/lds/details.hpp"

#include <string>
#include <vector>

namespace cccd_bridge::emrtd {

/// A member is empty where the file has nothing usable for it. Text as in PersonalDetails.
struct DocumentDetails {
    std::string issuingAuthority{};          ///< 5F19
    std::string dateOfIssue{};               ///< 5F26, eight digits YYYYMMDD
    std::vector<DetailName> otherPersons{};  ///< 5F1A
    std::string endorsements{};              ///< 5F1B
    std::string taxRequirements{};           ///< 5F1C
    std::string personalizationTime{};       ///< 5F55, fourteen digits YYYYMMDDhhmmss
    std::string personalizationSystem{};     ///< 5F56
};

/// Reads EF.DG12. Images of the document (5F1D, 5F1E) and unknown objects are left out; otherwise as parseDataGroup11.
/// Errors: CardFileMalformed.
Result<DocumentDetails> parseDataGroup12(ByteView file);

}  // namespace cccd_bridge::emrtd
