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

// How many bytes of a letter at the front of UTF-8 steer a terminal or turn the order of what is read; 0: none.
std::size_t steeringLength(std::string_view text) {
    const auto byte = [&](std::size_t at) { return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U; };
    const auto isIn = [&](std::size_t at, unsigned first, unsigned last) {
        return first <= byte(at) && byte(at) <= last;
    };
    if (isIn(0, 0x00, 0x1F) || byte(0) == 0x7F) return 1;
    if (byte(0) == 0xC2 && isIn(1, 0x80, 0x9F)) return 2;  // U+0080 to U+009F
    if (byte(0) == 0xD8 && byte(1) == 0x9C) return 2;      // U+061C
    if (byte(0) != 0xE2) return 0;
    // U+200E, U+200F, U+2028 to U+202E, U+2066 to U+2069
    const bool steers =
        byte(1) == 0x80 ? isIn(2, 0x8E, 0x8F) || isIn(2, 0xA8, 0xAE) : byte(1) == 0x81 && isIn(2, 0xA6, 0xA9);
    return steers ? 3 : 0;
}

// A file or a device may have given it.
std::string shown(std::string_view bytes) {
    const std::string text = shortened(bytes, longestValue);
    std::string harmless;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t steering = steeringLength(std::string_view(text).substr(at));
        harmless += steering > 0 ? '?' : text[at];
        at += std::max<std::size_t>(steering, 1);
    }
    return harmless;
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

std::string doctorText(const Findings& findings, const std::string& bundle, bool inVietnamese) {
    std::string text;
    for (const Finding& finding : gravestFirst(findings)) text += paragraph(finding, inVietnamese);
    const std::string errors = std::to_string(countOf(findings, Severity::error));
    const std::string warnings = std::to_string(countOf(findings, Severity::warning));
    text += inVietnamese ? "\n" + errors + " lỗi, " + warnings + " cảnh báo.\n"
                         : "\nErrors: " + errors + ", warnings: " + warnings + ".\n";
    if (bundle.empty()) return text;
    return text + (inVietnamese ? "Đã ghi tệp cho bộ phận CNTT: " : "Written for IT support: ") + shown(bundle) + "\n";
}

int doctorStatus(const Findings& findings) {
    if (countOf(findings, Severity::error) > 0) return 2;
    return countOf(findings, Severity::warning) > 0 ? 1 : 0;
}

}  // namespace cccd_bridge::host
