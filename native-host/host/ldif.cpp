#include "host/ldif.hpp"

#include "host/params.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace cccd_bridge::host {

namespace {

// RFC 4523 §2; the last two are the ICAO PKD's own, now and formerly.
constexpr std::array<std::pair<std::string_view, LdifValue::Kind>, 5> attributes{{
    {"usercertificate", LdifValue::Kind::Certificate},
    {"cacertificate", LdifValue::Kind::Certificate},
    {"certificaterevocationlist", LdifValue::Kind::RevocationList},
    {"pkdmasterlistcontent", LdifValue::Kind::MasterList},
    {"cscamasterlistdata", LdifValue::Kind::MasterList},
}};

// Longer than any attribute's name that is asked for, with its options.
constexpr std::size_t maximumName = 128;

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& letter : out)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    return out;
}

// The attribute's name without options such as ";binary".
std::string attributeOf(std::string_view line) { return lower(line.substr(0, line.find_first_of(":;"))); }

std::optional<LdifValue::Kind> kindOf(std::string_view line) {
    const std::string name = attributeOf(line);
    const auto found = std::ranges::find(attributes, name, &std::pair<std::string_view, LdifValue::Kind>::first);
    return found == attributes.end() ? std::nullopt : std::optional(found->second);
}

// The base64 text behind "::"; absent for plain values and references.
std::optional<std::string_view> encodedValue(std::string_view line) {
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || line.substr(colon, 2) != "::") return std::nullopt;
    std::string_view value = line.substr(colon + 2);
    while (value.starts_with(' ')) value.remove_prefix(1);
    while (value.ends_with(' ')) value.remove_suffix(1);
    return value;
}

// False when there is no place for more.
bool append(std::string& line, std::string_view text) {
    if (line.size() + text.size() > LdifReader::maximumValue) return false;
    line.append(text);
    return true;
}

}  // namespace

void LdifReader::feed(std::string_view text) {
    while (!text.empty()) {
        const auto end = text.find('\n');
        if (!append(line_, text.substr(0, end))) lineTooLong_ = true;
        if (end == std::string_view::npos) return;
        text.remove_prefix(end + 1);
        endLine();
    }
}

// RFC 2849 §2: a line that begins with a space goes on with the one before, even within its name.
void LdifReader::endLine() {
    if (line_.ends_with('\r')) line_.pop_back();
    if (line_.starts_with(' ')) {
        const bool wanted = !logical_.empty() && (logical_.size() < maximumName || kindOf(logical_));
        const bool fits = !wanted || append(logical_, std::string_view(line_).substr(1));
        logicalTooLong_ = logicalTooLong_ || lineTooLong_ || !fits;
    } else {
        flush();
        logical_.swap(line_);
        logicalTooLong_ = lineTooLong_;
    }
    line_.clear();
    lineTooLong_ = false;
}

// A change record may name the values that it takes away (RFC 2849 §2, mod-spec).
void LdifReader::noteStructure() {
    const std::string name = attributeOf(logical_);
    isLdif_ = isLdif_ || (logical_.contains(':') && (name == "dn" || name == "version"));
    if (logical_.empty() || name == "-" || name == "dn")
        removes_ = false;
    else if (name == "delete")
        removes_ = true;
}

void LdifReader::flush() {
    noteStructure();
    if (const auto kind = kindOf(logical_); kind && !removes_) {
        LdifValue value{*kind, {}};
        if (const auto encoded = encodedValue(logical_); encoded && !logicalTooLong_)
            if (auto content = decodeBase64(*encoded)) value.content = *std::move(content);
        sink_(std::move(value));
    }
    logical_.clear();
    logicalTooLong_ = false;
}

void LdifReader::finish() {
    if (!line_.empty()) endLine();
    flush();
}

}  // namespace cccd_bridge::host
