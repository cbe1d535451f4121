// EF.DG11: additional personal details (ICAO 9303-10 §4.7.11).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "emrtd/lds/details.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cccd_bridge::emrtd {

/// What an issuer added to the MRZ; a member is empty where the file has nothing usable for it. Text is UTF-8 in NFC of
/// at most maxDetailBytes, without control characters.
struct PersonalDetails {
    std::optional<DetailName> fullName{};         ///< 5F0E
    std::vector<DetailName> otherNames{};         ///< 5F0F
    std::string personalNumber{};                 ///< 5F10
    std::string dateOfBirth{};                    ///< 5F2B, eight digits YYYYMMDD, zeros where unknown
    std::vector<std::string> placeOfBirth{};      ///< 5F11, from the place to the country
    std::vector<std::string> permanentAddress{};  ///< 5F42, from the street to the country
    std::string telephone{};                      ///< 5F12
    std::string profession{};                     ///< 5F13
    std::string title{};                          ///< 5F14
    std::string personalSummary{};                ///< 5F15
    std::vector<std::string> otherDocuments{};    ///< 5F17, numbers of other travel documents
    std::string custody{};                        ///< 5F18
};

/// Reads EF.DG11. Unknown objects and the proof of citizenship (5F16, an image) are left out; a value that is not text
/// costs itself only, of an object given twice the first counts. Errors: CardFileMalformed.
Result<PersonalDetails> parseDataGroup11(ByteView file);

}  // namespace cccd_bridge::emrtd
