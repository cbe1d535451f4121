#include "cccd/additional_details.hpp"

#include "cccd/id_number.hpp"
#include "cccd/text.hpp"

#include <string>
#include <string_view>

namespace cccd_bridge::cccd {
namespace {

TextField textField(std::string_view text, Source source) {
    auto clean = collapseSpaces(text);
    if (clean.empty() || clean.size() > maxTextBytes || !isPlainText(clean)) return std::nullopt;
    return Field<std::string>{.value = std::move(clean), .source = source};
}

// Eight digits YYYYMMDD as the reader checked them; day and month may be zeros.
DateField dateField(const std::string& digits, Source source) {
    if (digits.empty()) return std::nullopt;
    const int number = std::stoi(digits);
    const int year = number / 10000, month = number / 100 % 100, day = number % 100;
    const auto date = day == 0 ? (month <= 12 ? Date::ofYear(year) : std::nullopt) : Date::ofDay(year, month, day);
    return date ? DateField(Field<Date>{.value = *date, .source = source}) : std::nullopt;
}

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
    return text;
}

}  // namespace

void addPersonalDetails(Citizen& citizen, const emrtd::PersonalDetails& details) {
    if (details.fullName)
        citizen.fullName = textField(details.fullName->primary + " " + details.fullName->secondary, Source::Dg11);
    citizen.dateOfBirth = dateField(details.dateOfBirth, Source::Dg11);
    if (isIdNumber(details.personalNumber)) citizen.idNumber = textField(details.personalNumber, Source::Dg11);
    citizen.placeOfResidence = textField(joined(details.permanentAddress), Source::Dg11);
}

void addDocumentDetails(Citizen& citizen, const emrtd::DocumentDetails& details) {
    citizen.issueDate = dateField(details.dateOfIssue, Source::Dg12);
    citizen.issuingAuthority = textField(details.issuingAuthority, Source::Dg12);
}

}  // namespace cccd_bridge::cccd
