#include "emrtd/lds/dg12.hpp"

#include "emrtd/lds/detail_fields.hpp"

#include <array>
#include <utility>

namespace cccd_bridge::emrtd {

namespace {

constexpr std::uint32_t tagDataGroup12 = 0x6C;
constexpr std::uint32_t tagOtherPerson = 0x5F1A;
constexpr std::uint32_t tagDateOfIssue = 0x5F26;
constexpr std::uint32_t tagPersonalizationTime = 0x5F55;
constexpr std::size_t timeDigits = 14;

constexpr std::array<std::pair<std::uint32_t, std::string DocumentDetails::*>, 4> documentTexts{{
    {0x5F19, &DocumentDetails::issuingAuthority},
    {0x5F1B, &DocumentDetails::endorsements},
    {0x5F1C, &DocumentDetails::taxRequirements},
    {0x5F56, &DocumentDetails::personalizationSystem},
}};

void take(const Tlv& object, DocumentDetails& details) {
    if (object.tag == tagOtherPerson)
        if (auto name = detailName(object.value)) details.otherPersons.push_back(*std::move(name));
    if (object.tag == tagDateOfIssue && details.dateOfIssue.empty())
        details.dateOfIssue = detailDigits(object.value, detailDateDigits);
    if (object.tag == tagPersonalizationTime && details.personalizationTime.empty())
        details.personalizationTime = detailDigits(object.value, timeDigits);
    for (const auto& [tag, member] : documentTexts)
        if (object.tag == tag && (details.*member).empty()) details.*member = detailLine(object.value);
}

}  // namespace

Result<DocumentDetails> parseDataGroup12(ByteView file) {
    TRY(const auto objects, readDetailObjects(file, tagDataGroup12));
    DocumentDetails details;
    for (const Tlv& object : objects) take(object, details);
    return details;
}

}  // namespace cccd_bridge::emrtd
