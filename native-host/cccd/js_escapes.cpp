#include "cccd/js_escapes.hpp"

#include "cccd/vietnamese_letters.hpp"

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>

namespace cccd_bridge::cccd {
namespace {

struct Escape {
    char32_t letter = 0;
    std::string_view digits = {};
    std::size_t length = 0;  // with what begins it
};

// The first `count` characters as a hexadecimal number.
std::optional<char32_t> hexadecimal(std::string_view digits, std::size_t count) {
    std::uint32_t value = 0;
    if (digits.size() < count) return std::nullopt;
    const char* const begin = digits.data();
    const char* const end = begin + count;
    const auto parsed = std::from_chars(begin, end, value, 16);
    if (parsed.ec != std::errc{} || parsed.ptr != end) return std::nullopt;
    return value;
}

bool isHalf(char32_t c) { return c >= 0xD800 && c < 0xE000; }

// The escape that `text` begins with, which begins with `%`.
std::optional<Escape> scriptEscapeAt(std::string_view text) {
    const bool isLong = text.size() > 1 && text[1] == 'u';
    const auto value = isLong ? hexadecimal(text.substr(2), 4) : hexadecimal(text.substr(1), 2);
    if (!value || (isLong && *value < 0x100) || isHalf(*value)) return std::nullopt;
    return isLong ? Escape{*value, text.substr(2, 4), 6} : Escape{*value, text.substr(1, 2), 3};
}

// The escape that `text` begins with, which begins with a backslash.
std::optional<Escape> jsonEscapeAt(std::string_view text) {
    constexpr std::string_view kept = "\"\\/";
    if (text.size() < 2) return std::nullopt;
    if (kept.find(text[1]) != std::string_view::npos) return Escape{static_cast<char32_t>(text[1]), {}, 2};
    const auto value = text[1] == 'u' ? hexadecimal(text.substr(2), 4) : std::nullopt;
    if (!value || *value < 0x20 || isHalf(*value)) return std::nullopt;
    return Escape{*value, text.substr(2, 4), 6};
}

// Whether the digits of every escape are of one case.
class DigitCase {
  public:
    bool add(std::string_view digits) {
        for (const char c : digits) {
            small_ = small_ || (c >= 'a' && c <= 'f');
            capital_ = capital_ || (c >= 'A' && c <= 'F');
        }
        return !(small_ && capital_);
    }

  private:
    bool small_ = false, capital_ = false;
};

template <class EscapeAt>
std::optional<std::string> unescaped(std::string_view damaged, char begin, EscapeAt escapeAt) {
    std::string out;
    std::array<bool, 128> raw{}, escaped{};
    DigitCase digitCase;
    while (!damaged.empty()) {
        if (static_cast<unsigned char>(damaged.front()) >= 0x80) return std::nullopt;
        if (damaged.front() != begin) {
            raw[static_cast<unsigned char>(damaged.front())] = true;
            out.push_back(damaged.front());
            damaged.remove_prefix(1);
            continue;
        }
        const std::optional<Escape> escape = escapeAt(damaged);
        if (!escape || !digitCase.add(escape->digits)) return std::nullopt;
        if (escape->letter < 0x80) escaped[escape->letter] = true;
        appendUtf8(out, escape->letter);
        damaged.remove_prefix(escape->length);
    }
    for (std::size_t c = 0; c < raw.size(); ++c)
        if (raw[c] && escaped[c]) return std::nullopt;
    return out;
}

}  // namespace

std::optional<std::string> undoScriptEscapes(std::string_view damaged) {
    return unescaped(damaged, '%', scriptEscapeAt);
}

std::optional<std::string> undoJsonEscapes(std::string_view damaged) { return unescaped(damaged, '\\', jsonEscapeAt); }

}  // namespace cccd_bridge::cccd
