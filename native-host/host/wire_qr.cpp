#include "host/wire_qr.hpp"

#include "host/wire_citizen.hpp"

#include <utility>

namespace cccd_bridge::host {

namespace {

json::object derivedToJson(const cccd::QrDerived& derived) {
    json::object object;
    if (derived.expiryDate) {
        const auto& date = *derived.expiryDate;
        object["expiryDate"] = date ? json::value(json::string(date->toIso())) : json::value(nullptr);
    }
    if (derived.issuingAuthority) object["issuingAuthority"] = *derived.issuingAuthority;
    return object;
}

json::object extraToJson(const cccd::QrExtra& extra) {
    json::array fields;
    for (const std::string& field : extra.fields) fields.emplace_back(field);
    json::object object;
    object["fields"] = std::move(fields);
    object["raw"] = extra.raw;
    return object;
}

json::array warningsToJson(const std::vector<cccd::QrWarning>& warnings) {
    json::array array;
    for (const cccd::QrWarning& warning : warnings) {
        json::object item;
        item["code"] = cccd::wireName(warning.code);
        if (warning.field) item["field"] = cccd::wireName(*warning.field);
        if (warning.cause) item["cause"] = cccd::wireName(*warning.cause);
        array.emplace_back(std::move(item));
    }
    return array;
}

json::array notesToJson(const std::vector<cccd::QrNote>& notes) {
    json::array array;
    for (const cccd::QrNote& note : notes) {
        json::object item;
        item["code"] = cccd::wireName(note.code);
        if (note.field) item["field"] = cccd::wireName(*note.field);
        array.emplace_back(std::move(item));
    }
    return array;
}

}  // namespace

json::object toJson(const cccd::QrPayload& payload) {
    json::object object;
    object["kind"] = cccd::wireName(payload.kind);
    if (payload.citizen) object["citizen"] = toJson(*payload.citizen);
    if (payload.derived) object["derived"] = derivedToJson(*payload.derived);
    if (payload.extra) object["extra"] = extraToJson(*payload.extra);
    object["warnings"] = warningsToJson(payload.warnings);
    if (!payload.cancelledIdNumbers.empty())
        object["cancelledIdNumbers"] =
            json::array(payload.cancelledIdNumbers.begin(), payload.cancelledIdNumbers.end());
    if (!payload.notes.empty()) object["notes"] = notesToJson(payload.notes);
    return object;
}

}  // namespace cccd_bridge::host
