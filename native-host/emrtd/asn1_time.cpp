#include "emrtd/asn1_time.hpp"

#include <optional>
#include <string_view>

namespace cccd_bridge::emrtd {

namespace {

constexpr int utcTimePivot = 50;  // RFC 5280 §4.1.2.5.1

// Takes a decimal number of so many digits off the front; empty when there is none.
std::optional<int> takeDigits(std::string_view& text, std::size_t digits) {
    if (text.size() < digits) return std::nullopt;
    int number = 0;
    for (const char digit : text.substr(0, digits)) {
        if (digit < '0' || digit > '9') return std::nullopt;
        number = number * 10 + (digit - '0');
    }
    text.remove_prefix(digits);
    return number;
}

bool startsWithDigit(std::string_view text) { return !text.empty() && text[0] >= '0' && text[0] <= '9'; }

void dropFraction(std::string_view& text) {
    if (text.empty() || (text[0] != '.' && text[0] != ',')) return;
    text.remove_prefix(1);
    while (startsWithDigit(text)) text.remove_prefix(1);
}

// Z, or +hhmm or -hhmm: how much local time is ahead.
std::optional<std::chrono::minutes> takeZone(std::string_view text) {
    if (text == "Z") return std::chrono::minutes(0);
    if (text.size() != 5 || (text[0] != '+' && text[0] != '-')) return std::nullopt;
    const bool ahead = text[0] == '+';
    text.remove_prefix(1);
    const auto hours = takeDigits(text, 2);
    const auto minutes = takeDigits(text, 2);
    if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
    const auto offset = std::chrono::hours(*hours) + std::chrono::minutes(*minutes);
    return ahead ? offset : -offset;
}

}  // namespace

Result<std::chrono::sys_seconds> parseAsn1Time(const Tlv& time) {
    std::string_view text(reinterpret_cast<const char*>(time.value.data()), time.value.size());
    if (time.tag != tagUtcTime && time.tag != tagGeneralizedTime) return malformed("time");
    auto year = takeDigits(text, time.tag == tagUtcTime ? 2 : 4);
    const auto month = takeDigits(text, 2);
    const auto day = takeDigits(text, 2);
    const auto hour = takeDigits(text, 2);
    const auto minute = takeDigits(text, 2);
    const auto second = startsWithDigit(text) ? takeDigits(text, 2) : 0;
    if (!year || !month || !day || !hour || !minute || !second) return malformed("time");
    if (time.tag == tagGeneralizedTime) dropFraction(text);
    const auto zone = takeZone(text);
    if (time.tag == tagUtcTime) *year += *year < utcTimePivot ? 2000 : 1900;
    const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    if (!zone || !date.ok() || *hour > 23 || *minute > 59 || *second > 60) return malformed("time");
    return std::chrono::sys_days(date) + std::chrono::hours(*hour) + std::chrono::minutes(*minute) +
           std::chrono::seconds(*second) - *zone;
}

}  // namespace cccd_bridge::emrtd
