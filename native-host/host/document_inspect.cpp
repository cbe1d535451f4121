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
constexpr std::array<Description, 11> descriptions{{
    {"CardAccess", withoutChoice<describeCardAccess>},
    {"CardSecurity", withoutChoice<describeCardSecurity>},
    {"COM", withoutChoice<describeCommonData>},
    {"SOD", withoutChoice<describeSecurityObject>},
    {"DG1", withoutChoice<describeDataGroup1>},
    {"DG2", withoutChoice<describeDataGroup2>},
    {"DG11", describeDataGroup11},
    {"DG12", describeDataGroup12},
    {"DG13", describeDataGroup13},
    {"DG14", withoutChoice<describeDataGroup14>},
    {"DG15", withoutChoice<describeDataGroup15>},
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

// A file that is not understood is compared with the security object all the same.
void fillDataGroup(CardDocument& document, int number, const SecretBytes& content, bool believed,
                   const cccd::Date& today) {
    document.addDataGroup(number, content);
    if (!believed) return;
    if (number == 1) static_cast<void>(document.setDg1(content, today));
    if (number == 11) document.setDg11(content);
    if (number == 12) document.setDg12(content);
    if (number == 13) document.setDg13(content);
}

bool isBelieved(std::string_view name, const SecretBytes& content) { return content.size() <= largestSize(name); }

// Hands the files to the document that a card read fills, too.
void fill(CardDocument& document, const DocumentFiles& files, const cccd::Date& today) {
    for (const auto& [name, content] : files) {
        const bool believed = isBelieved(name, content);
        if (const auto number = dataGroupOf(name))
            fillDataGroup(document, *number, content, believed, today);
        else if (name == "SOD" && believed)
            document.setSecurityObject(content);
        else if (name == "SOD")
            document.setSecurityObjectMalformed();
        else if (name == "CardSecurity" && believed)
            document.setCardSecurity(Bytes(content.begin(), content.end()));
        else if (name == "CardAccess" && believed)
            document.noteChannel({emrtd::ChannelOrigin::Source::CardAccess, Bytes(content.begin(), content.end())});
    }
    // What is wrong with a file is reported by who describes it.
    document.clearProblems();
}

Result<json::object> describeFile(const std::string& name, const SecretBytes& content, const cccd::FieldSet& include) {
    const auto found = std::ranges::find(descriptions, name, &Description::file);
    if (found == descriptions.end()) return json::object();
    if (!isBelieved(name, content)) return fail(ErrorCode::CardFileTooLarge, name);
    return found->describe(content, include);
}

void describeCardSecurityCheck(const emrtd::CardSecurityCheck& check, json::object& parsed) {
    if (check.signer) parsed["signer"] = signerToJson(*check.signer);
    parsed["verdicts"] = toJson(check.data, check.certificate);
}

void describe(Inspection& inspection, const DocumentFiles& files, const cccd::FieldSet& include) {
    const CardDocument& document = inspection.document;
    for (const auto& [name, content] : files) {
        auto description = describeFile(name, content, include);
        if (!description) inspection.problems.push_back({description.error().code, name});
        json::object parsed = description ? std::move(*description) : json::object();
        parsed["length"] = content.size();
        const auto& authentication = document.authentication();
        if (const auto number = dataGroupOf(name)) parsed["signed"] = signedState(authentication, *number);
        if (name == "SOD" && authentication.signer) parsed["signer"] = signerToJson(*authentication.signer);
        if (name == "CardSecurity") describeCardSecurityCheck(document.cardSecurity(), parsed);
        inspection.parsed[name] = std::move(parsed);
    }
}

// EF.CardAccess against what is signed; EF.CardSecurity is no data group.
void takeProblems(CardDocument& document, std::vector<FileProblem>& problems) {
    for (const Problem& problem : document.problems())
        problems.push_back(
            {problem.code, problem.dataGroup == 0 ? std::string("CardSecurity") : dataGroupName(problem.dataGroup)});
    document.clearProblems();
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
    emrtd::TrustView trust = options.anchors->view();
    trust.inRetrospect = options.inRetrospect;
    document.verify(trust, options.now, options.weakAlgorithms);
    takeProblems(document, inspection.problems);
    inspection.citizen = document.citizen(options.include);
    inspection.verdicts = document.verdicts();
    inspection.verdicts.chip = {chipReasonOfFiles(document)};
    describe(inspection, files, options.include);
    return inspection;
}

}  // namespace cccd_bridge::host
