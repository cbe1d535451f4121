#include "cccd/qr_start.hpp"

#include "base/digits.hpp"
#include "cccd/id_number.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace cccd_bridge::cccd {
namespace {

constexpr std::size_t idDigits = 12;
constexpr std::size_t maxPrefix = 32;

// What separates the fields in `rest`, which begins behind the number: `|`, or what a badly set scanner puts there.
std::optional<std::string_view> separatorOf(std::string_view rest) {
    constexpr std::array<std::string_view, 7> usual{"|", "$", ";", "\n", "\t", "\r", "\xC2\xA6"};
    constexpr std::string_view others = "~^#*!@=_+<>{}[]\\`";
    const auto* found = std::ranges::find_if(usual, [&](std::string_view s) { return rest.starts_with(s); });
    if (found != usual.end()) return *found;
    if (rest.empty() || others.find(rest.front()) == std::string_view::npos) return std::nullopt;
    return rest.substr(0, 1);
}

}  // namespace

std::optional<RecoveredIdNumber> recoverIdNumber(std::string_view digits, std::size_t lost, const Date& latest) {
    if (isIdNumber(digits)) return RecoveredIdNumber{std::string(digits), false};
    if (!isDigits(digits) || digits.size() > idDigits || digits.size() + lost < idDigits) return std::nullopt;
    auto number = std::string(idDigits - digits.size(), '0').append(digits);
    const auto facts = readIdNumber(number);
    if (!facts->provinceName || facts->birthYear > latest.year()) return std::nullopt;
    return RecoveredIdNumber{std::move(number), true};
}

std::optional<CardStart> findCardStart(std::string_view text, PrefixRule prefix, const Date& latest) {
    for (std::size_t begin = 0; (begin = text.find_first_of("0123456789", begin)) <= maxPrefix;) {
        const auto end = std::min(text.find_first_not_of("0123456789", begin), text.size());
        const auto behind = std::min(text.find_first_not_of(' ', end), text.size());
        const auto separator = separatorOf(text.substr(behind));
        auto number = recoverIdNumber(text.substr(begin, end - begin), begin == 0 ? 2 : 0, latest);
        const bool fits = separator && (prefix == PrefixRule::Any ||
                                        text.substr(0, begin).find(*separator) == std::string_view::npos);
        if (number && fits) return CardStart{*std::move(number), *separator, begin};
        begin = end;
    }
    return std::nullopt;
}

}  // namespace cccd_bridge::cccd
