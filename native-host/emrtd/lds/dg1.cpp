#include "emrtd/lds/dg1.hpp"

#include "emrtd/access_key.hpp"
#include "emrtd/tlv.hpp"

#include <algorithm>

namespace cccd_bridge::emrtd {

namespace {

constexpr char filler = '<';
constexpr std::size_t td1Length = 90;
constexpr std::size_t td2Length = 72;
constexpr std::size_t td3Length = 88;
constexpr std::size_t documentNumberLength = 9;

std::string withoutTrailingFillers(std::string_view text) {
    const std::size_t last = text.find_last_not_of(filler);
    return std::string(text.substr(0, last == std::string_view::npos ? 0 : last + 1));
}

std::string withSpaces(std::string_view text) {
    std::string name = withoutTrailingFillers(text);
    std::ranges::replace(name, filler, ' ');
    return name;
}

bool checks(std::string_view field, char digit) { return mrzCheckDigit(field) == digit; }

// A two-digit number in a range; empty for fillers and for what no calendar has.
std::optional<int> number(std::string_view digits, int low, int high) {
    if (digits[0] < '0' || digits[0] > '9' || digits[1] < '0' || digits[1] > '9') return std::nullopt;
    const int value = (digits[0] - '0') * 10 + (digits[1] - '0');
    if (value < low || value > high) return std::nullopt;
    return value;
}

MrzDate date(std::string_view text) {
    return {std::string(text), number(text.substr(0, 2), 0, 99), number(text.substr(2, 2), 1, 12),
            number(text.substr(4, 2), 1, 31)};
}

// ICAO 9303-3 §4.6: two fillers part surname and given names.
void setNames(MachineReadableZone& mrz, std::string_view field) {
    const std::size_t gap = field.find("<<");
    mrz.primaryIdentifier = withSpaces(field.substr(0, gap));
    if (gap == std::string_view::npos) return;
    const std::size_t given = field.find_first_not_of(filler, gap);
    if (given != std::string_view::npos) mrz.secondaryIdentifier = withSpaces(field.substr(given));
}

// ICAO 9303-5 §4.2.4: a filler in place of the check digit says that the number goes on in the optional data, whose
// last character before a filler is then the check digit.
void setDocumentNumber(MachineReadableZone& mrz, std::string_view field, char digit, std::string_view optionalField) {
    mrz.documentNumber = withoutTrailingFillers(field);
    mrz.optionalData = withoutTrailingFillers(optionalField);
    mrz.checkDigits.documentNumber = checks(field, digit);
    const std::size_t end = optionalField.find(filler);
    if (digit != filler || end == 0 || end == std::string_view::npos) return;
    const std::string whole = std::string(field) + std::string(optionalField.substr(0, end - 1));
    mrz.documentNumber = withoutTrailingFillers(whole);
    mrz.checkDigits.documentNumber = checks(whole, optionalField[end - 1]);
    mrz.optionalData = withoutTrailingFillers(optionalField.substr(end + 1));
}

void setDates(MachineReadableZone& mrz, std::string_view birth, char birthDigit, std::string_view expiry,
              char expiryDigit) {
    mrz.dateOfBirth = date(birth);
    mrz.dateOfExpiry = date(expiry);
    mrz.checkDigits.dateOfBirth = checks(birth, birthDigit);
    mrz.checkDigits.dateOfExpiry = checks(expiry, expiryDigit);
}

// ICAO 9303-5 §4.2.2: three lines of 30.
void parseTd1(MachineReadableZone& mrz, std::string_view text) {
    const std::string_view line1 = text.substr(0, 30);
    const std::string_view line2 = text.substr(30, 30);
    setDocumentNumber(mrz, line1.substr(5, documentNumberLength), line1[14], line1.substr(15, 15));
    setDates(mrz, line2.substr(0, 6), line2[6], line2.substr(8, 6), line2[14]);
    mrz.sex = line2[7];
    mrz.nationality = withoutTrailingFillers(line2.substr(15, 3));
    mrz.secondOptionalData = withoutTrailingFillers(line2.substr(18, 11));
    std::string composite(line1.substr(5, 25));
    composite.append(line2.substr(0, 7)).append(line2.substr(8, 7)).append(line2.substr(18, 11));
    mrz.checkDigits.composite = checks(composite, line2[29]);
    setNames(mrz, text.substr(60, 30));
}

// ICAO 9303-6 §4.2.2: two lines of 36.
void parseTd2(MachineReadableZone& mrz, std::string_view text) {
    const std::string_view line2 = text.substr(36, 36);
    setDocumentNumber(mrz, line2.substr(0, documentNumberLength), line2[9], line2.substr(28, 7));
    mrz.nationality = withoutTrailingFillers(line2.substr(10, 3));
    setDates(mrz, line2.substr(13, 6), line2[19], line2.substr(21, 6), line2[27]);
    mrz.sex = line2[20];
    std::string composite(line2.substr(0, 10));
    composite.append(line2.substr(13, 7)).append(line2.substr(21, 14));
    mrz.checkDigits.composite = checks(composite, line2[35]);
    setNames(mrz, text.substr(5, 31));
}

// ICAO 9303-4 §4.2.2: two lines of 44.
void parseTd3(MachineReadableZone& mrz, std::string_view text) {
    const std::string_view line2 = text.substr(44, 44);
    mrz.documentNumber = withoutTrailingFillers(line2.substr(0, documentNumberLength));
    mrz.checkDigits.documentNumber = checks(line2.substr(0, documentNumberLength), line2[9]);
    mrz.nationality = withoutTrailingFillers(line2.substr(10, 3));
    setDates(mrz, line2.substr(13, 6), line2[19], line2.substr(21, 6), line2[27]);
    mrz.sex = line2[20];
    const std::string_view optionalField = line2.substr(28, 14);
    mrz.optionalData = withoutTrailingFillers(optionalField);
    // An empty field may bear a filler for its check digit.
    mrz.checkDigits.optionalData =
        checks(optionalField, line2[42]) || (mrz.optionalData.empty() && line2[42] == filler);
    std::string composite(line2.substr(0, 10));
    composite.append(line2.substr(13, 7)).append(line2.substr(21, 22));
    mrz.checkDigits.composite = checks(composite, line2[43]);
    setNames(mrz, text.substr(5, 39));
}

}  // namespace

Result<MachineReadableZone> parseMrz(std::string_view text) {
    if (mrzCheckDigit(text) == '\0') return fail(ErrorCode::CardFileMalformed, "character that no MRZ has");
    MachineReadableZone mrz;
    mrz.text = text;
    if (text.size() != td1Length && text.size() != td2Length && text.size() != td3Length)
        return fail(ErrorCode::CardFileMalformed, "MRZ of impossible length");
    mrz.documentCode = withoutTrailingFillers(text.substr(0, 2));
    mrz.issuingState = withoutTrailingFillers(text.substr(2, 3));
    if (text.size() == td1Length) {
        mrz.format = MrzFormat::Td1;
        parseTd1(mrz, text);
    } else if (text.size() == td2Length) {
        mrz.format = MrzFormat::Td2;
        parseTd2(mrz, text);
    } else {
        mrz.format = MrzFormat::Td3;
        parseTd3(mrz, text);
    }
    return mrz;
}

Result<MachineReadableZone> parseDataGroup1(ByteView file) {
    TRY(TlvReader content, enterWhole(file, 0x61));
    TRY(const Tlv mrz, content.expect(0x5F1F));
    return parseMrz({reinterpret_cast<const char*>(mrz.value.data()), mrz.value.size()});
}

}  // namespace cccd_bridge::emrtd
