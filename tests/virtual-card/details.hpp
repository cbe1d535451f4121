// DG11 and DG12: additional personal and document details (9303-10 §4.7.11, §4.7.12). Every member is written as it
// stands here, in UTF-8; what is empty is absent.
#pragma once

#include "virtual-card/bytes.hpp"

#include <optional>
#include <string>
#include <vector>

namespace virtual_card {

enum class DateEncoding {
    Text,          ///< eight digits
    BinaryDecimal  ///< the same, two to a byte
};

struct PersonalDetails {
    std::string fullName;  ///< "NGUYEN<<THI<MAU"
    std::vector<std::string> otherNames;
    std::string personalNumber;
    std::string dateOfBirth;  ///< CCYYMMDD
    std::string placeOfBirth;
    std::string permanentAddress;
    std::string telephone;
    std::string profession;
    std::string title;
    std::string personalSummary;
    std::string otherDocuments;
    std::string custody;
    DateEncoding dates = DateEncoding::Text;
};

struct DocumentDetails {
    std::string issuingAuthority;
    std::string issueDate;  ///< CCYYMMDD
    std::vector<std::string> otherPersons;
    std::string endorsements;
    std::string taxRequirements;
    std::string personalizationTime;  ///< CCYYMMDDhhmmss
    std::string personalizationSystem;
    DateEncoding dates = DateEncoding::Text;
};

Bytes buildDg11(const PersonalDetails& details);
Bytes buildDg12(const DocumentDetails& details);

}  // namespace virtual_card
