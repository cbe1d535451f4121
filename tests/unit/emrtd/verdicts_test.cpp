#include "emrtd/verdicts.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>
#include <string>

using namespace cccd_bridge::emrtd;

namespace {

std::string schema() {
    std::ifstream file(std::string(CCCD_SOURCE_DIR) + "/schemas/verdicts.schema.json");
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

// The text of one definition, up to the next one.
std::string definition(const std::string& name, const std::string& next) {
    const std::string text = schema();
    const std::size_t begin = text.find("\"" + name + "\": {");
    return text.substr(begin, text.find("\"" + next + "\": {", begin) - begin);
}

bool names(const std::string& text, std::string_view name) {
    return text.find("\"" + std::string(name) + "\"") != std::string::npos;
}

}  // namespace

TEST_CASE("every reason about the data is in the schema under its status") {
    const std::string yes = definition("dataYes", "dataNo");
    const std::string no = definition("dataNo", "dataUnknown");
    const std::string unknown = definition("dataUnknown", "ChipVerdict");
    for (int i = 0; i <= static_cast<int>(DataReason::NotRead); ++i) {
        const auto reason = static_cast<DataReason>(i);
        CAPTURE(wireName(reason));
        CHECK(names(yes, wireName(reason)) == (statusOf(reason) == VerdictStatus::Yes));
        CHECK(names(no, wireName(reason)) == (statusOf(reason) == VerdictStatus::No));
        CHECK(names(unknown, wireName(reason)) == (statusOf(reason) == VerdictStatus::Unknown));
    }
}

TEST_CASE("every reason about chip and certificate is in the schema") {
    const std::string chip = definition("chipReason", "CertificateVerdict");
    for (int i = 0; i <= static_cast<int>(ChipReason::NotRead); ++i)
        CHECK(names(chip, wireName(static_cast<ChipReason>(i))));
    const std::string certificate = definition("certificateReason", "dataGroups");
    for (int i = 0; i <= static_cast<int>(CertificateReason::NotRead); ++i)
        CHECK(names(certificate, wireName(static_cast<CertificateReason>(i))));
}

TEST_CASE("every rule and warning is in the schema") {
    const std::string rules = definition("Rule", "Warning");
    for (int i = 0; i <= static_cast<int>(VerdictRule::RevocationListed); ++i)
        CHECK(names(rules, wireName(static_cast<VerdictRule>(i))));
    const std::string warnings = definition("Warning", "dataGroups");
    for (int i = 0; i <= static_cast<int>(TrustWarning::UnknownCurve); ++i)
        CHECK(names(warnings, wireName(static_cast<TrustWarning>(i))));
}

TEST_CASE("a status follows from its reason") {
    CHECK(Verdict<ChipReason>{ChipReason::ActiveAuthentication}.status() == VerdictStatus::Yes);
    CHECK(Verdict<ChipReason>{ChipReason::AuthenticationFailed}.status() == VerdictStatus::No);
    CHECK(Verdict<ChipReason>{ChipReason::KeyNotSigned}.status() == VerdictStatus::Unknown);
    CHECK(CertificateVerdict{{CertificateReason::Expired}}.status() == VerdictStatus::No);
    CHECK(CertificateVerdict{{CertificateReason::Valid}}.status() == VerdictStatus::Yes);
    CHECK(wireName(VerdictStatus::Yes) == "yes");
    CHECK(wireName(VerdictStatus::No) == "no");
    CHECK(wireName(VerdictStatus::Unknown) == "unknown");
}
