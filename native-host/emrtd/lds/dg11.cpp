#include "emrtd/lds/dg11.hpp"

#include "emrtd/lds/detail_fields.hpp"

#include <array>
#include <utility>

namespace cccd_bridge::emrtd {

namespace {

constexpr std::uint32_t tagDataGroup11 = 0x6B;
constexpr std::uint32_t tagFullName = 0x5F0E;
constexpr std::uint32_t tagOtherName = 0x5F0F;
constexpr std::uint32_t tagDateOfBirth = 0x5F2B;

constexpr std::array<std::pair<std::uint32_t, std::string PersonalDetails::*>, 6> personalTexts{{
    {0x5F10, &PersonalDetails::personalNumber},
    {0x5F12, &PersonalDetails::telephone},
    {0x5F13, &PersonalDetails::profession},
    {0x5F14, &PersonalDetails::title},
    {0x5F15, &PersonalDetails::personalSummary},
    {0x5F18, &PersonalDetails::custody},
}};
constexpr std::array<std::pair<std::uint32_t, std::vector<std::string> PersonalDetails::*>, 3> personalLists{{
    {0x5F11, &PersonalDetails::placeOfBirth},
    {0x5F42, &PersonalDetails::permanentAddress},
    {0x5F17, &PersonalDetails::otherDocuments},
}};

void take(const Tlv& object, PersonalDetails& details) {
    if (object.tag == tagFullName && !details.fullName) details.fullName = detailName(object.value);
    if (object.tag == tagOtherName)
        if (auto name = detailName(object.value)) details.otherNames.push_back(*std::move(name));
    if (object.tag == tagDateOfBirth && details.dateOfBirth.empty())
        details.dateOfBirth = detailDigits(object.value, detailDateDigits);
    for (const auto& [tag, member] : personalTexts)
        if (object.tag == tag && (details.*member).empty()) details.*member = detailLine(object.value);
    for (const auto& [tag, member] : personalLists)
        if (object.tag == tag && (details.*member).empty()) details.*member = detailParts(object.value);
}

}  // namespace

Result<PersonalDetails> parseDataGroup11(ByteView file) {
    TRY(const auto objects, readDetailObjects(file, tagDataGroup11));
    PersonalDetails details;
    for (const Tlv& object : objects) take(object, details);
    return details;
}

}  // namespace cccd_bridge::emrtd
