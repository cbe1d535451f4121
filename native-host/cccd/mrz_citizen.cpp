#include "cccd/mrz_citizen.hpp"

#include "cccd/id_number.hpp"
#include "cccd/text.hpp"

#include <algorithm>
#include <optional>

namespace cccd_bridge::cccd {
namespace {

constexpr std::string_view vietnam = "VNM";

template <class T>
Field<T> fromDg1(T value) {
    return Field<T>{.value = std::move(value), .source = Source::Dg1};
}

// Weights 7, 3, 1 over digits only (ICAO 9303-3 §4.9).
int checkDigit(std::string_view digits) {
    int sum = 0;
    for (std::size_t at = 0; at < digits.size(); ++at) {
        const int weight = at % 3 == 0 ? 7 : at % 3 == 1 ? 3 : 1;
        sum += weight * (digits[at] - '0');
    }
    return sum % 10;
}

// Optional data of a Vietnamese TD1 card: 12 digits, two fillers, one check digit.
std::optional<std::string> idNumberOf(const emrtd::MachineReadableZone& mrz) {
    if (mrz.format != emrtd::MrzFormat::Td1 || mrz.issuingState != vietnam) return std::nullopt;
    const std::string_view data = mrz.optionalData;
    if (data.size() != 15 || !isIdNumber(data.substr(0, 12)) || data.substr(12, 2) != "<<") return std::nullopt;
    const auto number = data.substr(0, 12);
    if (data[14] - '0' != checkDigit(number)) return std::nullopt;
    return std::string(number);
}

// The date in a given century; a year alone when month or day is unknown or not a day of the calendar.
std::optional<Date> inCentury(const emrtd::MrzDate& date, int century) {
    if (!date.year) return std::nullopt;
    const int year = century + *date.year;
    if (date.month && date.day) {
        if (const auto day = Date::ofDay(year, *date.month, *date.day)) return day;
        return std::nullopt;
    }
    return Date::ofYear(year);
}

std::optional<Date> birthOf(const emrtd::MachineReadableZone& mrz, const std::optional<std::string>& idNumber,
                            const Date& today) {
    if (idNumber) {
        const auto birth = inCentury(mrz.dateOfBirth, readIdNumber(*idNumber)->birthYear / 100 * 100);
        if (birth && *birth <= today) return birth;
    }
    const int century = today.year() / 100 * 100;
    const auto recent = inCentury(mrz.dateOfBirth, century);
    if (recent && *recent <= today) return recent;
    return inCentury(mrz.dateOfBirth, century - 100);
}

ExpiryField expiryOf(const emrtd::MachineReadableZone& mrz, bool vietnameseCard, const Date& today) {
    if (!mrz.dateOfExpiry.month || !mrz.dateOfExpiry.day) return std::nullopt;
    if (vietnameseCard && mrz.dateOfExpiry.raw == "991231") return fromDg1(std::optional<Date>());
    std::optional<Date> expiry;
    if (vietnameseCard) {
        expiry = inCentury(mrz.dateOfExpiry, 2000);
    } else {
        const int century = today.year() / 100 * 100;
        const auto distance = [&](const Date& date) { return std::abs(date.year() - today.year()); };
        for (const int candidate : {century - 100, century, century + 100}) {
            const auto date = inCentury(mrz.dateOfExpiry, candidate);
            if (date && (!expiry || distance(*date) < distance(*expiry))) expiry = date;
        }
    }
    return expiry ? ExpiryField(fromDg1(expiry)) : std::nullopt;
}

std::string joinedName(const emrtd::MachineReadableZone& mrz) {
    return foldForMrz(mrz.primaryIdentifier + " " + mrz.secondaryIdentifier);
}

bool fillsNameField(const emrtd::MachineReadableZone& mrz) {
    const std::size_t last = mrz.format == emrtd::MrzFormat::Td1 ? 89 : mrz.format == emrtd::MrzFormat::Td2 ? 35 : 43;
    // A cut that falls between two parts leaves the filler of that place at the very end.
    return mrz.text.size() > last && (mrz.text[last] != '<' || mrz.text[last - 1] != '<');
}

std::string withoutSpaces(std::string text) {
    std::erase(text, ' ');
    return text;
}

// Every part of the cut name starts the part of the full name at the same place.
bool partsFit(std::string_view full, std::string_view cut) {
    while (!cut.empty()) {
        const auto cutPart = cut.substr(0, cut.find(' '));
        const auto fullPart = full.substr(0, full.find(' '));
        if (!fullPart.starts_with(cutPart)) return false;
        cut.remove_prefix(std::min(cut.size(), cutPart.size() + 1));
        full.remove_prefix(std::min(full.size(), fullPart.size() + 1));
    }
    return true;
}

}  // namespace

MrzCitizen readMrzCitizen(const emrtd::MachineReadableZone& mrz, const Date& today) {
    MrzCitizen result;
    auto& citizen = result.citizen;
    const auto& nationality = mrz.nationality.empty() ? mrz.issuingState : mrz.nationality;
    result.vietnamese = nationality == vietnam;
    result.name = joinedName(mrz);
    result.nameMayBeCut = fillsNameField(mrz);

    const auto idNumber = idNumberOf(mrz);
    if (idNumber) citizen.idNumber = fromDg1(*idNumber);
    if (mrz.checkDigits.documentNumber && !mrz.documentNumber.empty())
        citizen.documentNumber = fromDg1(mrz.documentNumber);
    if (mrz.checkDigits.dateOfBirth) {
        if (const auto birth = birthOf(mrz, idNumber, today)) citizen.dateOfBirth = fromDg1(*birth);
    }
    if (mrz.checkDigits.dateOfExpiry)
        citizen.expiryDate = expiryOf(mrz, mrz.issuingState == vietnam && mrz.format == emrtd::MrzFormat::Td1, today);
    if (mrz.sex == 'M') citizen.sex = fromDg1(Sex::Male);
    if (mrz.sex == 'F') citizen.sex = fromDg1(Sex::Female);
    if (result.vietnamese) {
        citizen.nationality = fromDg1(std::string("Việt Nam"));
    } else {
        if (!nationality.empty()) citizen.nationality = fromDg1(nationality);
        if (!result.name.empty()) citizen.fullName = fromDg1(result.name);
    }
    return result;
}

bool nameFitsMrz(std::string_view fullName, const MrzCitizen& mrz) {
    const auto folded = foldForMrz(fullName);
    if (folded.empty() || mrz.name.empty()) return false;
    if (withoutSpaces(folded) == withoutSpaces(mrz.name)) return true;
    return mrz.nameMayBeCut && partsFit(folded, mrz.name);
}

}  // namespace cccd_bridge::cccd
