// address.resolve
#include "address/resolve.hpp"
#include "cccd/date.hpp"
#include "host/methods.hpp"
#include "host/params.hpp"

#include <utility>

namespace cccd_bridge::host {

namespace {

std::string_view resolutionName(address::Status status) {
    switch (status) {
        case address::Status::Exact:
            return "exact";
        case address::Status::Ambiguous:
            return "ambiguous";
        case address::Status::Unresolved:
            return "unresolved";
    }
    return "unresolved";
}

std::string_view resolutionName(address::Reason reason) {
    switch (reason) {
        case address::Reason::Split:
            return "split";
        case address::Reason::WholePopulation:
            return "wholePopulation";
        case address::Reason::SourcesDisagree:
            return "sourcesDisagree";
        case address::Reason::SameName:
            return "sameName";
        case address::Reason::OldMap:
            return "oldMap";
        case address::Reason::NewMap:
            return "newMap";
        case address::Reason::OtherSpelling:
            return "otherSpelling";
        case address::Reason::OtherKind:
            return "otherKind";
        case address::Reason::UnclearStart:
            return "unclearStart";
    }
    return "unclearStart";
}

json::object unitsToJson(const address::Place& place) { return {{"code", place.code}, {"name", place.name}}; }

json::object unitsToJson(const address::OldUnits& old) {
    json::object object{{"province", unitsToJson(old.province)}, {"district", unitsToJson(old.district)}};
    if (old.commune) object["commune"] = unitsToJson(*old.commune);
    return object;
}

json::object unitsToJson(const address::Resolution& resolution) {
    json::object object;
    object["status"] = resolutionName(resolution.status);
    if (resolution.province) object["province"] = unitsToJson(*resolution.province);
    if (resolution.commune) object["commune"] = unitsToJson(*resolution.commune);
    if (resolution.old) object["old"] = unitsToJson(*resolution.old);
    object["detail"] = resolution.detail;
    json::array candidates;
    for (const address::Candidate& candidate : resolution.candidates) {
        json::object item{{"province", unitsToJson(candidate.province)}, {"commune", unitsToJson(candidate.commune)}};
        item["reason"] = resolutionName(candidate.reason);
        if (candidate.detail != resolution.detail) item["detail"] = candidate.detail;
        candidates.emplace_back(std::move(item));
    }
    object["candidates"] = std::move(candidates);
    return object;
}

Result<json::object> tryResolve(const json::object& params) {
    ParamReader reader(params);
    const std::string text = reader.requiredText("text", address::maxTextBytes);
    const auto issueDate = reader.text("issueDate", 10);
    if (issueDate && !cccd::Date::fromIso(*issueDate)) reader.refuse("issueDate");
    TRY_VOID(reader.finish());
    const address::Era era = issueDate ? address::eraOf(*issueDate) : address::Era::Unknown;
    TRY(const address::Resolution resolution, address::resolve(text, era));
    return unitsToJson(resolution);
}

}  // namespace

// A tenth of a millisecond at most: done where it arrives.
void resolveAddressMethod(Application&, const RequestPointer& request, const json::object& params) {
    request->answer(tryResolve(params));
}

}  // namespace cccd_bridge::host
