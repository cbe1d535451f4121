// DG13
#include "base/hex.hpp"
#include "cccd/dg13.hpp"
#include "host/document_describe.hpp"
#include "host/wire_citizen.hpp"

#include <array>
#include <utility>

namespace cccd_bridge::host {

namespace {

constexpr int labelEthnicity = 6;
constexpr int labelReligion = 7;
constexpr int labelParents = 13;
constexpr int labelOldIdNumber = 15;

std::string_view describedName(cccd::Dg13ProblemKind kind) {
    constexpr std::array<std::string_view, 4> names{"structureBroken", "limitReached", "valueMalformed", "ambiguous"};
    return names[static_cast<std::size_t>(kind)];
}

// Raw bytes behind a known label that could not be used. Where the family's labels are shifted, a parent or the spouse
// may stand behind any of 13 to 15.
bool mayShow(int label, const cccd::FieldSet& include) {
    const auto asked = [&](cccd::FieldName name) { return include.test(static_cast<std::size_t>(name)); };
    if (label == labelEthnicity) return asked(cccd::FieldName::Ethnicity);
    if (label == labelReligion) return asked(cccd::FieldName::Religion);
    if (label < labelParents || label > labelOldIdNumber) return true;
    return asked(cccd::FieldName::FatherName) && asked(cccd::FieldName::MotherName) &&
           asked(cccd::FieldName::SpouseName);
}

}  // namespace

Result<json::object> describeDataGroup13(ByteView file, const cccd::FieldSet& include) {
    cccd::Dg13 text = cccd::parseDg13(file);
    if (text.status != cccd::Dg13Status::Understood) return fail(ErrorCode::CardFileMalformed, "DG13");
    cccd::dropSensitive(text.citizen, include);
    json::array unknown;
    for (const cccd::Dg13RawField& field : text.unknown) {
        if (!mayShow(field.label, include)) continue;
        json::object item;
        item["label"] = field.label;
        item["content"] = toHex(field.content);
        unknown.emplace_back(std::move(item));
    }
    json::array problems;
    for (const cccd::Dg13Problem& problem : text.problems) {
        json::object item;
        item["kind"] = describedName(problem.kind);
        if (problem.label != 0) item["label"] = problem.label;
        problems.emplace_back(std::move(item));
    }
    json::object object;
    object["fields"] = toJson(text.citizen);
    object["unknown"] = std::move(unknown);
    object["problems"] = std::move(problems);
    return object;
}

}  // namespace cccd_bridge::host
