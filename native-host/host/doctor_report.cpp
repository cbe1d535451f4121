#include "host/doctor_report.hpp"

#include "doctor/checks.hpp"
#include "host/platform.hpp"
#include "host/wire_text.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>

namespace cccd_bridge::host {

using doctor::Finding;
using doctor::Findings;
using doctor::findingText;
using doctor::Severity;

namespace {

constexpr std::size_t mostFindings = 128;
constexpr std::size_t longestValue = 512;

// A file or a device may have given it: nothing of it may steer a terminal.
std::string shown(std::string_view bytes) {
    std::string text = shortened(bytes, longestValue);
    for (char& letter : text)
        if ((letter >= 0 && letter < ' ') || letter == 0x7F) letter = '?';
    return text;
}

std::string_view severityName(Severity severity) {
    static constexpr std::array<std::string_view, 4> names{"ok", "note", "warning", "error"};
    return names[static_cast<std::size_t>(severity)];
}

Severity severityOf(const Finding& finding) { return findingText(finding.code).severity; }

Findings gravestFirst(const Findings& findings) {
    Findings sorted;
    for (const Severity severity : {Severity::error, Severity::warning, Severity::note, Severity::ok})
        std::ranges::copy_if(findings, std::back_inserter(sorted),
                             [severity](const Finding& finding) { return severityOf(finding) == severity; });
    if (sorted.size() > mostFindings) sorted.resize(mostFindings);
    return sorted;
}

json::object findingToJson(const Finding& finding) {
    const doctor::FindingText& text = findingText(finding.code);
    json::object object{{"code", text.code}, {"severity", severityName(text.severity)}};
    if (!finding.subject.empty()) object["subject"] = shown(finding.subject);
    if (!finding.found.empty()) object["found"] = shown(finding.found);
    return object;
}

std::ptrdiff_t countOf(const Findings& findings, Severity severity) {
    return std::ranges::count(findings, severity, severityOf);
}

std::string paragraph(const Finding& finding, bool inVietnamese) {
    static constexpr std::array<std::array<std::string_view, 2>, 4> marks{
        {{"TỐT", "OK"}, {"GHI CHÚ", "NOTE"}, {"CẢNH BÁO", "WARNING"}, {"LỖI", "ERROR"}}};
    const doctor::FindingText& text = findingText(finding.code);
    const std::size_t language = inVietnamese ? 0 : 1;
    std::string lines = "[" + std::string(marks[static_cast<std::size_t>(text.severity)][language]) + "] ";
    lines += std::string(text.code) + (finding.subject.empty() ? "" : " · " + shown(finding.subject)) + "\n";
    lines += "    " + std::string(inVietnamese ? text.messageVi : text.messageEn) + "\n";
    if (!finding.found.empty()) lines += (inVietnamese ? "    Thấy: " : "    Found: ") + shown(finding.found) + "\n";
    const std::string_view remedy = inVietnamese ? text.remedyVi : text.remedyEn;
    if (!remedy.empty()) lines += (inVietnamese ? "    Cách xử lý: " : "    Remedy: ") + std::string(remedy) + "\n";
    return lines;
}

}  // namespace

json::array findingsToJson(const Findings& findings) {
    json::array array;
    for (const Finding& finding : gravestFirst(findings)) array.emplace_back(findingToJson(finding));
    return array;
}

json::object doctorReport(const Findings& findings, const doctor::Facts& facts, bool inVietnamese) {
    json::array array;
    for (const Finding& finding : gravestFirst(findings)) {
        const doctor::FindingText& text = findingText(finding.code);
        json::object object = findingToJson(finding);
        object["message"] = inVietnamese ? text.messageVi : text.messageEn;
        const std::string_view remedy = inVietnamese ? text.remedyVi : text.remedyEn;
        if (!remedy.empty()) object["remedy"] = remedy;
        array.emplace_back(std::move(object));
    }
    return {{"format", 1},
            {"program", facts.program.version},
            {"made", isoTime(facts.clock.now)},
            {"language", inVietnamese ? "vi" : "en"},
            {"errors", countOf(findings, Severity::error)},
            {"warnings", countOf(findings, Severity::warning)},
            {"findings", std::move(array)}};
}

std::string doctorText(const Findings& findings, bool inVietnamese) {
    std::string text;
    for (const Finding& finding : gravestFirst(findings)) text += paragraph(finding, inVietnamese);
    const std::string errors = std::to_string(countOf(findings, Severity::error));
    const std::string warnings = std::to_string(countOf(findings, Severity::warning));
    return text + (inVietnamese ? "\n" + errors + " lỗi, " + warnings + " cảnh báo.\n"
                                : "\nErrors: " + errors + ", warnings: " + warnings + ".\n");
}

int doctorStatus(const Findings& findings) {
    if (countOf(findings, Severity::error) > 0) return 2;
    return countOf(findings, Severity::warning) > 0 ? 1 : 0;
}

}  // namespace cccd_bridge::host
