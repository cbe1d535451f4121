#include "host/wire_citizen.hpp"

#include "base/digits.hpp"
#include "base/text.hpp"
#include "host/params.hpp"

#include <algorithm>
#include <string>
#include <type_traits>

namespace cccd_bridge::host {

namespace {

constexpr std::size_t idNumberLength = 12;

json::value valueToJson(const std::string& value) { return json::string(value); }
json::value valueToJson(const cccd::Date& value) { return json::string(value.toIso()); }
json::value valueToJson(cccd::Sex value) { return json::string(cccd::wireName(value)); }
json::value valueToJson(const std::optional<cccd::Date>& value) {
    return value ? valueToJson(*value) : json::value(nullptr);
}

template <class T>
json::object fieldToJson(const cccd::Field<T>& field) {
    json::object object;
    object["value"] = valueToJson(field.value);
    object["source"] = cccd::wireName(field.source);
    object["verified"] = field.verified;
    if (!field.confirmedBy.empty()) {
        json::array confirmations;
        for (const cccd::Source source : field.confirmedBy) confirmations.emplace_back(cccd::wireName(source));
        object["confirmedBy"] = std::move(confirmations);
    }
    return object;
}

std::string_view view(const json::string& text) { return {text.data(), text.size()}; }

std::unexpected<Error> malformed(std::string_view what) {
    return fail(ErrorCode::ProtocolInvalidParams, std::string(what));
}

Result<void> readValue(const json::value& value, cccd::FieldName name, std::string& target) {
    const json::string* text = value.if_string();
    if (text == nullptr || text->empty() || text->size() > cccd::maxTextBytes) return malformed("text");
    const bool digits = std::ranges::all_of(*text, isDigit);
    if (name == cccd::FieldName::IdNumber && (!digits || text->size() != idNumberLength)) return malformed("idNumber");
    auto normal = normaliseNfc(view(*text));
    if (!normal) return malformed("text");
    target = std::move(*normal);
    return {};
}

Result<void> readValue(const json::value& value, cccd::FieldName, std::optional<cccd::Date>& target) {
    const json::string* text = value.if_string();
    target = text == nullptr ? std::nullopt : cccd::Date::fromIso(view(*text));
    if (!target && !value.is_null()) return malformed("date");
    return {};
}

Result<void> readValue(const json::value& value, cccd::FieldName, std::optional<cccd::Sex>& target) {
    const json::string* text = value.if_string();
    target = text == nullptr ? std::nullopt : cccd::sexFromWire(view(*text));
    if (!target) return malformed("sex");
    return {};
}

Result<cccd::Source> readSource(const json::value* value) {
    const json::string* text = value == nullptr ? nullptr : value->if_string();
    const auto source = text == nullptr ? std::nullopt : cccd::sourceFromWire(view(*text));
    if (!source) return malformed("source");
    return *source;
}

// Dates and sexes have no empty value of their own, so they are read into an optional first.
template <class T>
using Raw = std::conditional_t<std::is_same_v<T, cccd::Date>, std::optional<cccd::Date>,
                               std::conditional_t<std::is_same_v<T, cccd::Sex>, std::optional<cccd::Sex>, T>>;

template <class T>
Result<cccd::Field<T>> fieldFromJson(const json::value& value, cccd::FieldName name) {
    const json::object* object = value.if_object();
    if (object == nullptr) return malformed("field");
    ParamReader reader(*object);
    const auto verified = reader.boolean("verified");
    const json::array* confirmations = reader.array("confirmedBy", cccd::sourceCount);
    const json::value* content = object->if_contains("value");
    if (content == nullptr || !verified) return malformed("field member missing");
    reader.accept("value");
    reader.accept("source");
    TRY_VOID(reader.finish());
    TRY(const cccd::Source source, readSource(object->if_contains("source")));
    Raw<T> raw{};
    TRY_VOID(readValue(*content, name, raw));
    if constexpr (!std::is_same_v<Raw<T>, T>)
        if (!raw) return malformed("value");
    const auto toValue = [&]() -> T {
        if constexpr (std::is_same_v<Raw<T>, T>)
            return std::move(raw);
        else
            return *raw;
    };
    cccd::Field<T> field{.value = toValue(), .source = source, .verified = *verified, .confirmedBy = {}};
    if (confirmations == nullptr) return field;
    for (const json::value& item : *confirmations) {
        TRY(const cccd::Source confirmation, readSource(&item));
        if (std::ranges::find(field.confirmedBy, confirmation) != field.confirmedBy.end())
            return malformed("confirmedBy");
        field.confirmedBy.push_back(confirmation);
    }
    return field;
}

template <class T>
Result<void> readField(const json::value& value, cccd::FieldName name, std::optional<cccd::Field<T>>& target) {
    TRY(target, fieldFromJson<T>(value, name));
    return {};
}

}  // namespace

json::object toJson(const cccd::Citizen& citizen) {
    json::object object;
    cccd::forEachField(citizen, [&](cccd::FieldName name, const auto& field) {
        if (field) object[cccd::wireName(name)] = fieldToJson(*field);
    });
    return object;
}

Result<cccd::Citizen> citizenFromJson(const json::object& object) {
    cccd::Citizen citizen;
    Result<void> outcome;
    std::size_t read = 0;
    cccd::forEachField(citizen, [&](cccd::FieldName name, auto& field) {
        const json::value* value = object.if_contains(cccd::wireName(name));
        if (value == nullptr || !outcome) return;
        outcome = readField(*value, name, field);
        ++read;
    });
    if (!outcome) return std::unexpected(outcome.error());
    if (read != object.size()) return malformed("unknown field");
    return citizen;
}

Result<cccd::FieldSet> includeFromJson(const json::array& names) {
    cccd::FieldSet include;
    for (const json::value& item : names) {
        const json::string* text = item.if_string();
        const auto name = text == nullptr ? std::nullopt : cccd::fieldNameFromWire(view(*text));
        if (!name || !cccd::sensitiveFields().test(static_cast<std::size_t>(*name))) return malformed("include");
        include.set(static_cast<std::size_t>(*name));
    }
    return include;
}

}  // namespace cccd_bridge::host
