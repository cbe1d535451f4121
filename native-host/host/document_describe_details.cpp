// DG11, DG12
#include "emrtd/lds/dg11.hpp"
#include "emrtd/lds/dg12.hpp"
#include "host/document_describe.hpp"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cccd_bridge::host {

namespace {

using cccd::FieldName;

// A text that may speak of a sensitive field is shown where each field is asked for that it may speak of.
bool asksForAll(const cccd::FieldSet& include, std::initializer_list<FieldName> names) {
    return std::ranges::all_of(names, [&](FieldName name) { return include.test(static_cast<std::size_t>(name)); });
}

void put(json::object& object, std::string_view name, const std::string& text) {
    if (!text.empty()) object[name] = text;
}

void put(json::object& object, std::string_view name, const std::vector<std::string>& texts) {
    if (texts.empty()) return;
    json::array array;
    for (const std::string& text : texts) array.emplace_back(text);
    object[name] = std::move(array);
}

json::object nameToJson(const emrtd::DetailName& name) {
    json::object object;
    object["primary"] = name.primary;
    object["secondary"] = name.secondary;
    return object;
}

void put(json::object& object, std::string_view name, const std::vector<emrtd::DetailName>& names) {
    if (names.empty()) return;
    json::array array;
    for (const emrtd::DetailName& one : names) array.emplace_back(nameToJson(one));
    object[name] = std::move(array);
}

}  // namespace

Result<json::object> describeDataGroup11(ByteView file, const cccd::FieldSet& include) {
    TRY(const emrtd::PersonalDetails details, emrtd::parseDataGroup11(file));
    json::object object;
    if (details.fullName) object["fullName"] = nameToJson(*details.fullName);
    put(object, "otherNames", details.otherNames);
    put(object, "personalNumber", details.personalNumber);
    put(object, "dateOfBirth", details.dateOfBirth);
    put(object, "placeOfBirth", details.placeOfBirth);
    put(object, "permanentAddress", details.permanentAddress);
    put(object, "telephone", details.telephone);
    put(object, "profession", details.profession);
    put(object, "title", details.title);
    put(object, "otherDocuments", details.otherDocuments);
    // Free text, and who has the custody of a child.
    if (include == cccd::sensitiveFields()) put(object, "personalSummary", details.personalSummary);
    if (asksForAll(include, {FieldName::FatherName, FieldName::MotherName})) put(object, "custody", details.custody);
    return object;
}

Result<json::object> describeDataGroup12(ByteView file, const cccd::FieldSet& include) {
    TRY(const emrtd::DocumentDetails details, emrtd::parseDataGroup12(file));
    json::object object;
    put(object, "issuingAuthority", details.issuingAuthority);
    put(object, "dateOfIssue", details.dateOfIssue);
    put(object, "endorsements", details.endorsements);
    put(object, "taxRequirements", details.taxRequirements);
    put(object, "personalizationTime", details.personalizationTime);
    put(object, "personalizationSystem", details.personalizationSystem);
    // Spouse or children in the same document.
    if (asksForAll(include, {FieldName::FatherName, FieldName::MotherName, FieldName::SpouseName}))
        put(object, "otherPersons", details.otherPersons);
    return object;
}

}  // namespace cccd_bridge::host
