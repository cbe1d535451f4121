#include "cccd/exact_damage.hpp"

#include "base/text.hpp"
#include "cccd/code_pages.hpp"
#include "cccd/escapes.hpp"
#include "cccd/js_escapes.hpp"
#include "cccd/vietnamese_letters.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace cccd_bridge::cccd {
namespace {

bool isAscii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// UTF-8 that was read in a code page: a bijection, so encoding back is the only way to undo it.
template <CodePage page>
std::optional<std::string> undoMisread(std::string_view damaged) {
    auto bytes = bytesInCodePage(codePoints(damaged), page);
    if (!bytes || !isValidUtf8(*bytes)) return std::nullopt;
    return bytes;
}

// The code pages of Central Europe and of the Baltic have the same letters for other bytes, so the text has to prove
// itself: `Long HƠ` in one is `Long Hà` in the other.
std::optional<std::string> undoCentralEuropean(std::string_view damaged) {
    auto text = undoMisread<CodePage::Windows1250>(damaged);
    return text && provesUnicode(*text) ? text : std::nullopt;
}

template <CodePage last, CodePage first>
std::optional<std::string> undoMisreadTwice(std::string_view damaged) {
    const auto once = undoMisread<last>(damaged);
    return once ? undoMisread<first>(*once) : std::nullopt;
}

// `0128` to `0255`, the byte that is typed with the Alt key held.
std::optional<unsigned char> byteNumberAt(std::string_view text, std::size_t at) {
    if (text.size() < at + 4 || text[at] != '0') return std::nullopt;
    int value = 0;
    for (const char c : text.substr(at + 1, 3)) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value >= 128 && value <= 255 ? std::optional(static_cast<unsigned char>(value)) : std::nullopt;
}

std::size_t utf8Length(unsigned char lead) { return lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2; }

// The letter beyond ASCII whose bytes stand as numbers at `at`; empty when they are none.
std::string letterOfNumbers(std::string_view text, std::size_t at) {
    const auto lead = byteNumberAt(text, at);
    if (!lead || *lead < 0xC2) return {};
    std::string letter;
    for (std::size_t part = 0; part < utf8Length(*lead); ++part) {
        const auto byte = byteNumberAt(text, at + 4 * part);
        if (!byte) return {};
        letter.push_back(static_cast<char>(*byte));
    }
    return isValidUtf8(letter) ? letter : std::string();
}

// The letters of Vietnamese begin with the bytes C3, C4, C5, C6, CC and E1; none of their groups can also begin inside
// another letter's groups, because a group begins with 0 and then 1 or 2. So there is one way to read the digits. A
// group that belongs to no letter may be the rest of one of which bytes were lost.
std::optional<std::string> undoByteNumbers(std::string_view damaged) {
    if (!isAscii(damaged)) return std::nullopt;
    std::string out;
    for (std::size_t at = 0; at < damaged.size();) {
        const auto letter = letterOfNumbers(damaged, at);
        if (letter.empty()) {
            if (byteNumberAt(damaged, at)) return std::nullopt;
            out.push_back(damaged[at++]);
        } else {
            out.append(letter);
            at += 4 * letter.size();
        }
    }
    return out;
}

constexpr std::array<ExactDamage, 22> damages{{
    {DamageCause::HtmlEscapes, undoHtmlEscapes},
    {DamageCause::PercentEscapes, undoPercentEscapes},
    {DamageCause::PercentEscapes, undoFormEscapes},
    {DamageCause::PercentEscapes, undoScriptEscapes},
    {DamageCause::PercentEscapes, undoJsonEscapes},
    {DamageCause::ByteNumbers, undoByteNumbers},
    {DamageCause::Mojibake, undoMisread<CodePage::Windows1252>},
    {DamageCause::Mojibake, undoMisread<CodePage::Latin1>},
    {DamageCause::Mojibake, undoMisread<CodePage::Cp437>},
    {DamageCause::Mojibake, undoMisread<CodePage::Cp850>},
    {DamageCause::Mojibake, undoCentralEuropean},
    {DamageCause::Mojibake, undoMisread<CodePage::Windows1258>},
    {DamageCause::Mojibake, undoMisread<CodePage::Latin9>},
    {DamageCause::Mojibake, undoMisreadTwice<CodePage::Windows1252, CodePage::Windows1252>},
    {DamageCause::Mojibake, undoMisreadTwice<CodePage::Windows1252, CodePage::Latin1>},
    {DamageCause::Mojibake, undoMisreadTwice<CodePage::Windows1252, CodePage::Cp437>},
    {DamageCause::Mojibake, undoMisreadTwice<CodePage::Latin1, CodePage::Windows1252>},
    {DamageCause::Mojibake, undoMisreadTwice<CodePage::Latin1, CodePage::Latin1>},
    {DamageCause::Mojibake, undoMisreadTwice<CodePage::Latin1, CodePage::Cp437>},
    {DamageCause::Mojibake, undoMisreadTwice<CodePage::Cp437, CodePage::Windows1252>},
    {DamageCause::Mojibake, undoMisreadTwice<CodePage::Cp437, CodePage::Latin1>},
    {DamageCause::Mojibake, undoMisreadTwice<CodePage::Cp437, CodePage::Cp437>},
}};

}  // namespace

std::span<const ExactDamage> exactDamages() { return damages; }

std::span<const ExactDamage> escapingDamages() { return exactDamages().first(5); }

}  // namespace cccd_bridge::cccd
