#include "cccd/qr_layout.hpp"

#include "base/digits.hpp"
#include "cccd/date.hpp"
#include "cccd/id_number.hpp"
#include "cccd/text_reading.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace cccd_bridge::cccd {
namespace {

constexpr std::size_t maxReceivedFields = 80;
constexpr std::size_t shortestNumber = 10;  // two zeros may be lost
constexpr std::size_t maxSuffix = 16;

using Fields = std::vector<std::string>;

bool isAlphanumeric(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}
bool isDate(std::string_view text) { return Date::fromVietnamese(text).has_value(); }
bool isWholeDate(std::string_view text) { return text.size() >= 8 && isDate(text); }
bool isText(std::string_view text) { return !text.empty() && !isDigits(text) && !isDate(text); }
bool isWords(std::string_view text) { return isText(text) && !holdsSex(text); }

// No name has a comma or a digit; an address without either is possible.
bool looksLikeAddress(std::string_view text) { return text.find_first_of(",0123456789") != std::string_view::npos; }

std::string trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return {};
    return std::string(text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1));
}

// A suffix the scanner adds: behind the digits of the last date, or alone in the last field.
void dropSuffix(Fields& fields) {
    auto& last = fields.back();
    if (fields.size() > cccdFieldCount && std::ranges::none_of(last, isAlphanumeric)) last.clear();
    if (fields.size() != cccdFieldCount || last.size() <= 8 || last.size() > 8 + maxSuffix) return;
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
    const bool issueFits = fields.size() >= cccdFieldCount && isDate(fields[6]);
    const int anchors = (birthFits ? 1 : 0) + (sexFits ? 1 : 0) + (issueFits ? 1 : 0);
    if (anchors < 2 || (!oldIdFits && anchors < 3)) return std::nullopt;
    CardFields card;
    card.oldIdNumber = fields[1];
    card.name = fields[2];
    card.birth = fields[3];
    card.sex = fields[4];
    if (fields.size() > 5) card.address = fields[5];
    if (fields.size() > 6) card.issue = fields[6];
    card.unusual = fields.size() < cccdFieldCount;
    card.addressCut = fields.size() == 6;
    for (std::size_t at = cccdFieldCount; at < fields.size(); ++at) card.extra.push_back(fields[at]);
    return card;
}

// A card behind a prefix that has the separator in it: everything is in its place.
std::optional<CardFields> wholeCard(Fields fields) {
    dropSuffix(fields);
    auto card = usualOrder(fields);
    const bool whole = card && fields.size() >= cccdFieldCount && isDate(*card->birth) && holdsSex(*card->sex) &&
                       isWholeDate(*card->issue);
    return whole ? card : std::nullopt;
}

std::size_t digitsAtEnd(std::string_view text) {
    const auto last = text.find_last_not_of("0123456789");
    return last == std::string_view::npos ? text.size() : text.size() - last - 1;
}

// Number, name, sex, birth, address, issue, old number, cancelled numbers: the order of Thông tư 16/2024/TT-BCA.
std::optional<CardFields> orderOfTheLaw(const Fields& fields) {
    // `Nam` is a name too.
    if (fields.size() < 6 || !isText(fields[1]) || !holdsSex(fields[2]) || !isDate(fields[3])) return std::nullopt;
    if ((!fields[4].empty() && !isWords(fields[4])) || !isWholeDate(fields[5])) return std::nullopt;
    if (looksLikeAddress(fields[1])) return std::nullopt;
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

// Of two texts in an unknown order only a comma or a digit tells which is the address.
void placeTexts(CardFields& card, const Fields& texts) {
    const bool firstIsAddress = looksLikeAddress(texts[0]);
    if (firstIsAddress == looksLikeAddress(texts[1])) {
        card.textsUnclear = true;
        card.extra.insert(card.extra.end(), texts.begin(), texts.end());
        return;
    }
    card.name = texts[firstIsAddress ? 1 : 0];
    card.address = texts[firstIsAddress ? 0 : 1];
}

// Any other order: exactly one sex, two dates of which the earlier is the birth, and two texts. Otherwise it is not
// certain enough.
std::optional<CardFields> otherOrder(const Fields& fields) {
    if (fields.size() > maxReceivedFields) return std::nullopt;
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
    placeTexts(card, texts);
    if (!oldIds.empty()) card.oldIdNumber = oldIds[0];
    card.unusual = true;
    return card;
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

std::optional<CardFields> readLayout(std::string_view received, const Date& latest) {
    auto start = findCardStart(received, PrefixRule::WithoutSeparator, latest);
    std::optional<CardFields> card;
    if (start) {
        auto fields = splitFields(received.substr(start->begin), start->separator);
        dropSuffix(fields);
        card = usualOrder(fields);
        if (!card) card = orderOfTheLaw(fields);
        if (!card) card = otherOrder(fields);
    }
    if (!card) {
        start = findCardStart(received, PrefixRule::Any, latest);
        if (start) card = wholeCard(splitFields(received.substr(start->begin), start->separator));
    }
    if (!card) return std::nullopt;
    card->number = std::move(start->number);
    card->unusual = card->unusual || start->separator != "|";
    return card;
}

bool holdsSeveralScans(std::string_view received, const Date& latest) {
    const auto start = findCardStart(received, PrefixRule::Any, latest);
    if (!start) return false;
    const auto fields = splitFields(received.substr(start->begin), start->separator);
    for (std::size_t at = 1; at < std::min(fields.size(), maxReceivedFields); ++at) {
        const auto digits = digitsAtEnd(fields[at]);
        if (digits < shortestNumber) continue;
        // In the last place of a card, behind its date.
        const bool behindDate =
            at + 1 == cccdFieldCount && fields[at].size() >= 8 + shortestNumber && isDate(fields[at].substr(0, 8));
        const auto first = fields.begin() + static_cast<std::ptrdiff_t>(at);
        const auto count = std::min(fields.size() - at, cccdFieldCount);
        if (behindDate || usualOrder(Fields(first, first + static_cast<std::ptrdiff_t>(count)))) return true;
    }
    return false;
}

bool wasCardText(std::string_view received, const Date& latest) {
    const auto start = findCardStart(received, PrefixRule::Any, latest);
    const auto fields = splitFields(received, start ? start->separator : "|");
    if (fields.size() < 5 || fields.size() > maxReceivedFields) return false;
    const auto dates = std::ranges::count_if(fields, isWholeDate);
    const auto sexes = std::ranges::count_if(fields, holdsSex);
    return sexes == 1 && (dates == 1 || dates == 2);
}

}  // namespace cccd_bridge::cccd
