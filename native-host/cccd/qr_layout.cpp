#include "cccd/qr_layout.hpp"

#include "cccd/date.hpp"
#include "cccd/id_number.hpp"
#include "cccd/text_reading.hpp"

#include <algorithm>
#include <array>

namespace cccd_bridge::cccd {
namespace {

constexpr std::size_t knownFields = 7;
constexpr std::size_t maxFields = 80;
constexpr std::size_t maxPrefix = 32;
constexpr std::size_t maxSuffix = 16;

using Fields = std::vector<std::string>;

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isDigits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, isDigit); }
bool isAlphanumeric(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}
bool isDate(std::string_view text) { return Date::fromVietnamese(text).has_value(); }
bool isWholeDate(std::string_view text) { return text.size() >= 8 && isDate(text); }
bool isWords(std::string_view text) { return !text.empty() && !isDigits(text) && !isDate(text) && !holdsSex(text); }

std::string trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return {};
    return std::string(text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1));
}

// A suffix the scanner adds: behind the digits of the last date, or alone in the last field.
void dropSuffix(Fields& fields) {
    auto& last = fields.back();
    if (fields.size() > knownFields && std::ranges::none_of(last, isAlphanumeric)) last.clear();
    if (fields.size() != knownFields || last.size() <= 8 || last.size() > 8 + maxSuffix) return;
    const auto suffix = std::string_view(last).substr(8);
    if (isDigits(last.substr(0, 8)) && isDate(last.substr(0, 8)) && std::ranges::none_of(suffix, isDigit))
        last.resize(8);
}

// The old number's place must not hold words, and two of the unmistakable fields must stand where they belong.
std::optional<CardFields> usualOrder(const Fields& fields) {
    if (fields.size() < 5) return std::nullopt;
    const bool oldIdFits = std::ranges::all_of(fields[1], [](char c) { return isDigit(c) || !isAlphanumeric(c); });
    const bool birthFits = isDate(fields[3]);
    const bool sexFits = holdsSex(fields[4]);
    const bool issueFits = fields.size() >= knownFields && isDate(fields[6]);
    const int anchors = (birthFits ? 1 : 0) + (sexFits ? 1 : 0) + (issueFits ? 1 : 0);
    if (anchors < 2 || (!oldIdFits && anchors < 3)) return std::nullopt;
    CardFields card;
    card.oldIdNumber = fields[1];
    card.name = fields[2];
    card.birth = fields[3];
    card.sex = fields[4];
    if (fields.size() > 5) card.address = fields[5];
    if (fields.size() > 6) card.issue = fields[6];
    card.unusual = fields.size() < knownFields;
    card.addressCut = fields.size() == 6;
    for (std::size_t at = knownFields; at < fields.size(); ++at) card.extra.push_back(fields[at]);
    return card;
}

// Number, name, sex, birth, address, issue, old number, cancelled numbers: the order of Thông tư 16/2024/TT-BCA.
std::optional<CardFields> orderOfTheLaw(const Fields& fields) {
    if (fields.size() < 6 || !isWords(fields[1]) || !holdsSex(fields[2]) || !isDate(fields[3])) return std::nullopt;
    if ((!fields[4].empty() && !isWords(fields[4])) || !isWholeDate(fields[5])) return std::nullopt;
    CardFields card;
    card.name = fields[1];
    card.sex = fields[2];
    card.birth = fields[3];
    card.address = fields[4];
    card.issue = fields[5];
    if (fields.size() > 6) card.oldIdNumber = fields[6];
    for (std::size_t at = 7; at < fields.size(); ++at) {
        card.extra.push_back(fields[at]);
        if (isIdNumber(fields[at])) card.cancelledIdNumbers.push_back(fields[at]);
    }
    card.unusual = true;
    return card;
}

// Any other order: exactly one sex, two dates of which the earlier is the birth, and two texts of which the first is
// the name. Otherwise it is not certain enough.
std::optional<CardFields> otherOrder(const Fields& fields) {
    if (fields.size() > maxFields) return std::nullopt;
    CardFields card;
    Fields texts, dates, years, sexes, oldIds;
    for (std::size_t at = 1; at < fields.size(); ++at) {
        const auto& field = fields[at];
        if (field.empty()) continue;
        auto& kind = holdsSex(field)        ? sexes
                     : isWholeDate(field)   ? dates
                     : isOldIdNumber(field) ? oldIds
                     : isDate(field)        ? years
                     : isDigits(field)      ? card.extra
                                            : texts;
        kind.push_back(field);
    }
    if (dates.size() == 1 && years.size() == 1) dates.insert(dates.begin(), years[0]);
    if (sexes.size() != 1 || dates.size() != 2 || texts.size() != 2 || oldIds.size() > 1) return std::nullopt;
    if (*Date::fromVietnamese(dates[1]) < *Date::fromVietnamese(dates[0])) std::swap(dates[0], dates[1]);
    card.sex = sexes[0];
    card.birth = dates[0];
    card.issue = dates[1];
    card.name = texts[0];
    card.address = texts[1];
    if (!oldIds.empty()) card.oldIdNumber = oldIds[0];
    card.unusual = true;
    return card;
}

// What separates the fields in `rest`, which begins behind the number: `|`, or what a badly set scanner puts there.
std::optional<std::string_view> separatorOf(std::string_view rest) {
    constexpr std::array<std::string_view, 7> usual{"|", "$", ";", "\n", "\t", "\r", "\xC2\xA6"};
    constexpr std::string_view others = "~^#*!@=_+<>{}[]\\`";
    const auto* found = std::ranges::find_if(usual, [&](std::string_view s) { return rest.starts_with(s); });
    if (found != usual.end()) return *found;
    if (rest.empty() || others.find(rest.front()) == std::string_view::npos) return std::nullopt;
    return rest.substr(0, 1);
}

struct Start {
    RecoveredIdNumber number;
    std::string_view separator;
    std::size_t begin;  // of the number
};

// The number with the separator behind it, at the start of the text or behind a prefix.
std::optional<Start> findStart(std::string_view text) {
    for (std::size_t begin = 0; (begin = text.find_first_of("0123456789", begin)) <= maxPrefix;) {
        const auto end = std::min(text.find_first_not_of("0123456789", begin), text.size());
        const auto behind = std::min(text.find_first_not_of(' ', end), text.size());
        const auto separator = separatorOf(text.substr(behind));
        auto number = recoverIdNumber(text.substr(begin, end - begin), begin == 0 ? 2 : 0);
        if (number && separator && text.substr(0, begin).find(*separator) == std::string_view::npos)
            return Start{*std::move(number), *separator, begin};
        begin = end;
    }
    return std::nullopt;
}

}  // namespace

Fields splitFields(std::string_view text, std::string_view separator) {
    Fields fields;
    while (true) {
        const auto at = text.find(separator);
        fields.push_back(trimmed(text.substr(0, at)));
        if (at == std::string_view::npos) return fields;
        text.remove_prefix(at + separator.size());
    }
}

std::optional<RecoveredIdNumber> recoverIdNumber(std::string_view digits, std::size_t lost) {
    if (isIdNumber(digits)) return RecoveredIdNumber{std::string(digits), false};
    if (!isDigits(digits) || digits.size() > 12 || digits.size() + lost < 12) return std::nullopt;
    auto number = std::string(12 - digits.size(), '0').append(digits);
    if (!readIdNumber(number)->provinceName) return std::nullopt;
    return RecoveredIdNumber{std::move(number), true};
}

std::optional<CardFields> readLayout(std::string_view nfc) {
    auto start = findStart(nfc);
    if (!start) return std::nullopt;
    auto fields = splitFields(nfc.substr(start->begin), start->separator);
    dropSuffix(fields);
    auto card = usualOrder(fields);
    if (!card) card = orderOfTheLaw(fields);
    if (!card) card = otherOrder(fields);
    if (!card) return std::nullopt;
    card->number = std::move(start->number);
    card->unusual = card->unusual || start->separator != "|";
    return card;
}

bool wasCardText(std::string_view nfc) {
    const auto fields = splitFields(nfc, "|");
    if (fields.size() < 5 || fields.size() > 16) return false;
    const auto dates = std::ranges::count_if(fields, isWholeDate);
    const auto sexes = std::ranges::count_if(fields, holdsSex);
    return sexes == 1 && (dates == 1 || dates == 2);
}

}  // namespace cccd_bridge::cccd
