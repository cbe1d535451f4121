#include "cccd/qr_health.hpp"

#include "base/digits.hpp"
#include "cccd/id_number.hpp"
#include "cccd/qr_field.hpp"
#include "cccd/qr_layout.hpp"
#include "cccd/text.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <string>
#include <vector>

namespace cccd_bridge::cccd {
namespace {

constexpr std::size_t readFields = 4;  // number, name, birth, sex
constexpr std::size_t maxHealthFields = 64;
constexpr std::size_t maxFieldBytes = 4096;

bool isCapital(char c) { return c >= 'A' && c <= 'Z'; }

std::optional<std::string> fromHex(std::string_view text) {
    if (text.size() < 4 || text.size() % 2 != 0) return std::nullopt;
    std::string bytes;
    for (std::size_t at = 0; at < text.size(); at += 2) {
        unsigned value = 0;
        const auto* end = text.data() + at + 2;
        if (std::from_chars(text.data() + at, end, value, 16).ptr != end) return std::nullopt;
        bytes.push_back(static_cast<char>(value));
    }
    return bytes;
}

// UTF-8 in hexadecimal digits that holds letters; digits alone may be a number.
std::optional<std::string> hexText(std::string_view field) {
    const auto bytes = fromHex(field);
    if (!bytes || !isValidUtf8(*bytes) || !isPlainText(*bytes) || foldForMrz(*bytes).empty()) return std::nullopt;
    return collapseSpaces(toNfcLossy(*bytes));
}

// Two letters and thirteen digits, or the insured person's number alone: ten digits, or the ID number.
bool isHealthCardNumber(std::string_view text) {
    if (text.size() == 10 || text.size() == 12) return std::ranges::all_of(text, isDigit);
    return text.size() == 15 && isCapital(text[0]) && isCapital(text[1]) &&
           std::ranges::all_of(text.substr(2), isDigit);
}

std::optional<Sex> sexOf(std::string_view text) {
    if (text == "1") return Sex::Male;
    if (text == "2") return Sex::Female;
    return sexFromVietnamese(text);
}

void readCitizen(QrPayload& payload, const std::vector<std::string>& fields, std::string name) {
    auto& citizen = payload.citizen.emplace();
    if (name.size() <= maxTextBytes && !isVisiblyDamaged(name, TextRole::Name)) {
        citizen.fullName = fromQr(std::move(name));
    } else {
        payload.warnings.push_back({QrWarningCode::NameDamaged, FieldName::FullName, likelyCause(name)});
    }
    const auto birth = fields.size() > 2 ? Date::fromVietnamese(fields[2]) : std::nullopt;
    const auto sex = fields.size() > 3 ? sexOf(fields[3]) : std::nullopt;
    if (birth) citizen.dateOfBirth = fromQr(*birth);
    if (sex) citizen.sex = fromQr(*sex);
    if (!birth && fields.size() > 2 && !fields[2].empty())
        payload.warnings.push_back({QrWarningCode::DateDamaged, FieldName::DateOfBirth});
    if (!sex && fields.size() > 3 && !fields[3].empty())
        payload.warnings.push_back({QrWarningCode::SexDamaged, FieldName::Sex});
    const bool agrees = birth && sex && isIdNumber(fields[0]) && checkIdNumber(fields[0], sex, birth).empty();
    if (agrees) citizen.idNumber = fromQr(fields[0]);
}

}  // namespace

std::optional<QrPayload> readHealthCard(std::string_view text, std::string_view raw) {
    const auto fields = splitFields(text, "|");
    if (fields.size() < 2 || !isHealthCardNumber(fields[0])) return std::nullopt;
    auto name = hexText(fields[1]);
    if (!name) return std::nullopt;
    QrPayload payload;
    payload.kind = QrKind::HealthCard;
    readCitizen(payload, fields, *std::move(name));
    auto& extra = payload.extra.emplace(QrExtra{.fields = {}, .raw = std::string(raw)});
    for (std::size_t at = readFields; at < std::min(fields.size(), readFields + maxHealthFields); ++at) {
        const auto decoded = hexText(fields[at]);
        const auto& field = decoded ? *decoded : fields[at];
        extra.fields.push_back(field.size() <= maxFieldBytes ? field : std::string());
    }
    return payload;
}

}  // namespace cccd_bridge::cccd
