#include "host/document_inspect.hpp"

#include "host/document_describe.hpp"
#include "host/wire_text.hpp"
#include "host/wire_verdicts.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

namespace cccd_bridge::host {

namespace {

constexpr std::size_t maximumName = 512;

using Describe = Result<json::object> (*)(ByteView file, const cccd::FieldSet& include);

template <Result<json::object> (*describe)(ByteView)>
Result<json::object> withoutChoice(ByteView file, const cccd::FieldSet&) {
    return describe(file);
}

struct Description {
    std::string_view file;
    Describe describe;
};
constexpr std::array<Description, 6> descriptions{{
    {"CardAccess", withoutChoice<describeCardAccess>},
    {"COM", withoutChoice<describeCommonData>},
    {"SOD", withoutChoice<describeSecurityObject>},
    {"DG1", withoutChoice<describeDataGroup1>},
    {"DG2", withoutChoice<describeDataGroup2>},
    {"DG13", describeDataGroup13},
}};

bool holds(const std::vector<int>& numbers, int number) { return std::ranges::find(numbers, number) != numbers.end(); }

// What the security object says of a data group.
std::string_view signedState(const emrtd::PassiveAuthenticationResult& result, int number) {
    if (holds(result.matchingDataGroups, number)) return "matches";
    if (holds(result.unsignedDataGroups, number)) return "notSigned";
    const bool different = result.data.reason == emrtd::DataReason::HashMismatch;
    return different && holds(result.data.dataGroups, number) ? "different" : "unknown";
}

json::object signerToJson(const emrtd::SignerSummary& signer) {
    json::object object;
    object["subject"] = shortened(signer.subject, maximumName);
    object["issuer"] = shortened(signer.issuer, maximumName);
    object["country"] = shortened(signer.country, 3);
    object["serialNumber"] = signer.serialNumber;
    object["fingerprint"] = signer.fingerprint;
    object["notBefore"] = isoTime(signer.notBefore);
    object["notAfter"] = isoTime(signer.notAfter);
    return object;
}

// Hands the files to the document that a card read fills, too.
void fill(CardDocument& document, const DocumentFiles& files, const cccd::Date& today) {
    for (const auto& [name, content] : files) {
        const auto number = dataGroupOf(name);
        if (name == "SOD") document.setSecurityObject(content);
        if (!number) continue;
        // A file that is not understood is compared with the security object all the same.
        document.addDataGroup(*number, content);
        if (*number == 1 && !document.setDg1(content, today)) continue;
        if (*number == 11) document.setDg11(content);
        if (*number == 12) document.setDg12(content);
        if (*number == 13) document.setDg13(content);
    }
}

void describe(Inspection& inspection, const DocumentFiles& files, const InspectOptions& options) {
    for (const auto& [name, content] : files) {
        json::object parsed;
        const auto found = std::ranges::find(descriptions, name, &Description::file);
        if (found != descriptions.end()) {
            auto description = found->describe(content, options.include);
            if (description)
                parsed = std::move(*description);
            else
                inspection.problems.push_back({description.error().code, name});
        }
        parsed["length"] = content.size();
        const auto& authentication = inspection.document.authentication();
        if (const auto number = dataGroupOf(name)) parsed["signed"] = signedState(authentication, *number);
        if (name == "SOD" && authentication.signer) parsed["signer"] = signerToJson(*authentication.signer);
        inspection.parsed[name] = std::move(parsed);
    }
}

// Where no chip was asked. A key that is there and not signed is the graver thing to say.
emrtd::ChipReason chipReasonOfFiles(const CardDocument& document) {
    using emrtd::ChipReason;
    if (document.verdicts().data.status() == emrtd::VerdictStatus::No) return ChipReason::DataNotAuthentic;
    if (holds(document.authentication().unsignedDataGroups, 15)) return ChipReason::KeyNotSigned;
    const bool keySigned = document.isSigned(14) || document.isSigned(15);
    return document.isSigned(1) && !keySigned ? ChipReason::NotSupportedByCard : ChipReason::NotChecked;
}

}  // namespace

Inspection inspectDocument(const DocumentFiles& files, const InspectOptions& options) {
    Inspection inspection;
    CardDocument& document = inspection.document;
    fill(document, files, cccd::Date::ofTime(options.now));
    // The others are reported by who describes the file.
    for (const Problem& problem : document.problems())
        if (problem.dataGroup == 11 || problem.dataGroup == 12)
            inspection.problems.push_back({problem.code, dataGroupName(problem.dataGroup)});
    document.clearProblems();
    document.verify(options.anchors->view(), options.now, options.weakAlgorithms);
    inspection.citizen = document.citizen(options.include);
    inspection.verdicts = document.verdicts();
    inspection.verdicts.chip = {chipReasonOfFiles(document)};
    describe(inspection, files, options);
    return inspection;
}

}  // namespace cccd_bridge::host
