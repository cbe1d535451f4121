// What is known of a person, field by field with its source: the C++ side of schemas/citizen.schema.json.
#pragma once

#include "cccd/date.hpp"

#include <array>
#include <bitset>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cccd_bridge::cccd {

/// Where a value was read; wire strings by wireName().
enum class Source { Dg1, Dg11, Dg12, Dg13, Qr, Lookup, Derived, Manual };
inline constexpr std::size_t sourceCount = 8;

enum class Sex { Male, Female, Other };  // Nam, Nữ, Khác

/// Field names in the order of the schema; wire strings by wireName().
enum class FieldName {
    IdNumber,
    OldIdNumber,
    FullName,
    DateOfBirth,
    Sex,
    Nationality,
    Ethnicity,
    Religion,
    PlaceOfOrigin,
    PlaceOfResidence,
    PersonalIdentification,
    IssueDate,
    ExpiryDate,
    IssuingAuthority,
    FatherName,
    MotherName,
    SpouseName,
    DocumentNumber,
};
inline constexpr std::size_t fieldCount = 18;

/// A value with where it comes from and how far it can be trusted.
template <class T>
struct Field {
    T value;
    Source source;
    bool verified = false;                 ///< true only when a data verdict of yes covers the source
    std::vector<Source> confirmedBy = {};  ///< other sources that say the same, each once
    bool operator==(const Field&) const = default;
};

using TextField = std::optional<Field<std::string>>;
using DateField = std::optional<Field<Date>>;
using SexField = std::optional<Field<Sex>>;
/// The inner optional is empty for "không thời hạn" (null on the wire); the outer one when nothing is known.
using ExpiryField = std::optional<Field<std::optional<Date>>>;

/// Text is UTF-8 in NFC, without control characters, at most 2048 bytes; a field that is not certain is absent.
struct Citizen {
    TextField idNumber;                // số định danh cá nhân, 12 digits
    TextField oldIdNumber;             // số CMND cũ, 9 digits, or a cancelled 12-digit number
    TextField fullName;                // họ, chữ đệm và tên khai sinh
    DateField dateOfBirth;             // ngày, tháng, năm sinh
    SexField sex;                      // giới tính
    TextField nationality;             // quốc tịch: Việt Nam, or a code of ICAO 9303-3 §5
    TextField ethnicity;               // dân tộc
    TextField religion;                // tôn giáo
    TextField placeOfOrigin;           // quê quán
    TextField placeOfResidence;        // nơi thường trú
    TextField personalIdentification;  // đặc điểm nhân dạng
    DateField issueDate;               // ngày cấp
    ExpiryField expiryDate;            // ngày hết hạn
    TextField issuingAuthority;        // nơi cấp
    TextField fatherName;              // họ tên cha
    TextField motherName;              // họ tên mẹ
    TextField spouseName;              // họ tên vợ hoặc chồng
    TextField documentNumber;          // document number of the MRZ, without filler
    bool operator==(const Citizen&) const = default;
};

/// Longest text value in bytes; longer ones are refused by every reader of this module.
inline constexpr std::size_t maxTextBytes = 2048;

std::string_view wireName(Source source);
std::string_view wireName(Sex sex);
std::string_view wireName(FieldName name);
std::optional<Source> sourceFromWire(std::string_view text);
std::optional<Sex> sexFromWire(std::string_view text);
std::optional<FieldName> fieldNameFromWire(std::string_view text);
/// `Nam`, `Nữ` or `Khác` in any case, with or without marks.
std::optional<Sex> sexFromVietnamese(std::string_view text);

/// Calls visit(FieldName, member) for every field in the order of the schema; member is a pointer to member of Citizen.
template <class Visitor>
void forEachMember(Visitor&& visit) {
    visit(FieldName::IdNumber, &Citizen::idNumber);
    visit(FieldName::OldIdNumber, &Citizen::oldIdNumber);
    visit(FieldName::FullName, &Citizen::fullName);
    visit(FieldName::DateOfBirth, &Citizen::dateOfBirth);
    visit(FieldName::Sex, &Citizen::sex);
    visit(FieldName::Nationality, &Citizen::nationality);
    visit(FieldName::Ethnicity, &Citizen::ethnicity);
    visit(FieldName::Religion, &Citizen::religion);
    visit(FieldName::PlaceOfOrigin, &Citizen::placeOfOrigin);
    visit(FieldName::PlaceOfResidence, &Citizen::placeOfResidence);
    visit(FieldName::PersonalIdentification, &Citizen::personalIdentification);
    visit(FieldName::IssueDate, &Citizen::issueDate);
    visit(FieldName::ExpiryDate, &Citizen::expiryDate);
    visit(FieldName::IssuingAuthority, &Citizen::issuingAuthority);
    visit(FieldName::FatherName, &Citizen::fatherName);
    visit(FieldName::MotherName, &Citizen::motherName);
    visit(FieldName::SpouseName, &Citizen::spouseName);
    visit(FieldName::DocumentNumber, &Citizen::documentNumber);
}

/// Calls visit(FieldName, field) for every field in the order of the schema; the field's type says what it holds.
template <class CitizenType, class Visitor>
void forEachField(CitizenType& citizen, Visitor&& visit) {
    forEachMember([&](FieldName name, auto member) { visit(name, citizen.*member); });
}

/// A set of fields, indexed by FieldName.
using FieldSet = std::bitset<fieldCount>;

/// Ethnicity, religion, parents and spouse: delivered only when asked for.
FieldSet sensitiveFields();

/// Wipes and removes the sensitive fields that are not in `keep`.
void dropSensitive(Citizen& citizen, const FieldSet& keep);

/// Marks what comes from `source` as verified or not (the data verdict covers a source as a whole).
void setVerified(Citizen& citizen, Source source, bool verified);

/// True when no field is present.
bool isEmpty(const Citizen& citizen);

/// Overwrites the text in memory (OPENSSL_cleanse) and removes every field.
void wipe(Citizen& citizen);

}  // namespace cccd_bridge::cccd
