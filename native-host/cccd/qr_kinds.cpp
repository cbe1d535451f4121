#include "cccd/qr_kinds.hpp"

#include "base/digits.hpp"
#include "cccd/date.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

namespace cccd_bridge::cccd {
namespace {

bool isUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool allDigits(std::string_view text) { return std::ranges::all_of(text, isDigit); }

char lowered(char c) { return isUpper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

bool startsWithIgnoringCase(std::string_view text, std::string_view lowerPrefix) {
    return text.size() >= lowerPrefix.size() &&
           std::ranges::equal(text.substr(0, lowerPrefix.size()), lowerPrefix, {}, lowered);
}

std::optional<int> number(std::string_view digits) {
    int value = 0;
    if (digits.empty() || !allDigits(digits)) return std::nullopt;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

// CRC-16/CCITT-FALSE: polynomial 1021, start FFFF, nothing reflected.
std::uint16_t crc16(std::string_view bytes) {
    unsigned crc = 0xFFFF;
    for (const char byte : bytes) {
        crc ^= static_cast<unsigned>(static_cast<std::uint8_t>(byte)) << 8;
        for (int bit = 0; bit < 8; ++bit) crc = (crc & 0x8000U) != 0 ? (crc << 1 ^ 0x1021U) & 0xFFFFU : crc << 1;
    }
    return static_cast<std::uint16_t>(crc);
}

// `H29`, `G22.99.01` or `000.00.12.H29`: parts between dots, one of them a capital letter with two digits.
bool isUnitCode(std::string_view text) {
    int letters = 0;
    int parts = 0;
    while (true) {
        const auto dot = text.find('.');
        const auto part = text.substr(0, dot);
        const bool lettered = part.size() == 3 && isUpper(part[0]) && allDigits(part.substr(1));
        if (!lettered && (part.empty() || part.size() > 3 || !allDigits(part))) return false;
        letters += lettered ? 1 : 0;
        if (++parts > 6) return false;
        if (dot == std::string_view::npos) return letters == 1;
        text.remove_prefix(dot + 1);
    }
}

}  // namespace

bool isEmvPaymentCode(std::string_view text) {
    if (!text.starts_with("000201") || text.size() < 14) return false;
    const auto checksum = text.substr(text.size() - 4);
    auto rest = text;
    std::string_view lastTag;
    while (!rest.empty()) {
        const auto length = rest.size() >= 4 && allDigits(rest.substr(0, 2)) ? number(rest.substr(2, 2)) : std::nullopt;
        if (!length || rest.size() < 4 + static_cast<std::size_t>(*length)) return false;
        lastTag = rest.substr(0, 4);
        rest.remove_prefix(4 + static_cast<std::size_t>(*length));
    }
    if (lastTag != "6304") return false;
    unsigned stated = 0;
    const auto parsed = std::from_chars(checksum.data(), checksum.data() + checksum.size(), stated, 16);
    return parsed.ptr == checksum.data() + checksum.size() && stated == crc16(text.substr(0, text.size() - 4));
}

bool isDossierNumber(std::string_view text) {
    if (text.size() > 40) return false;
    const auto serialDash = text.rfind('-');
    if (serialDash == std::string_view::npos || serialDash == 0) return false;
    const auto dateDash = text.rfind('-', serialDash - 1);
    if (dateDash == std::string_view::npos) return false;
    const auto date = text.substr(dateDash + 1, serialDash - dateDash - 1);
    const auto serial = text.substr(serialDash + 1);
    if (date.size() != 6 || !allDigits(date) || serial.size() < 3 || serial.size() > 7 || !allDigits(serial))
        return false;
    const auto day =
        Date::ofDay(2000 + *number(date.substr(0, 2)), *number(date.substr(2, 2)), *number(date.substr(4)));
    return day && isUnitCode(text.substr(0, dateDash));
}

bool isVneidCode(std::string_view text) {
    return startsWithIgnoringCase(text, "vneid:") || startsWithIgnoringCase(text, "vneid|") ||
           startsWithIgnoringCase(text, "https://vneid.gov.vn/");
}

bool isContactCard(std::string_view text) {
    return startsWithIgnoringCase(text, "begin:vcard") || startsWithIgnoringCase(text, "mecard:");
}

bool isWebAddress(std::string_view text) {
    const bool scheme = startsWithIgnoringCase(text, "https://") || startsWithIgnoringCase(text, "http://");
    return scheme && text.find_first_of(" \t\r\n") == std::string_view::npos && text.size() > text.find("//") + 2;
}

}  // namespace cccd_bridge::cccd
