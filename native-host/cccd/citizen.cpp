#include "cccd/citizen.hpp"

#include "cccd/text.hpp"

#include <openssl/crypto.h>

#include <type_traits>

namespace cccd_bridge::cccd {
namespace {

constexpr std::array<std::string_view, sourceCount> sourceNames{"dg1", "dg11",   "dg12",    "dg13",
                                                                "qr",  "lookup", "derived", "manual"};
constexpr std::array<std::string_view, 3> sexNames{"male", "female", "other"};
constexpr std::array<std::string_view, fieldCount> fieldNames{"idNumber",
                                                              "oldIdNumber",
                                                              "fullName",
                                                              "dateOfBirth",
                                                              "sex",
                                                              "nationality",
                                                              "ethnicity",
                                                              "religion",
                                                              "placeOfOrigin",
                                                              "placeOfResidence",
                                                              "personalIdentification",
                                                              "issueDate",
                                                              "expiryDate",
                                                              "issuingAuthority",
                                                              "fatherName",
                                                              "motherName",
                                                              "spouseName",
                                                              "documentNumber"};

template <class Enum, std::size_t count>
std::optional<Enum> find(const std::array<std::string_view, count>& names, std::string_view text) {
    for (std::size_t index = 0; index < count; ++index) {
        if (names[index] == text) return static_cast<Enum>(index);
    }
    return std::nullopt;
}

template <class FieldType>
void wipeField(FieldType& field) {
    if constexpr (std::is_same_v<FieldType, TextField>) {
        if (field) OPENSSL_cleanse(field->value.data(), field->value.size());
    } else if (field) {
        OPENSSL_cleanse(&field->value, sizeof(field->value));
    }
    field.reset();
}

}  // namespace

std::string_view wireName(Source source) { return sourceNames[static_cast<std::size_t>(source)]; }
std::string_view wireName(Sex sex) { return sexNames[static_cast<std::size_t>(sex)]; }
std::string_view wireName(FieldName name) { return fieldNames[static_cast<std::size_t>(name)]; }

std::optional<Source> sourceFromWire(std::string_view text) { return find<Source>(sourceNames, text); }
std::optional<Sex> sexFromWire(std::string_view text) { return find<Sex>(sexNames, text); }
std::optional<FieldName> fieldNameFromWire(std::string_view text) { return find<FieldName>(fieldNames, text); }

std::optional<Sex> sexFromVietnamese(std::string_view text) {
    const auto folded = foldForSearch(text);
    if (folded == "NAM") return Sex::Male;
    if (folded == "NU") return Sex::Female;
    if (folded == "KHAC") return Sex::Other;
    return std::nullopt;
}

FieldSet sensitiveFields() {
    FieldSet fields;
    for (const auto name : {FieldName::Ethnicity, FieldName::Religion, FieldName::FatherName, FieldName::MotherName,
                            FieldName::SpouseName}) {
        fields.set(static_cast<std::size_t>(name));
    }
    return fields;
}

void dropSensitive(Citizen& citizen, const FieldSet& keep) {
    const auto drop = sensitiveFields() & ~keep;
    forEachField(citizen, [&](FieldName name, auto& field) {
        if (drop.test(static_cast<std::size_t>(name))) wipeField(field);
    });
}

void setVerified(Citizen& citizen, Source source, bool verified) {
    forEachField(citizen, [&](FieldName, auto& field) {
        if (field && field->source == source) field->verified = verified;
    });
}

bool isEmpty(const Citizen& citizen) {
    bool empty = true;
    forEachField(citizen, [&](FieldName, const auto& field) { empty = empty && !field; });
    return empty;
}

void wipe(Citizen& citizen) {
    forEachField(citizen, [](FieldName, auto& field) { wipeField(field); });
}

}  // namespace cccd_bridge::cccd
